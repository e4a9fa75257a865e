/**
 * One measured figure. `ratio` is our cost ÷ the bare counterpart's, both measured in the same run; null where there is
 * nothing to compare with. What «bare» is stands in the bench's own docstring.
 */
export type Figure = { bench: string; n: number; ours: number; bare: number | null; unit: string };
export type Print = (figure: Figure) => void;
export type Bench = (print: Print) => Promise<void>;

export const printLine: Print = ({ bench, n, ours, bare, unit }) => {
  const round = (value: number) => Number(value.toPrecision(4));
  const ratio = bare === null ? null : round(ours / bare);
  console.log(
    JSON.stringify({ bench, n, ours: round(ours), bare: bare === null ? null : round(bare), ratio, unit }),
  );
};

/** Milliseconds that `act` took. */
export async function timed(act: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** The p-th quantile (0…1) of the samples, by nearest rank. */
export function quantile(samples: number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? Number.NaN;
}
