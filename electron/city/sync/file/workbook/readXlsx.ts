import { readXlsx as readWhole, type Sheet } from 'hucre';
import { cellOf } from './cells.ts';
import { fillMerges } from './merges.ts';
import { type Cell, HEAD_ROWS, type SheetHead } from './protocol.ts';
import { NO_TEXTS, readSharedTexts, type SharedTexts } from './sharedTexts.ts';
import { readMerges, sheetRows } from './sheetRows.ts';
import { hasPadding, readBook, type XlsxBook } from './xlsxBook.ts';
import { partsOf, type XlsxParts } from './xlsxParts.ts';

/** Unpacked. Larger workbooks are read row by row: their rows would need some ten times as much at once. */
const WHOLE_BYTES = 16 << 20;

/** An .xlsx or .xlsm with what it says of itself. */
type Opened = { parts: XlsxParts; book: XlsxBook };

/** The sheets of an .xlsx or .xlsm, in their order, with their first rows. */
export async function headsOfXlsx(bytes: Uint8Array, wholeBytes = WHOLE_BYTES): Promise<SheetHead[]> {
  const opened = await openedOf(bytes, wholeBytes);
  if (isLarge(opened, wholeBytes)) return headsOfLarge(opened);
  const { sheets } = await readWhole(bytes, { maxRows: HEAD_ROWS, readStyles: showsPadding(opened) });
  return sheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    head: cellsOf(sheet),
  }));
}

/** Rows of a sheet, blank ones too, so that their numbers are those of the sheet. */
export async function* rowsOfXlsx(
  bytes: Uint8Array,
  name: string,
  wholeBytes = WHOLE_BYTES,
): AsyncGenerator<Cell[]> {
  const opened = await openedOf(bytes, wholeBytes);
  if (isLarge(opened, wholeBytes)) {
    yield* rowsOfLarge(opened, name, await textsOf(opened));
    return;
  }
  const { sheets } = await readWhole(bytes, { sheets: [name], readStyles: showsPadding(opened) });
  yield* cellsOf(sheets.find((sheet) => sheet.name === name));
}

/** False also for a workbook that is not as Excel and its like write it. */
function isLarge(opened: Opened | null, wholeBytes: number): opened is Opened {
  if (opened === null) return false;
  const { parts, book } = opened;
  const all = [book.sharedTexts, ...book.sheets.map(({ part }) => part)];
  const unpacked = all.reduce((sum, part) => sum + (part === null ? 0 : parts.size(part)), 0);
  return unpacked > wholeBytes;
}

/** Formats of all cells take as much memory as their values: they are only read where any matters. */
function showsPadding(opened: Opened | null): boolean {
  return opened !== null && hasPadding(opened.book);
}

/**
 * Null where only the library understands it. What the library reads is checked before, since it looks at no sums. Throws
 * where the archive is damaged.
 */
async function openedOf(bytes: Uint8Array, wholeBytes: number): Promise<Opened | null> {
  const parts = partsOf(bytes);
  if (parts === null) return null;
  const book = bookOf(parts);
  const opened = book === null ? null : { parts, book };
  if (!isLarge(opened, wholeBytes)) await parts.assertSums();
  return opened;
}

/** Null where it is not as Excel and its like write it. */
function bookOf(parts: XlsxParts): XlsxBook | null {
  try {
    return readBook(parts);
  } catch {
    return null;
  }
}

async function headsOfLarge(large: Opened): Promise<SheetHead[]> {
  const texts = await textsOf(large);
  const heads: SheetHead[] = [];
  for (const { name, hidden } of large.book.sheets) {
    const head: Cell[][] = [];
    for await (const cells of rowsOfLarge(large, name, texts)) if (head.push(cells) === HEAD_ROWS) break;
    heads.push({ name, hidden, head });
  }
  return heads;
}

async function* rowsOfLarge(
  { parts, book }: Opened,
  name: string,
  texts: SharedTexts,
): AsyncGenerator<Cell[]> {
  const part = book.sheets.find((sheet) => sheet.name === name)?.part ?? null;
  if (part === null) return;
  const merges = await readMerges(parts.pieces(part));
  const fillRow = merges.filler();
  let row = 0;
  for await (const cells of sheetRows(parts.pieces(part), book, texts)) {
    fillRow(row, cells);
    yield cells;
    row += 1;
  }
}

async function textsOf({ parts, book: { sharedTexts } }: Opened): Promise<SharedTexts> {
  return sharedTexts === null || parts.size(sharedTexts) === 0
    ? NO_TEXTS
    : readSharedTexts(parts.pieces(sharedTexts));
}

function cellsOf(sheet: Sheet | undefined): Cell[][] {
  const formatOf = (row: number, column: number) =>
    sheet?.cells?.get(`${row},${column}`)?.style?.numFmt ?? null;
  const rows = (sheet?.rows ?? []).map((values, row) =>
    (values ?? []).map((value, column) =>
      cellOf(value, typeof value === 'number' ? formatOf(row, column) : null),
    ),
  );
  fillMerges(rows, sheet?.merges ?? []);
  return rows;
}
