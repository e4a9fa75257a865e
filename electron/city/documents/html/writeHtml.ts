import type { DocumentModel } from '../../../../shared/document/model.ts';
export function writeHtml(_document: DocumentModel, _identity: string): string {
  return '';
}
