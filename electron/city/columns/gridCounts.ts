import type { GridCounts } from '../../../shared/contract/figures.ts';
import { type CodeColumn, NO_CODE } from './codeColumn.ts';
import type { DeadlineInterval } from './deadlineInterval.ts';
import type { Mask } from './mask.ts';
import { tallyByCode } from './tally.ts';

/** Cases per grid (网格), sorted by grid code; grids without cases are left out. One pass. */
export function gridCounts(
  column: CodeColumn,
  mask: Mask,
  interval: DeadlineInterval,
): Omit<GridCounts, 'revision'> {
  const all = tallyByCode(column, mask, interval);
  const grids: GridCounts['grids'] = [];
  all.forEach((sums, code) => {
    if (code !== NO_CODE && sums.count > 0) grids.push({ grid: column.values[code]!, ...sums });
  });
  grids.sort((a, b) => (a.grid < b.grid ? -1 : 1));
  return { grids, elsewhere: all[NO_CODE]?.count ?? 0 };
}
