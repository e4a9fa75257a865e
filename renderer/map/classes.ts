/** What a grid (网格) is coloured by. */
export type Measure = 'count' | 'open' | 'rate';
export const MEASURES: readonly Measure[] = ['count', 'open', 'rate'];

type GridFigures = { count: number; open: number; overdue: number; limited: number };

/** Fixed classes of the overdue rate, per cent: the same on every screen and in every period. */
export const RATE_BREAKS: readonly number[] = [0, 5, 10, 20, 40];
/** A rate over fewer cases than this is not meaningful and is drawn as «too few». */
export const MIN_CASES_FOR_RATE = 5;

/** 1, 2, 5, 10, 20, 50 …: number `rank` of the series, 0 is 1; negative ranks give 0.5, 0.2 … */
function nice(rank: number): number {
  const step = [1, 2, 5][((rank % 3) + 3) % 3] ?? 1;
  return step * 10 ** Math.floor(rank / 3);
}

/** Rank of the nice number that is nearest to `value` by ratio; `value` > 0. */
function nearestRank(value: number): number {
  const guess = Math.round(Math.log10(value) * 3);
  const apart = (rank: number): number => Math.abs(Math.log(nice(rank) / value));
  return [guess - 1, guess, guess + 1].reduce((a, b) => (apart(b) < apart(a) ? b : a));
}

/** The nice number nearest to `value`, then `steps` further up or down the series; never below `least`. */
export function niceScale(value: number, steps: number, least: number): number {
  return Math.max(least, nice(nearestRank(Math.max(value, least)) + steps));
}

/**
 * Lower bounds of the five classes of a count, the last one open: 1, then parts of `top`. They depend on `top` alone,
 * never on what is on screen, so that a colour keeps its meaning while panning and scrubbing. `top` ≥ 5.
 */
export function countBreaks(top: number): number[] {
  const parts = [0.1, 0.25, 0.5, 1].map((part) => Math.ceil(top * part));
  const breaks = [1];
  for (const part of parts) breaks.push(Math.max(part, (breaks.at(-1) ?? 0) + 1));
  return breaks;
}

/**
 * Highest class of a count: four times the mean per grid in a window of that length, moved by hand by `steps`. It
 * follows the length of the window, not its contents: while playing, a colour keeps its meaning.
 */
export function countTop(casesPerDay: number, days: number, grids: number, steps: number): number {
  return niceScale(((casesPerDay * days) / Math.max(1, grids)) * 4, steps, 5);
}

/** Upper end of the density scale: the pack's value is for one day (cases per km²). */
export function densityTop(packMax: number, days: number, steps: number): number {
  return niceScale(packMax * days, steps, 1);
}

/** Class 0…4 of a grid; -1: none (no case, or rate zero); -2: too few cases for a rate. */
export function classOf(
  figures: GridFigures | undefined,
  measure: Measure,
  breaks: readonly number[],
): number {
  if (figures === undefined) return -1;
  if (measure === 'rate') {
    if (figures.limited < MIN_CASES_FOR_RATE) return figures.limited === 0 ? -1 : -2;
    const rate = (figures.overdue / figures.limited) * 100;
    return rate === 0 ? -1 : breaks.findLastIndex((low) => rate >= low);
  }
  const value = measure === 'open' ? figures.open : figures.count;
  return breaks.findLastIndex((low) => value >= low);
}

/** Labels of the classes: `1–9`, `10–24` … `≥100`; per cent for rates. */
export function classLabels(measure: Measure, breaks: readonly number[]): string[] {
  return breaks.map((low, index) => {
    const next = breaks[index + 1];
    if (measure === 'rate')
      return next === undefined ? `≥${low}%` : low === 0 ? `<${next}%` : `${low}–${next}%`;
    if (next === undefined) return `≥${low.toLocaleString('en-US')}`;
    return next - 1 === low
      ? String(low)
      : `${low.toLocaleString('en-US')}–${(next - 1).toLocaleString('en-US')}`;
  });
}
