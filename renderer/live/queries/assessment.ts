import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AssessmentQuery, LiveAssessment } from '../../../shared/contract/assessment.ts';
import type {
  PublicationDetail,
  PublicationList,
  SnapshotRows,
  SnapshotRowsQuery,
} from '../../../shared/contract/assessmentPublication.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { invalidateRoutes, operatorQuery, routeQuery } from '../client/routeQuery.ts';
import { useSession } from '../client/session.ts';

/** One pass over all cases: not with every change of one. */
const LIVE_MS = 60_000;
/** Others appeal and review meanwhile; their steps come without an event. */
const STEPS_MS = 30_000;

/** A named period, or times in UTC ms. */
export type AskedPeriod = { period: NonNullable<AssessmentQuery['period']> } | { from: number; to: number };

/**
 * Indicators, scores and places as they are now; null: no request. No figures of one period stand under the name of another
 * while that is counted.
 */
export function useLiveAssessment(asked: AskedPeriod | null): UseQueryResult<LiveAssessment> {
  return useQuery({
    ...routeQuery(routes.assessment, { query: asked ?? { period: 'month' } }),
    enabled: asked !== null,
    refetchInterval: LIVE_MS,
  });
}

const useOperator = (): string | null => useSession((session) => session.info?.operator ?? null);

/** Frozen periods, and whether the signed-in operator may freeze one. */
export function usePublications(): UseQueryResult<PublicationList> {
  return useQuery({
    ...operatorQuery(routes.publications, {}, useOperator()),
    refetchInterval: STEPS_MS,
  });
}

/** A frozen period with its figures; null: no request. */
export function usePublication(id: string | null): UseQueryResult<PublicationDetail> {
  return useQuery({
    ...operatorQuery(routes.publication, { id: id ?? '' }, useOperator()),
    enabled: id !== null,
    refetchInterval: STEPS_MS,
  });
}

/** The frozen rows of a figure; null: no request. */
export function useSnapshotRows(
  id: string,
  query: Pick<SnapshotRowsQuery, 'kind' | 'unit' | 'count'> | null,
): UseQueryResult<SnapshotRows> {
  return useQuery({
    ...routeQuery(routes.publicationRows, { id, query: query ?? { count: 'due' } }),
    enabled: query !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A step of freezing and publishing. @throws ApiError */
export type PublicationStep =
  | { type: 'freeze'; from: number; to: number }
  | { type: 'appeal'; id: string; caseId: string; reason: string }
  | { type: 'review'; id: string; appeal: string; grant: boolean; reason: string }
  | { type: 'publish'; id: string; seen: number }
  | { type: 'correct'; id: string; seen: number; caseId: string; as: 'on-time' | 'left-out'; reason: string }
  | { type: 'withdraw'; id: string; reason: string };

/** Takes a step and reads the lists again. @throws ApiError */
export async function takeStep(step: PublicationStep): Promise<PublicationDetail> {
  const answer = await sendStep(step);
  await invalidateRoutes(routes.publications, routes.publication);
  return answer;
}

function sendStep(step: PublicationStep): Promise<PublicationDetail> {
  switch (step.type) {
    case 'freeze':
      return call(routes.freezeAssessment, { body: { from: step.from, to: step.to, asOf: null } });
    case 'appeal':
      return call(routes.appealAssessment, {
        id: step.id,
        body: { caseId: step.caseId, reason: step.reason },
      });
    case 'review':
      return call(routes.reviewAppeal, {
        id: step.id,
        body: { appeal: step.appeal, grant: step.grant, reason: step.reason },
      });
    case 'publish':
      return call(routes.publishAssessment, { id: step.id, body: { seen: step.seen } });
    case 'correct':
      return call(routes.correctAssessment, {
        id: step.id,
        body: { seen: step.seen, caseId: step.caseId, as: step.as, reason: step.reason },
      });
    case 'withdraw':
      return call(routes.withdrawAssessment, { id: step.id, body: { reason: step.reason } });
  }
}
