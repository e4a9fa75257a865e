/** Bits of the state of a case towards its limit: open; overdue (open past its limit, or closed after it); has a limit. */
export const IS_OPEN = 1;
export const OVERDUE = 2;
export const HAS_LIMIT = 4;

/** Cases of one code: `overdue` are open past the limit or closed after it, `limited` have a limit. */
export type StateCounts = { count: number; open: number; overdue: number; limited: number };

/** The sums of one code from counters of code × 8 + state. */
export function sumStates(counters: Uint32Array, code: number): StateCounts {
  const sums = { count: 0, open: 0, overdue: 0, limited: 0 };
  for (let state = 0; state < 8; state++) {
    const cases = counters[(code << 3) | state]!;
    sums.count += cases;
    if (state & IS_OPEN) sums.open += cases;
    if (state & OVERDUE) sums.overdue += cases;
    if (state & HAS_LIMIT) sums.limited += cases;
  }
  return sums;
}

/**
 * Cases per grid (网格), sorted by grid code; grids without cases are left out. `codes[0]` stands for «in no grid».
 *
 * @param counters of code × 8 + state
 */
export function countsByGrid(
  counters: Uint32Array,
  codes: readonly string[],
): { grids: (StateCounts & { grid: string })[]; elsewhere: number } {
  const grids: (StateCounts & { grid: string })[] = [];
  for (let code = 1; code < codes.length; code++) {
    const sums = sumStates(counters, code);
    if (sums.count > 0) grids.push({ grid: codes[code]!, ...sums });
  }
  grids.sort((a, b) => (a.grid < b.grid ? -1 : 1));
  return { grids, elsewhere: codes.length === 0 ? 0 : sumStates(counters, 0).count };
}
