import type { GridCounts } from '../../../shared/contract/figures.ts';
import type { DensityRaster } from '../../../shared/geo/densityGeometry.ts';
import { isExact, type Period } from './timelinePeriod.ts';

/** What a period sums up to, at the revision of the time line. */
export type TimelineSum =
  | { kind: 'density'; density: Float32Array<ArrayBuffer>; max: number; count: number; revision: number }
  | { kind: 'grids'; counts: GridCounts };

/** A worker that holds one time line (时间轴数据) and adds up its periods. */
export type TimelineHolder = {
  /** Resolves to the revision of the time line. Rejects where the bytes are damaged. */
  hold(bytes: ArrayBuffer, raster: DensityRaster | null): Promise<number>;
  sum(period: Period): Promise<TimelineSum>;
  close(): void;
};

export type PeriodQuestion = {
  /** Everything but the period that the answer depends on. */
  key: string;
  period: Period;
  /** Null: counts per grid. */
  raster: DensityRaster | null;
  /** Asks the service for the time line of all periods. */
  load(): Promise<ArrayBuffer>;
};

/** Two questions about different periods within this time mean that a hand, or a playback, moves along the time line; ms. */
const MOVING_MS = 2000;
/** «Overdue» changes with the clock, so a time line is not believed for longer than figures are; ms. */
const MAX_AGE_MS = 60_000;
/** A time line that is out of date at once, or could not be had, is not asked for again before this; ms. */
const RETRY_MS = 5000;

export type TimelineParts = {
  open(): TimelineHolder;
  /** The newest revision that an event has announced; null while no events come. */
  revision(): number | null;
  now(): number;
  later(run: () => void, ms: number): () => void;
};
/** Null: ask the service. */
export type Timelines = { sum(question: PeriodQuestion): Promise<TimelineSum | null> };

/**
 * Answers questions about periods from a time line in memory while a hand moves through time: the service is asked once,
 * for all periods, instead of for each. What is answered is exactly what the service would answer at the newest revision
 * that this window knows; otherwise nothing is, and the service is asked as usual.
 */
export function createTimelines(parts: TimelineParts): Timelines {
  let key = '';
  let last: { period: string; at: number } | null = null;
  let loadedAt = Number.NEGATIVE_INFINITY;
  let isLoading = false;
  let held: { holder: TimelineHolder; revision: number; announced: number; cancel(): void } | null = null;

  const drop = (): void => {
    held?.cancel();
    held?.holder.close();
    held = null;
  };

  /** A lower revision than before is that of another database. */
  const isCurrent = (): boolean => {
    const announced = parts.revision();
    return held !== null && announced !== null && announced <= held.revision && announced >= held.announced;
  };

  const load = async ({ key: asked, raster, load: request }: PeriodQuestion): Promise<void> => {
    const announced = parts.revision();
    if (announced === null) return;
    isLoading = true;
    loadedAt = parts.now();
    const holder = parts.open();
    try {
      const revision = await holder.hold(await request(), raster);
      if (asked === key) {
        drop();
        held = { holder, revision, announced, cancel: parts.later(drop, MAX_AGE_MS) };
      } else holder.close();
    } catch {
      // The service answers for each period, as it does without a time line.
      holder.close();
    } finally {
      isLoading = false;
    }
  };

  return {
    async sum(question) {
      if (question.key !== key) {
        drop();
        key = question.key;
        last = null;
        loadedAt = Number.NEGATIVE_INFINITY;
      }
      const period = JSON.stringify(question.period);
      const now = parts.now();
      const isMoving = last !== null && last.period !== period && now - last.at < MOVING_MS;
      last = { period, at: now };
      if (!isExact(question.period)) return null;
      if (held !== null && !isCurrent()) drop();
      if (held !== null) {
        const asked = held;
        try {
          return await asked.holder.sum(question.period);
        } catch {
          if (held === asked) drop();
          return null;
        }
      }
      if (isMoving && !isLoading && now - loadedAt >= RETRY_MS) void load(question);
      return null;
    },
  };
}
