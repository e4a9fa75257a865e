/** What a grid (网格) is coloured by. */
export type Measure = 'count' | 'open' | 'rate';
export const MEASURES: readonly Measure[] = ['count', 'open', 'rate'];

type GridFigures = { count: number; open: number; overdue: number; limited: number };

/** Fixed classes of the overdue rate, per cent: the same on every screen and in every period. */
export const RATE_BREAKS: readonly number[] = [0, 5, 10, 20, 40];
/** A rate over fewer cases than this says nothing and is drawn as «too few». */
export const ENOUGH = 5;

/** 1, 2, 5, 10, 20, 50 …: the nearest not below `value`. */
export function niceCeil(value: number): number {
  if (!(value > 1)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** The next nice number up or down, for setting a scale by hand. */
export function niceStep(value: number, up: boolean): number {
  if (up) return niceCeil(value * 1.01 + (value < 1 ? 1 : 0));
  const steps = [1, 2, 5];
  const power = 10 ** Math.floor(Math.log10(value));
  const lower = [...steps.map((each) => (each * power) / 10), ...steps.map((each) => each * power)];
  return Math.max(1, lower.filter((each) => each < value * 0.999).at(-1) ?? 1);
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

/** A scale that fits a city: four times the mean per grid, rounded; the operator may change it. */
export function defaultTop(cases: number, grids: number): number {
  return Math.max(5, niceCeil((cases / Math.max(1, grids)) * 4));
}

/** Class 0…4 of a grid; -1: none (no case, or rate zero); -2: too few cases for a rate. */
export function classOf(
  figures: GridFigures | undefined,
  measure: Measure,
  breaks: readonly number[],
): number {
  if (figures === undefined) return -1;
  if (measure === 'rate') {
    if (figures.limited < ENOUGH) return figures.limited === 0 ? -1 : -2;
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
