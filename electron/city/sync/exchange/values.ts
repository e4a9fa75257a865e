import { parseJson } from '../parse/json.ts';
import type { Cell, Column } from './session.ts';

/** `0000-00-00`, with or without a time: the date of MySQL that means «none». */
const ZERO_DATE = /^0000-00-00(?: 00:00:00(?:\.0+)?)?$/;
const INSTANT = /^(\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?:\+00)?$/;

/** A row as the mapping reads it: values by column, numbers as text so that none loses a digit. */
export function rowOf(columns: readonly Column[], cells: readonly Cell[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, at) => [column.name, cellValue(column, cells[at] ?? null)]));
}

function cellValue({ kind }: Column, cell: Cell): unknown {
  if (cell === null) return null;
  switch (kind) {
    case 'instant': {
      if (ZERO_DATE.test(cell)) return null;
      const [, day, time] = INSTANT.exec(cell) ?? [];
      return day === undefined ? cell : `${day}T${time}Z`;
    }
    case 'time':
    case 'date':
      return ZERO_DATE.test(cell) ? null : cell;
    case 'boolean':
      return cell === 't' || cell === 'true';
    case 'json':
      return jsonOf(cell);
    default:
      return cell;
  }
}

function jsonOf(cell: string): unknown {
  try {
    return parseJson(cell);
  } catch {
    return cell;
  }
}

/** Whether a text was read with the wrong character set: bytes that mean nothing became «�». */
export function isGarbled(cells: readonly Cell[]): boolean {
  return cells.some((cell) => cell?.includes('\ufffd') === true);
}
