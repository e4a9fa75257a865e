import type { GridCounts } from '../../../shared/contract/figures.ts';
import { NO_CODE } from './codeColumn.ts';
import type { Mask } from './mask.ts';
import type { Table } from './table.ts';
import { tally } from './tally.ts';

/** Cases per grid (网格), grids without one left out, by code. One pass. */
export function gridCounts(table: Table, mask: Mask, now: number): Omit<GridCounts, 'revision'> {
  const column = table.codes.grid;
  const { count, open, overdue, limited } = tally(table, column, mask, now);
  const grids: GridCounts['grids'] = [];
  column.values.forEach((grid, code) => {
    if (code === NO_CODE || count[code] === 0) return;
    grids.push({
      grid,
      count: count[code]!,
      open: open[code]!,
      overdue: overdue[code]!,
      limited: limited[code]!,
    });
  });
  grids.sort((a, b) => (a.grid < b.grid ? -1 : 1));
  return { grids, elsewhere: count[NO_CODE]! };
}
