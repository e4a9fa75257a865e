import { IS_OPEN, OVERDUE } from '../../../shared/case/deadlineState.ts';
import type { DeadlineInterval } from './deadlineInterval.ts';
import type { Mask } from './mask.ts';
import type { SortIndex } from './sortIndex.ts';
import { NO_LOCATION, type Table, UNITS_PER_DEGREE } from './table.ts';

export type PointColumns = {
  seqs: Uint32Array;
  /** How many selected cases have a location. */
  total: number;
  lon: number[];
  lat: number[];
  /** 0 open, 1 open and overdue, 2 closed, 3 closed late. */
  state: number[];
};

/** The newest `limit` selected cases that have a location. `newest` is the index by time of report. */
export function points(
  table: Table,
  mask: Mask,
  newest: SortIndex,
  limit: number,
  interval: DeadlineInterval,
): PointColumns {
  const { lon, lat } = table;
  let total = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] !== 0 && lon[i] !== NO_LOCATION) total++;
  const seqs = newest.latest(
    table,
    (seq) => mask[seq] !== 0 && lon[seq] !== NO_LOCATION,
    Math.min(limit, total),
  );
  return {
    seqs: Uint32Array.from(seqs),
    total,
    lon: seqs.map((seq) => lon[seq]! / UNITS_PER_DEGREE),
    lat: seqs.map((seq) => lat[seq]! / UNITS_PER_DEGREE),
    state: seqs.map((seq) => {
      const state = interval.states[seq]!;
      return ((state & IS_OPEN) !== 0 ? 0 : 2) + ((state & OVERDUE) !== 0 ? 1 : 0);
    }),
  };
}
