import { countsByGrid } from '../../../shared/case/deadlineState.ts';
import type { GridCounts } from '../../../shared/contract/figures.ts';
import type { CodeColumn } from './codeColumn.ts';
import type { DeadlineInterval } from './deadlineInterval.ts';
import type { Mask } from './mask.ts';
import { countStates } from './tally.ts';

/** Cases per grid (网格), sorted by grid code; grids without cases are left out. One pass. */
export function gridCounts(
  column: CodeColumn,
  mask: Mask,
  interval: DeadlineInterval,
): Omit<GridCounts, 'revision'> {
  return countsByGrid(countStates(column, mask, interval), column.values);
}
