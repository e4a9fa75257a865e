import { read, set_cptable, type WorkBook } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { decoderLabel, type Encoding } from '../encoding.ts';
import { cellOf, fillMerges } from './cells.ts';
import { type Cell, HEAD_ROWS, type SheetHead } from './protocol.ts';

// Excel 95 and older write in the code page of their Windows.
set_cptable(codepages);

/**
 * Opens what older Excels and web pages write: BIFF (.xls), SpreadsheetML 2003, binary workbooks (.xlsb), HTML tables.
 * `encoding`: of a text, null for a binary file. Texts of HTML cells are kept as they are, since `0012` is no number.
 */
export function openLegacy(bytes: Buffer, encoding: Encoding | null): WorkBook {
  const options = { cellDates: true, cellNF: true, UTC: true, dense: true, raw: true } as const;
  if (encoding === null) return read(bytes, { ...options, type: 'buffer' });
  return read(new TextDecoder(decoderLabel(encoding)).decode(bytes), { ...options, type: 'string' });
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
