import type { LeftOutRows } from '../../../../../shared/contract/sources.ts';
import type { Cell } from '../workbook/protocol.ts';
import { cellText, unmarked } from './cellText.ts';
import { headerAmongRows, type TableLayout } from './layout.ts';
import { isNote, isTotalWord } from './notData.ts';

export type TableRow = Record<string, Cell>;
export type UnparsedRow = { unparsed: string };
/** Rows of a list that are no cases, by what they are. They are counted, and never taken for data. */
export type LeftOut = LeftOutRows;

export const NOTHING_LEFT_OUT: LeftOut = { title: 0, header: 0, total: 0, note: 0 };

/**
 * The rows of a table below its header, by column name. In a row with fewer cells the last columns are empty. `leave` is told of
 * what is left out: titles, headers repeated after page breaks, totals (合计), remarks (说明). Blank rows are passed over. A
 * header with other names begins another table.
 */
export async function* tableRows(
  records: AsyncIterable<readonly Cell[] | UnparsedRow>,
  layout: TableLayout,
  leave: (what: keyof LeftOut) => void,
): AsyncGenerator<TableRow | UnparsedRow> {
  let above = layout.titles.length + layout.header.length;
  let { columns } = layout;
  for await (const record of records) {
    if ('unparsed' in record) {
      yield record;
      continue;
    }
    const first = record.findIndex((cell) => cellText(cell) !== '');
    if (first < 0) continue;
    if (above > 0) {
      if (above > layout.header.length) leave('title');
      above -= 1;
      continue;
    }
    const what = whatOf(record, cellText(record[first] ?? null), layout);
    const header = what === 'header' ? layout.columns : what === null ? headerAmongRows(record) : null;
    columns = header ?? columns;
    if (header !== null) leave('header');
    else if (what !== null) leave(what);
    else yield rowOf(record, columns);
  }
}

/** `first`: the first text of the record, by which nearly every case is told from all else. */
function whatOf(
  record: readonly Cell[],
  first: string,
  { header, columns }: TableLayout,
): keyof LeftOut | null {
  if (isTotalWord(first)) return 'total';
  const isHeader = header.some((row) => row.find((text) => text !== '') === first && isSame(row, record));
  if (isHeader) return 'header';
  return isNote(record, first, columns.length) ? 'note' : null;
}

/** A header that is repeated may lack the blanks at its end. */
function isSame(row: readonly string[], record: readonly Cell[]): boolean {
  const width = Math.max(row.length, record.length);
  for (let index = 0; index < width; index++)
    if ((row[index] ?? '') !== cellText(record[index] ?? null)) return false;
  return true;
}

/**
 * Every column has a value: one that a short row lacks is empty, and not one that the list does not have. A value beyond the
 * header is kept under a name of its own, not dropped.
 */
function rowOf(record: readonly Cell[], columns: readonly string[]): TableRow {
  const row: TableRow = {};
  for (let index = 0; index < Math.max(record.length, columns.length); index++) {
    const cell = record[index] ?? null;
    const name = columns[index];
    if (name !== undefined) row[name] = keptValue(cell);
    else if (cellText(cell) !== '') row[`column_${index + 1}`] = keptValue(cell);
  }
  return row;
}

/** Excel keeps 15 digits: a longer number has lost some, and shows it by its exponent. */
const EXCEL_DIGITS = 1e15;

/** Numbers and booleans stay what they are, so that a day count is told from a text of digits. */
function keptValue(cell: Cell): Cell {
  if (cell === null) return '';
  if (typeof cell === 'number') return Math.abs(cell) < EXCEL_DIGITS ? cell : cell.toExponential();
  return typeof cell === 'boolean' ? cell : unmarked(cell);
}
