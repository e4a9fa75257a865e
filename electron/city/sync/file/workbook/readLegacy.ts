import { type DenseWorkSheet, read, set_cptable, type WorkBook } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { isWellFormed } from '../../parse/xml.ts';
import { createTextReader } from '../decodeText.ts';
import type { Encoding } from '../encoding.ts';
import { cellOf } from './cells.ts';
import { type HtmlSheet, readHtmlTables } from './htmlTables.ts';
import { fillMerges } from './merges.ts';
import { type Cell, HEAD_ROWS, type SheetHead } from './protocol.ts';
import { partsOf } from './xlsxParts.ts';

// Excel 95 and older write in the code page of their Windows.
set_cptable(codepages);

/** A compound file (OLE2) begins with it. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Of a web page it is not the root. */
const SPREADSHEET_ML = /^\s*(?:<\?[^>]*>\s*|<!--[^>]*-->\s*)*<(?:\w+:)?Workbook[\s>]/;

/**
 * Opens what older Excels and web pages write: BIFF (.xls), SpreadsheetML 2003, binary workbooks (.xlsb), HTML tables.
 * `encoding`: of a text, null for a binary file. Texts of HTML cells are kept as they are, since `0012` is no number. Throws
 * where it is damaged. `lettersLost`: to broken bytes of a text.
 */
export async function openLegacy(
  bytes: Buffer,
  encoding: Encoding | null,
): Promise<{ book: WorkBook; lettersLost: number }> {
  const options = { cellDates: true, cellNF: true, UTC: true, dense: true, raw: true } as const;
  if (encoding === null) {
    await assertBinary(bytes);
    return { book: read(bytes, { ...options, type: 'buffer' }), lettersLost: 0 };
  }
  const reader = createTextReader(encoding);
  const text = reader.read(bytes) + reader.end();
  // The reader would make one cell of several, tags and all. Excel, too, refuses XML that is not well formed.
  if (!SPREADSHEET_ML.test(text))
    return { book: bookOf(readHtmlTables(text)), lettersLost: reader.lettersLost };
  if (!isWellFormed(text)) throw new Error('broken tags');
  return { book: read(text, { ...options, type: 'string' }), lettersLost: reader.lettersLost };
}

/** The library would read anything else as a text, and checks no sums of an archive. */
async function assertBinary(bytes: Buffer): Promise<void> {
  if (bytes.subarray(0, COMPOUND.length).equals(COMPOUND)) return;
  if (bytes[0] !== 0x50) throw new Error('neither a compound file nor an archive');
  await partsOf(bytes)?.assertSums();
}

/** The tables of a web page, which the library reads only up to the first end of any of them. */
function bookOf({ rows, merges }: HtmlSheet): WorkBook {
  const sheet: DenseWorkSheet = {
    '!data': rows.map((row) => row.map((text) => ({ t: 's', v: text ?? '' }))),
    '!merges': merges.map(({ startRow, startCol, endRow, endCol }) => ({
      ...{ s: { r: startRow, c: startCol }, e: { r: endRow, c: endCol } },
    })),
  };
  return { SheetNames: ['Sheet1'], Sheets: { Sheet1: sheet } };
}

/** The sheets in their order, with their first rows. */
export function headsOfLegacy(book: WorkBook): SheetHead[] {
  return book.SheetNames.map((name, index) => ({
    name,
    hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0,
    head: rowsOfLegacy(book, name).slice(0, HEAD_ROWS),
  }));
}

/** Rows of a sheet, blank ones too; none where there is no such sheet. */
export function rowsOfLegacy({ Sheets }: WorkBook, name: string): Cell[][] {
  const sheet = Sheets[name];
  // An error such as #N/A is kept as the text that a person sees.
  const rows = Array.from(sheet?.['!data'] ?? [], (row) =>
    Array.from(row ?? [], (cell) =>
      cellOf(cell?.t === 'e' ? cell.w : cell?.v, cell?.z === undefined ? null : String(cell.z)),
    ),
  );
  const merges = (sheet?.['!merges'] ?? []).map(({ s, e }) => ({
    ...{ startRow: s.r, startCol: s.c, endRow: e.r, endCol: e.c },
  }));
  fillMerges(rows, merges);
  return rows;
}
