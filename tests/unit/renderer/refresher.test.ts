import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BURST_OF_THREE, createRefresher, NO_BURST } from '../../../renderer/live/stream/refresher.ts';

/** A round: when it began and when it ended, ms. */
type Round = { began: number; ended: number };

/** What a refresher does when changes come at `changes` and the nth round takes `took[n]`; all in ms. */
async function rounds(burst: number, changes: readonly number[], took: readonly number[]): Promise<Round[]> {
  let now = 0;
  const due: { at: number; run: () => void }[] = [];
  const later = (run: () => void, ms: number): (() => void) => {
    due.push({ at: now + ms, run });
    return () => {};
  };
  const done: Round[] = [];
  const round = (): Promise<void> => {
    const began = now;
    const length = took[done.length % took.length] ?? 0;
    done.push({ began, ended: began + length });
    return new Promise((resolve) => later(resolve, length));
  };
  const refresher = createRefresher(round, burst, { now: () => now, later });
  for (const at of changes) due.push({ at, run: () => refresher.changed() });
  while (due.length > 0) {
    due.sort((a, b) => a.at - b.at);
    const next = due.shift();
    now = next?.at ?? now;
    next?.run();
    // What the end of a round sets off.
    for (let i = 0; i < 3; i++) await Promise.resolve();
  }
  return done;
}

const begun = (done: readonly Round[]) => done.map(({ began }) => began);

describe('the refresher', () => {
  it.each<[string, number, number[], number[], number[]]>([
    ['asks once more for what came while it asked', BURST_OF_THREE, [0, 0, 10, 20, 30], [50], [0, 100]],
    ['rests after each round what may wait', NO_BURST, [0, 30, 2000], [50], [0, 450, 2000]],
    ['rests as long as a slow round took', NO_BURST, [0, 30], [3000], [0, 6000]],
    ['never rests longer than ten seconds', NO_BURST, [0, 30], [60_000], [0, 70_000]],
    ['shows the second page of a poll as soon as the machine may', BURST_OF_THREE, [0, 30], [50], [0, 100]],
    ['shows it at once after a pause as long as the round', BURST_OF_THREE, [0, 300], [50], [0, 300]],
    ['rests when news do not end', BURST_OF_THREE, [0, 100, 200, 300, 400], [50], [0, 100, 200, 1250]],
    [
      'may hurry again later',
      BURST_OF_THREE,
      [0, 100, 200, 300, 2500, 2600],
      [50],
      [0, 100, 200, 1250, 2500, 2600],
    ],
    ['rests as long as a slow round took there too', BURST_OF_THREE, [0, 30], [3000], [0, 6000]],
  ])('%s', async (_, burst, changes, took, expected) => {
    expect(begun(await rounds(burst, changes, took))).toEqual(expected);
  });

  it('misses no change, and keeps its rests whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(NO_BURST, BURST_OF_THREE),
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 10 }),
        async (burst, changes, took) => {
          const done = await rounds(burst, changes, took);
          expect(done.at(-1)?.began).toBeGreaterThanOrEqual(Math.max(...changes));
          for (const [i, { began }] of done.entries()) {
            const last = done[i - 1];
            // Never more than half of the time.
            if (last !== undefined)
              expect(began - last.ended).toBeGreaterThanOrEqual(last.ended - last.began);
            const first = done[i - burst];
            if (first !== undefined) expect(began - first.ended).toBeGreaterThanOrEqual(burst * 400);
          }
        },
      ),
    );
  });
});
