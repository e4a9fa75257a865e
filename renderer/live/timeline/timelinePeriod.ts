import { countsByGrid } from '../../../shared/case/deadlineState.ts';
import type { GridCounts } from '../../../shared/contract/figures.ts';
import type { Timeline } from '../../../shared/contract/timeline.ts';
import { type Density, densityOfCells } from '../../../shared/geo/density.ts';
import type { DensityRaster } from '../../../shared/geo/densityGeometry.ts';

/** A part of time, UTC ms, `to` excluded; null: open. */
export type Period = { from: number | null; to: number | null };

/** What a time line can say of a period: only whole seconds, since it knows no finer ones. */
export function isExact({ from, to }: Period): boolean {
  return [from, to].every((at) => at === null || (at > 0 && at % 1000 === 0 && at / 1000 <= 0xffff_ffff));
}

/** The density surface of a period, to the byte what the service answers for it at the time line's revision. */
export function densityOfPeriod(
  timeline: Timeline,
  period: Period,
  raster: DensityRaster,
): Density & { count: number } {
  const { start, end } = partOf(timeline.seconds, period);
  return densityOfCells(timeline.keys.subarray(start, end), raster);
}

/** The counts per grid of a period, likewise. */
export function gridCountsOfPeriod(timeline: Timeline, period: Period): GridCounts {
  const { revision, codes, keys, seconds } = timeline;
  const { start, end } = partOf(seconds, period);
  const counters = new Uint32Array(8 * codes.length);
  for (let i = start; i < end; i++) counters[keys[i]!]! += 1;
  return { revision, ...countsByGrid(counters, codes) };
}

function partOf(seconds: Uint32Array, { from, to }: Period): { start: number; end: number } {
  const start = from === null ? 0 : firstAtLeast(seconds, from / 1000);
  return { start, end: to === null ? seconds.length : Math.max(start, firstAtLeast(seconds, to / 1000)) };
}

/** The index of the first of ascending numbers that is at least `least`; their number where there is none. */
function firstAtLeast(ascending: Uint32Array, least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
