import { type Period, periodStart } from '../../live/link/filter.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What the time line shows: from `from` to `to`, in bars of `step` ms aligned to local midnight. */
export type Extent = {
  from: number;
  to: number;
  step: number /** A midnight that bars are aligned to. */;
  midnight: number;
};
export type Range = { from: number; to: number };

/** Widths that divide a day or are whole days, so that bars stay aligned to local midnight. */
const STEPS = [30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY, 30 * DAY, 91 * DAY, 366 * DAY];
const MOST_BARS = 100;

/** The extent of a period. `span` is the first and last report, for «all»; times UTC ms. */
export function extentOf(period: Period, now: number, todayStart: number, span: Range | null): Extent {
  const start = periodStart(period, now, todayStart);
  if (period === 'today') {
    // As far as the day has come, but never so short that a bar is as wide as the wall.
    const passed = Math.ceil((now + 1 - todayStart) / (30 * MINUTE)) * 30 * MINUTE;
    const length = Math.min(DAY, Math.max(6 * HOUR, passed));
    return { from: todayStart, to: todayStart + length, step: 30 * MINUTE, midnight: todayStart };
  }
  const from = start ?? Math.min(span?.from ?? todayStart, now);
  const to = start === null ? Math.max(span?.to ?? now, from + HOUR) : now;
  const step = STEPS.find((each) => (to - from) / each <= MOST_BARS) ?? 366 * DAY;
  const first = todayStart - Math.ceil((todayStart - from) / step) * step;
  return {
    from: first,
    to: first + Math.max(1, Math.ceil((to + 1 - first) / step)) * step,
    step,
    midnight: todayStart,
  };
}

export function barsOf(extent: Extent): number {
  return Math.round((extent.to - extent.from) / extent.step);
}

/** A range of whole bars from two bar numbers in any order, inside the extent. */
export function rangeOfBars(extent: Extent, a: number, b: number): Range {
  const last = barsOf(extent) - 1;
  const low = Math.max(0, Math.min(a, b, last));
  const high = Math.min(last, Math.max(a, b, 0));
  return { from: extent.from + low * extent.step, to: extent.from + (high + 1) * extent.step };
}

/** Moves a range by bars, keeping its width and staying inside; null stands for the newest bar. */
export function shifted(extent: Extent, range: Range | null, bars: number): Range {
  if (range === null) return rangeOfBars(extent, barsOf(extent) - 1, barsOf(extent) - 1);
  const width = Math.min(range.to - range.from, extent.to - extent.from);
  const from = Math.min(extent.to - width, Math.max(extent.from, range.from + bars * extent.step));
  return { from, to: from + width };
}

/** Moves the end of a range by bars; never shorter than one bar. */
export function resized(extent: Extent, range: Range | null, bars: number): Range {
  if (range === null) return shifted(extent, null, 0);
  const to = Math.min(extent.to, Math.max(range.from + extent.step, range.to + bars * extent.step));
  return { from: range.from, to };
}

/** The next frame of a playback: one bar on; null when the end is reached. Without a range it begins with an eighth. */
export function nextFrame(extent: Extent, range: Range | null): Range | null {
  const eighth = Math.max(1, Math.round(barsOf(extent) / 8));
  if (range === null) return rangeOfBars(extent, 0, eighth - 1);
  return range.to >= extent.to ? null : shifted(extent, range, 1);
}

/** Bars of an answer laid over an extent; bars outside are left out, missing ones are zero. */
export function laidOut(
  extent: Extent,
  answer: { start: number; step: number; counts: readonly number[]; open: readonly number[] } | undefined,
): { count: number; open: number }[] {
  const bars = Array.from({ length: barsOf(extent) }, () => ({ count: 0, open: 0 }));
  for (const [index, count] of (answer?.counts ?? []).entries()) {
    if (answer === undefined) break;
    const bar = bars[Math.floor((answer.start + index * answer.step - extent.from) / extent.step)];
    if (bar === undefined) continue;
    bar.count += count;
    bar.open += answer.open[index] ?? 0;
  }
  return bars;
}

/** Up to eight instants to be labelled: on midnights beyond two days, on full hours within. */
export function ticksOf(extent: Extent): number[] {
  const length = extent.to - extent.from;
  const unit = length > 2 * DAY ? DAY : HOUR;
  const every = Math.max(1, Math.ceil(length / unit / 8)) * unit;
  const offset = (((extent.midnight - extent.from) % every) + every) % every;
  const ticks: number[] = [];
  for (let at = extent.from + offset; at < extent.to - length / 20; at += every) ticks.push(at);
  return ticks;
}

/** Length of the life of the cases in days, at least one. */
export function spanDays(span: Range): number {
  return Math.max(1, (span.to - span.from) / DAY);
}

/**
 * Length of a filter's window in days, at least an hour; open ends are those of the cases' life. An archive whose last
 * case is years old ends there: counted until now, its colours would be too faint to see.
 */
export function windowDays(
  bounds: { from: number | null; to: number | null },
  span: Range | null,
  now: number,
): number {
  const from = bounds.from ?? span?.from ?? now - DAY;
  const to = bounds.to ?? (bounds.from === null ? (span?.to ?? now) : now);
  return Math.max(HOUR, to - from) / DAY;
}
