import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { routes } from '../../../shared/contract/routes.ts';
import type { CheckInCode, Suggestion, WhistleIndicators } from '../../../shared/contract/whistleApi.ts';
import type { WhistleView } from '../../../shared/contract/whistleView.ts';
import type { QueryOf } from '../client/request.ts';
import { routeQuery } from '../client/routeQuery.ts';
import { useSession } from '../client/session.ts';
import { viewQuery } from './board.ts';

/**
 * The page of one whistle, refetched for each operator, whose permitted commands differ. Until the response arrives the
 * page stays without commands: a half-filled form must survive an automatic lock. Null: no request.
 */
export function useWhistle(id: string | null): UseQueryResult<WhistleView> {
  const operator = useSession((session) => session.info?.operator ?? null);
  return useQuery({
    ...viewQuery(id ?? '', operator),
    enabled: id !== null,
    placeholderData: (before, query) =>
      before !== undefined && query?.queryKey[0] === viewQuery(id ?? '', null).queryKey[0]
        ? { ...before, may: [] }
        : undefined,
  });
}

/** What the console proposes for a whistle at a place or about a case; null waits. */
export function useSuggestion(
  query: QueryOf<typeof routes.whistleSuggest> | null,
): UseQueryResult<Suggestion> {
  return useQuery({
    ...routeQuery(routes.whistleSuggest, { query: query ?? {} }),
    enabled: query !== null,
    // Another item causes a new request; meanwhile the form keeps the earlier suggestions.
    placeholderData: keepPreviousData,
    // An earlier suggestion may lack a whistle blown since.
    gcTime: 0,
    staleTime: 0,
  });
}

/** Indicators of a month change slowly, so they are refreshed only this often. */
const INDICATORS_REFETCH_MS = 30_000;

/** The indicators (吹哨指标) of a period; the previous ones are kept while new ones are loaded. */
export function useIndicators(
  query: QueryOf<typeof routes.whistleIndicators>,
): UseQueryResult<WhistleIndicators> {
  return useQuery({
    ...routeQuery(routes.whistleIndicators, { query }),
    placeholderData: keepPreviousData,
    refetchInterval: INDICATORS_REFETCH_MS,
  });
}

/** The code changes on the street's side without an event. */
const CODE_REFETCH_MS = 30_000;

/** The street's check-in code of a whistle (扫码报到); an error where none is shown. */
export function useCheckInCode(whistle: string): UseQueryResult<CheckInCode> {
  return useQuery({
    ...routeQuery(routes.checkInCode, { id: whistle }),
    refetchInterval: CODE_REFETCH_MS,
    staleTime: 0,
  });
}
