import type { Cell } from './protocol.ts';
import { paddedText } from './shownNumber.ts';

/** Cells that are merged: the value of the first stands for all. Rows and columns count from 0. */
export type Merge = { startRow: number; startCol: number; endRow: number; endCol: number };

/** Excel's day 0 lies before this: what it counts as a date is only a time of day. */
const FIRST_DATE_MS = Date.UTC(1901, 0, 1);
/** A merge over a whole column or a whole row stands for a border or a title, not for values. */
const MAX_MERGED_ROWS = 5000;
const MAX_MERGED_COLUMNS = 500;

/** Nearer to a whole second than this, ms, a time is that second: some programs write days with six decimals only. */
const SECOND_TOLERANCE_MS = 50;

/**
 * A cell's value as text, number or boolean. Dates come as wall-clock time in UTC fields and become `yyyy-MM-dd HH:mm:ss`,
 * with milliseconds where they have any, and at midnight `yyyy-MM-dd`: as what a person sees in the cell. So does a number that
 * its format fills up with zeros. `format`: of the cell, null where it is not known.
 */
export function cellOf(value: unknown, format: string | null): Cell {
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'number' && format !== null) return paddedText(value, format) ?? value;
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function dateText(date: Date): Cell {
  const exact = Math.round(date.getTime());
  if (!Number.isFinite(exact)) return null;
  const whole = Math.round(exact / 1000) * 1000;
  const ms = Math.abs(exact - whole) <= SECOND_TOLERANCE_MS ? whole : exact;
  const [day = '', time = ''] = new Date(ms).toISOString().slice(0, -1).replace('.000', '').split('T');
  if (ms < FIRST_DATE_MS) return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}

/** Writes the value of merged cells into each of them. */
export function fillMerges(rows: Cell[][], merges: readonly Merge[]): void {
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const value = rows[startRow]?.[startCol] ?? null;
    if (value === null || endRow - startRow > MAX_MERGED_ROWS || endCol - startCol > MAX_MERGED_COLUMNS)
      continue;
    for (let row = startRow; row <= Math.min(endRow, rows.length - 1); row++) {
      const cells = rows[row] ?? [];
      while (cells.length <= endCol) cells.push(null);
      for (let column = startCol; column <= endCol; column++) cells[column] ??= value;
      rows[row] = cells;
    }
  }
}
