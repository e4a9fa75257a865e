import type { Histogram } from '../../../shared/contract/figures.ts';
import { clampInstant, dayOf } from './days.ts';
import type { Mask } from './mask.ts';
import { OPEN, type Table } from './table.ts';

/**
 * Ten years of hours. Beyond that the bars get wider: a single case dated 1970 must not make an answer of megabytes.
 */
const MAX_BARS = 100_000;

export type HistogramRange = { from: number | undefined; to: number | undefined; step: number };

/**
 * Cases by time of report, in bars of equal width (`step`, ms). Bar edges are counted from the local midnight of the
 * first bar's day in `zone`, so that hours and days are those of the hall; in a zone with summer time, daily bars
 * keep the first day's offset. The bars cover `from` to `to` where given; otherwise, or where that takes too many
 * bars, from the first to the last case. If even these are too many, the returned `step` is the smallest multiple
 * that fits. Without a case there are no bars, unless both ends are given.
 */
export function histogram(
  table: Table,
  mask: Mask,
  range: HistogramRange,
  zone: string,
): Omit<Histogram, 'revision'> {
  const extent = reportTimeRange(table, mask);
  const { start, bars, step } = barLayout(range, extent, zone);
  const counts = new Array<number>(bars).fill(0);
  const open = new Array<number>(bars).fill(0);
  if (extent !== null) {
    const { requestedAt } = table.times;
    const { flags } = table;
    const counters = new Uint32Array(2 * bars);
    for (let i = 0; i < mask.length; i++) {
      const counted = mask[i]!;
      const bar = ((requestedAt[i]! - start) / step) | 0;
      // An excluded case may lie outside all bars: it adds 0 to the first one. A branch would be mispredicted too
      // often.
      const at = ((bar << 1) | ((flags[i]! & OPEN) >>> 2)) & -counted;
      counters[at]! += counted;
    }
    for (let bar = 0; bar < bars; bar++) {
      open[bar] = counters[2 * bar + 1]!;
      counts[bar] = counters[2 * bar]! + open[bar]!;
    }
  }
  return { step, start, counts, open };
}

/** First and last time of report of masked cases; null when there is none. */
export function reportTimeRange(table: Table, mask: Mask): { from: number; to: number } | null {
  const { requestedAt } = table.times;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  // Cases are stored mostly in order of report: scanning from either end, the extreme is found early and seldom
  // replaced.
  for (let i = 0; i < mask.length; i++) {
    if (requestedAt[i]! < from && mask[i] !== 0) from = requestedAt[i]!;
  }
  for (let i = mask.length - 1; i >= 0; i--) {
    if (requestedAt[i]! > to && mask[i] !== 0) to = requestedAt[i]!;
  }
  return from > to ? null : { from, to };
}

function barLayout(range: HistogramRange, extent: { from: number; to: number } | null, zone: string) {
  const first = range.from ?? extent?.from;
  const last = range.to === undefined ? extent?.to : range.to - 1;
  if (first === undefined || last === undefined || last < first) {
    const start = dayOf(range.from ?? range.to ?? 0, zone).start;
    return { start, bars: 0, step: range.step };
  }
  const asked = bars(clampInstant(first), clampInstant(last), range.step, zone);
  if (asked.bars <= MAX_BARS) return asked;
  if (extent === null) return { ...asked, bars: 0 };
  const span = bars(extent.from, extent.to, range.step, zone);
  if (span.bars <= MAX_BARS) return span;
  // One less: moving the start to the coarser grid may add a bar.
  const step = range.step * Math.ceil(span.bars / (MAX_BARS - 1));
  return bars(extent.from, extent.to, step, zone);
}

function bars(first: number, last: number, step: number, zone: string) {
  const midnight = dayOf(first, zone).start;
  const start = midnight + Math.floor((first - midnight) / step) * step;
  return { start, bars: Math.floor((last - start) / step) + 1, step };
}
