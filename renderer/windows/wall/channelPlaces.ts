import type { Tally } from '../../../shared/contract/figures.ts';

/** Two columns of three; where there are more channels, the last place sums up the rest. */
const PLACES = 6;

/** The largest channels, and what is left of the whole: the figures shown add up to it. */
export function channelPlaces(rows: readonly Tally[]): { shown: readonly Tally[]; rest: readonly Tally[] } {
  if (rows.length <= PLACES) return { shown: rows, rest: [] };
  return { shown: rows.slice(0, PLACES - 1), rest: rows.slice(PLACES - 1) };
}
