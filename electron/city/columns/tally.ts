import type { Tally } from '../../../shared/contract/figures.ts';
import { type CodeColumn, NO_CODE } from './codeColumn.ts';
import type { Mask } from './mask.ts';
import { OPEN, type Table } from './table.ts';

/** By code of a column. `overdue` is open past the limit or closed after it, `limited` has a limit at all. */
export type CodeCounts = {
  count: Float64Array;
  open: Float64Array;
  overdue: Float64Array;
  limited: Float64Array;
};

/** Counts masked cases by one column, in one pass. */
export function tally(table: Table, column: CodeColumn, mask: Mask, now: number): CodeCounts {
  const { flags } = table;
  const { closedAt, dueAt } = table.times;
  const { codes } = column;
  const values = column.values.length;
  // Side by side: the four counters of a code share a cache line.
  const counters = new Float64Array(4 * values);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const at = 4 * codes[i]!;
    const isOpen = (flags[i]! & OPEN) !== 0;
    const due = dueAt[i]!;
    counters[at]!++;
    if (isOpen) counters[at + 1]!++;
    if (due < (isOpen ? now : closedAt[i]!)) counters[at + 2]!++;
    if (!Number.isNaN(due)) counters[at + 3]!++;
  }
  const every = (offset: number) =>
    Float64Array.from({ length: values }, (_, i) => counters[4 * i + offset]!);
  return { count: every(0), open: every(1), overdue: every(2), limited: every(3) };
}

/** The values of a column that occur, most frequent first. Cases without a value are in none of them. */
export function tallies(table: Table, column: CodeColumn, mask: Mask, now: number): Tally[] {
  const { count, open, overdue } = tally(table, column, mask, now);
  const list: Tally[] = [];
  column.values.forEach((key, code) => {
    if (code !== NO_CODE && count[code]! > 0) {
      list.push({ key, count: count[code]!, open: open[code]!, overdue: overdue[code]! });
    }
  });
  return list.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
