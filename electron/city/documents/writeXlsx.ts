import type { DocumentModel } from '../../../shared/document/model.ts';
export async function writeXlsx(_document: DocumentModel, _identity: string): Promise<Uint8Array> {
  return new Uint8Array();
}
