import type { ConnWords } from './words.ts';

/** One minute: a larger skew can make a case overdue or not, because the shortest time limits are minutes. */
const LARGE_SKEW_MS = 60_000;
/** The Date header has whole seconds, so a smaller skew cannot be measured. */
const MEASURABLE_SKEW_MS = 1500;

export function isSkewLarge(ms: number | null): boolean {
  return ms !== null && Math.abs(ms) > LARGE_SKEW_MS;
}

/** Describes the server's clock minus ours (ms). */
export function skewText(
  ms: number | null,
  words: Pick<ConnWords, 'skewUnknown' | 'skewNone' | 'skewFast' | 'skewSlow' | 'seconds'>,
): string {
  if (ms === null) return words.skewUnknown;
  if (Math.abs(ms) < MEASURABLE_SKEW_MS) return words.skewNone;
  const span = words.seconds((Math.abs(ms) / 1000).toFixed(Math.abs(ms) < 10_000 ? 1 : 0));
  return ms > 0 ? words.skewFast(span) : words.skewSlow(span);
}
