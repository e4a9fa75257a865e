import { type StateCounts, sumStates } from '../../../shared/case/deadlineState.ts';
import type { Tally } from '../../../shared/contract/figures.ts';
import { type CodeColumn, NO_CODE } from './codeColumn.ts';
import type { DeadlineInterval } from './deadlineInterval.ts';
import type { Mask } from './mask.ts';

/** Counts the selected cases by code and state of one column, in one pass: counters of code × 8 + state. */
export function countStates(column: CodeColumn, mask: Mask, { states }: DeadlineInterval): Uint32Array {
  const { codes } = column;
  // One counter per code and state: one addition per case and no branch to mispredict.
  const counters = new Uint32Array(8 * column.values.length);
  for (let i = 0; i < mask.length; i++) counters[(codes[i]! << 3) | states[i]!]! += mask[i]!;
  return counters;
}

/** The selected cases by code of a column. */
export function tallyByCode(column: CodeColumn, mask: Mask, interval: DeadlineInterval): StateCounts[] {
  const counters = countStates(column, mask, interval);
  return column.values.map((_, code) => sumStates(counters, code));
}

/**
 * Counts by value, most frequent first; values that do not occur are left out. Cases without a value are counted under
 * `none`, or not at all if that is null.
 */
export function tallyByValue(
  column: CodeColumn,
  mask: Mask,
  interval: DeadlineInterval,
  none: string | null,
): Tally[] {
  const list: Tally[] = [];
  tallyByCode(column, mask, interval).forEach(({ count, open, overdue }, code) => {
    const key = code === NO_CODE ? none : column.values[code]!;
    if (key !== null && count > 0) list.push({ key, count, open, overdue });
  });
  return list.sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
