import type { Timeline } from '../../../shared/contract/timeline.ts';
import type { DensityRaster } from '../../../shared/geo/densityGeometry.ts';
import { decodeTimeline } from './decodeTimeline.ts';
import { densityOfPeriod, gridCountsOfPeriod, type Period } from './timelinePeriod.ts';
import type { TimelineSum } from './timelines.ts';

/** `raster` null: counts per grid. */
export type TimelineOrder =
  | { id: number; kind: 'hold'; bytes: ArrayBuffer; raster: DensityRaster | null }
  | { id: number; kind: 'sum'; period: Period };
/** `sum` null: the order was to hold, or failed, as `failed` says. */
export type TimelineAnswer = { id: number; revision: number; sum: TimelineSum | null; failed: boolean };

let held: { timeline: Timeline; raster: DensityRaster | null } | null = null;

self.onmessage = ({ data }: MessageEvent<TimelineOrder>): void => {
  try {
    if (data.kind === 'hold') held = { timeline: decodeTimeline(data.bytes), raster: data.raster };
    const sum = data.kind === 'sum' ? sumOf(data.period) : null;
    const answer: TimelineAnswer = {
      id: data.id,
      revision: held?.timeline.revision ?? 0,
      sum,
      failed: false,
    };
    self.postMessage(answer, { transfer: sum?.kind === 'density' ? [sum.density.buffer] : [] });
  } catch {
    held = null;
    self.postMessage({ id: data.id, revision: 0, sum: null, failed: true } satisfies TimelineAnswer);
  }
};

function sumOf(period: Period): TimelineSum {
  if (held === null) throw new Error('no time line is held');
  const { timeline, raster } = held;
  if (raster === null) return { kind: 'grids', counts: gridCountsOfPeriod(timeline, period) };
  const { values, max, count } = densityOfPeriod(timeline, period, raster);
  return { kind: 'density', density: values, max, count, revision: timeline.revision };
}
