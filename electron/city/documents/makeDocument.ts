import { createHash } from 'node:crypto';
import type { DocumentFormat } from '../../../shared/contract/documents.ts';
import { factsOf } from '../../../shared/document/facts.ts';
import { hidePersons } from '../../../shared/document/hidePersons.ts';
import type { Built } from '../../../shared/document/kinds/common.ts';
import type { DocumentModel } from '../../../shared/document/model.ts';
import { buildDocument, type DocumentRequest } from '../../../shared/document/request.ts';
import { selfCheck } from '../../../shared/document/selfCheck.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import { canonical } from '../../../shared/journal/canonical.ts';
import { maskPersons } from '../privacy/wallText.ts';
import { writeDocx } from './docx/writeDocx.ts';
import { writeHtml } from './html/writeHtml.ts';
import { writeXlsx } from './writeXlsx.ts';

/** `hash`: SHA-256 of the document's content in hex, which every page shows in part. */
export type MadeDocument = { bytes: Uint8Array; mediaType: string; hash: string };

const MEDIA_TYPES: Readonly<Record<DocumentFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
};

/**
 * Builds a document from its data. @throws CodedError `document-refused` where required fields are empty
 */
export function builtDocument(request: DocumentRequest): Built {
  const built = buildDocument(request);
  if (Array.isArray(built)) throw new CodedError('document-refused', { problems: built });
  return built;
}

/**
 * Makes the file of a document; the same content gives the same bytes on every machine. Contact data in what people wrote is
 * hidden first, then every number is checked.
 * @param facts of the snapshot; not those that the document carries
 * @param persons contact data of the cases that the document mentions, hidden wherever its texts repeat it
 * @throws CodedError `document-refused` with everything that is wrong, `document-format` for a workbook of a document without
 * a table
 */
export async function makeDocument(
  { document, facts }: Built,
  persons: readonly string[],
  format: DocumentFormat,
): Promise<MadeDocument> {
  const hidden = hidePersons(document, (text) => maskPersons(text, persons));
  const problems = selfCheck(hidden, factsOf(facts));
  if (problems.length > 0) throw new CodedError('document-refused', { problems });
  const hash = createHash('sha256').update(canonical(hidden)).digest('hex');
  return {
    bytes: await bytesOf(hidden, identityOf(hidden, hash), format),
    mediaType: MEDIA_TYPES[format],
    hash,
  };
}

async function bytesOf(
  document: DocumentModel,
  identity: string,
  format: DocumentFormat,
): Promise<Uint8Array> {
  if (format === 'docx') return writeDocx(document, identity);
  if (format === 'xlsx') return writeXlsx(document, identity);
  return new TextEncoder().encode(writeHtml(document, identity));
}

/** As much of a hash as a page shows. */
const SHOWN = 16;

/** The line at the foot of every page. */
function identityOf({ id, isSample, source }: DocumentModel, hash: string): string {
  const snapshot = source.snapshot === null ? '未冻结（实时数据）' : source.snapshot.slice(0, SHOWN);
  return [
    ...(isSample ? ['样例，数据为虚构'] : []),
    ...[`编号 ${id}`, `校验 ${hash.slice(0, SHOWN)}`, `快照 ${snapshot}`, `数据截至 ${source.asOf}`],
  ].join('　');
}
