import { assess } from '../../../shared/assessment/assess.ts';
import { type Basis, basisOf } from '../../../shared/assessment/basis.ts';
import type { Moment } from '../../../shared/assessment/caseFact.ts';
import type { Tally } from '../../../shared/assessment/counting.ts';
import { comparedMoments, type Period, periodOf } from '../../../shared/assessment/periods.ts';
import type { AssessmentQuery, LiveAssessment } from '../../../shared/contract/assessment.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { createSerialQueue } from '../journal/serialQueue.ts';
import type { Clock } from '../ports.ts';
import type { FactReader } from '../store/factReader.ts';
import { countCases } from './countCases.ts';

/** How long an answer stands while no case changes, ms: limits pass meanwhile, and the answer says as of when it is. */
const FRESH_MS = 10_000;
/** Answers kept: the periods that windows of a hall look at beside each other. */
const KEPT = 12;

export type LiveParts = {
  /** One snapshot of all cases. */
  openFacts(): FactReader;
  revision(): number;
  pack(): CityPack;
  clock: Clock;
};

type Three<T> = readonly [T, T, T];
type Answer = { at: number; revision: number; moments: Three<Moment>; tallies: Three<Tally> };

/** The period that a query names. */
export function periodAsked(
  { period, from, to }: Omit<AssessmentQuery, 'by'>,
  now: number,
  zone: string,
): Period {
  if (period !== undefined) return periodOf(period, now, zone);
  if (from === undefined || to === undefined) throw new RangeError('neither a period nor from and to');
  return { from, to };
}

/** Indicators, scores and places as they are now (实时). Nothing of it is written. */
export function createLiveAssessment(parts: LiveParts): (query: AssessmentQuery) => Promise<LiveAssessment> {
  // One pass over all cases at a time: several at once would only wait for each other.
  const turns = createSerialQueue();
  const kept = new Map<string, Answer>();

  async function answerOf(query: AssessmentQuery): Promise<Answer> {
    const { manifest, assessment } = parts.pack();
    const { zone } = manifest;
    const now = parts.clock.now();
    const period = periodAsked(query, now, zone);
    const key = JSON.stringify([period, query.asOf ?? null]);
    const known = kept.get(key);
    if (
      known !== undefined &&
      known.revision === parts.revision() &&
      now - known.at < FRESH_MS &&
      now >= known.at
    )
      return known;
    const moments = comparedMoments(period, Math.min(query.asOf ?? now, now), zone);
    const { revision, tallies } = await countCases(parts.openFacts, moments, basisOf(manifest, assessment));
    const [current, previous, lastYear] = tallies;
    if (current === undefined || previous === undefined || lastYear === undefined)
      throw new Error('a period was not counted');
    const answer: Answer = { at: now, revision, moments, tallies: [current, previous, lastYear] };
    kept.delete(key);
    kept.set(key, answer);
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    return answer;
  }

  return async (query) => {
    const { at, revision, moments, tallies } = await turns.run(() => answerOf(query));
    const { manifest, assessment } = parts.pack();
    const basis: Basis = basisOf(manifest, assessment);
    const [current] = tallies;
    return {
      ...assess(basis, moments, tallies, manifest.zone),
      ...{ now: at, revision },
      by: {
        kind: query.by,
        units: [...current.units[query.by]]
          .map(([unit, counts]) => ({ unit, ...counts }))
          .sort((a, b) => (b.counts.accepted ?? 0) - (a.counts.accepted ?? 0)),
      },
    };
  };
}
