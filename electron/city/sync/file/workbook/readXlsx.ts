import { readXlsx as readWhole, type Sheet, streamXlsxRows } from 'hucre';
import { cellOf, fillMerges } from './cells.ts';
import { hasPadding, paddedRows } from './paddedCells.ts';
import { type Cell, HEAD_ROWS, type SheetHead } from './protocol.ts';

/** Larger files are read row by row: their rows would need gigabytes at once. Merged cells are then not filled. */
const WHOLE_BYTES = 8 << 20;

/** The sheets of an .xlsx or .xlsm, in their order, with their first rows. */
export async function headsOfXlsx(bytes: Uint8Array, wholeBytes = WHOLE_BYTES): Promise<SheetHead[]> {
  if (bytes.length > wholeBytes) return headsOfLarge(bytes, wholeBytes);
  const { sheets } = await readWhole(bytes, { maxRows: HEAD_ROWS });
  return sheets.map((sheet) => ({
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    head: cellsOf(sheet),
  }));
}

async function headsOfLarge(bytes: Uint8Array, wholeBytes: number): Promise<SheetHead[]> {
  const heads: SheetHead[] = [];
  await readWhole(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      heads.push({ name, hidden: hidden === true || veryHidden === true, head: [] });
      return false;
    },
  });
  for (const { name, head } of heads)
    for await (const cells of rowsOfXlsx(bytes, name, wholeBytes)) if (head.push(cells) === HEAD_ROWS) break;
  return heads;
}

/** Rows of a sheet, blank ones too, so that their numbers are those of the sheet. */
export async function* rowsOfXlsx(
  bytes: Uint8Array,
  name: string,
  wholeBytes = WHOLE_BYTES,
): AsyncGenerator<Cell[]> {
  if (bytes.length <= wholeBytes) {
    // Formats of all cells take as much memory as their values: they are only read where any matters.
    const { sheets } = await readWhole(bytes, { sheets: [name], readStyles: hasPadding(bytes) });
    const rows = cellsOf(sheets.find((sheet) => sheet.name === name));
    yield* rows;
    return;
  }
  const padded = paddedRows(bytes, name);
  try {
    let padding = await padded.next();
    let next = 0;
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: name })) {
      for (; next < index; next++) yield [];
      while (padding.done !== true && padding.value.index < index) padding = await padded.next();
      const formats = padding.done !== true && padding.value.index === index ? padding.value.formats : null;
      yield values.map((value, column) => cellOf(value, formats?.get(column) ?? null));
      next = index + 1;
    }
  } finally {
    await padded.return(undefined);
  }
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
