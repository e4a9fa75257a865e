import fc from 'fast-check';
import type { Step } from './walkBodies.ts';

const number = fc.nat({ max: 5039 });

/** The steps of a history, as the walk takes them. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ what: number, who: number, on: number, value: number }),
  { minLength: 30, maxLength: 160 },
);

/**
 * How `runs` histories are played: the first of them are always the same, so that what they must get to does not hang on
 * the seed of a run; the others are new. A failing history is named by its seed at once, since to shrink one of 160 steps
 * takes minutes.
 *
 * `always` is how many of them are the same, at most all.
 */
export function played(runs: number, always = 0): fc.Parameters<[Step[]]> {
  const same = fc.sample(steps, { seed: 1, numRuns: Math.min(always, runs) });
  return { numRuns: runs, endOnFailure: true, examples: same.map((history) => [history]) };
}
