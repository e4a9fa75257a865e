import type { Tally } from '../../../shared/contract/figures.ts';
import { type CodeColumn, NO_CODE } from './codeColumn.ts';
import { type DeadlineInterval, HAS_LIMIT, IS_OPEN, OVERDUE } from './deadlineInterval.ts';
import type { Mask } from './mask.ts';

/** Indexed by code of a column. `overdue`: open past the limit, or closed after it. `limited`: has a limit. */
export type CodeCounts = { count: number; open: number; overdue: number; limited: number }[];

/** Counts the selected cases by the codes of one column, in one pass. */
export function tallyByCode(column: CodeColumn, mask: Mask, interval: DeadlineInterval): CodeCounts {
  const { codes } = column;
  const { states } = interval;
  // One counter per code and state: one addition per case and no branch to mispredict.
  const counters = new Uint32Array(8 * column.values.length);
  for (let i = 0; i < mask.length; i++) counters[(codes[i]! << 3) | states[i]!]! += mask[i]!;
  return column.values.map((_, code) => {
    const sums = { count: 0, open: 0, overdue: 0, limited: 0 };
    for (let state = 0; state < 8; state++) {
      const cases = counters[(code << 3) | state]!;
      sums.count += cases;
      if (state & IS_OPEN) sums.open += cases;
      if (state & OVERDUE) sums.overdue += cases;
      if (state & HAS_LIMIT) sums.limited += cases;
    }
    return sums;
  });
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
