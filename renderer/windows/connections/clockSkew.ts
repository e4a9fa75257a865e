import type { ConnWords } from './words.ts';

/** A minute: below it no limit of a case changes side, above it one may (the shortest limits count minutes). */
const BIG_MS = 60_000;
/** HTTP's Date has whole seconds: less than this is no skew that could be measured. */
const NOISE_MS = 1500;

export function skewTooBig(ms: number | null): boolean {
  return ms !== null && Math.abs(ms) > BIG_MS;
}

/** Server clock minus ours (ms) in words. */
export function skewText(
  ms: number | null,
  words: Pick<ConnWords, 'skewUnknown' | 'skewNone' | 'skewFast' | 'skewSlow' | 'seconds'>,
): string {
  if (ms === null) return words.skewUnknown;
  if (Math.abs(ms) < NOISE_MS) return words.skewNone;
  const span = words.seconds((Math.abs(ms) / 1000).toFixed(Math.abs(ms) < 10_000 ? 1 : 0));
  return ms > 0 ? words.skewFast(span) : words.skewSlow(span);
}
