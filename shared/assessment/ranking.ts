import { compare } from './fraction.ts';
import type { Result } from './result.ts';

/** How places go on after a tie: 1, 1, 3 (`competition`) or 1, 1, 2 (`dense`). */
export type TiePolicy = 'competition' | 'dense';

export type Ranked = { id: string; place: number | null };

/**
 * Places within one group (组内排名), by unrounded scores, the highest first; equal scores share a place. Whoever has no score
 * (无数据, 待定) has no place. Order: by place, then as given.
 */
export function rank(scores: readonly { id: string; score: Result }[], ties: TiePolicy): Ranked[] {
  const scored = scores.flatMap(({ id, score }) =>
    score.kind === 'value' ? [{ id, score: score.value }] : [],
  );
  scored.sort((a, b) => compare(b.score, a.score));
  let place = 0;
  const ranked = scored.map(({ id, score }, index): Ranked => {
    const before = scored[index - 1];
    const isTied = before !== undefined && compare(before.score, score) === 0;
    if (!isTied) place = ties === 'dense' ? place + 1 : index + 1;
    return { id, place };
  });
  const unranked = scores
    .filter(({ score }) => score.kind !== 'value')
    .map(({ id }) => ({ id, place: null }));
  return [...ranked, ...unranked];
}

/** Places gained (positive) or lost since the last ranking; null where either has no place. */
export function movement(now: readonly Ranked[], before: readonly Ranked[]): Map<string, number | null> {
  const earlier = new Map(before.map(({ id, place }) => [id, place]));
  return new Map(
    now.map(({ id, place }) => {
      const then = earlier.get(id) ?? null;
      return [id, place === null || then === null ? null : then - place];
    }),
  );
}
