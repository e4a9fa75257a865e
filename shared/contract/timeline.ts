import { z } from 'zod';
import { Revision } from './common.ts';
import { HeatQuery } from './figures.ts';
import { CaseFilterQuery } from './filters.ts';

/** The filters of a time line (时间轴数据), which is of all times. */
export const GridTimelineQuery = CaseFilterQuery.omit({ from: true, to: true });
export const HeatTimelineQuery = HeatQuery.omit({ from: true, to: true });

/**
 * Cases in the order of their report, each with where it counts: what a window needs to draw any period of a filter by
 * itself while a hand moves along the time line. `keys` of a density surface are twice the cell (shared/geo/density.ts), plus one in the box; those of
 * grids are the grid's number in `codes`, times eight, plus its state (shared/case/deadlineState.ts).
 */
export type Timeline = {
  revision: number;
  /** Names of the numbers in `keys`; number 0 is «in no grid». Empty for a density surface. */
  codes: string[];
  /** Whole seconds since 1970, rounded down, ascending. */
  seconds: Uint32Array;
  keys: Uint32Array;
};

/**
 * The head of a time line's bytes: its own length in bytes (Uint32), then this as JSON, filled up with blanks to whole
 * words; `seconds` and `keys` follow as Uint32. All little-endian, as every supported machine is.
 */
export const TimelineHead = z.object({
  revision: Revision,
  codes: z.array(z.string()),
  /** Cases: the length of `seconds` and of `keys`. */
  length: z.int().min(0),
});
