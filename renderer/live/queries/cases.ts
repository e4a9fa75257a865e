import { keepPreviousData, type Query, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import type { GridCounts, Histogram, Points, Summary } from '../../../shared/contract/figures.ts';
import type { CaseSort } from '../../../shared/contract/filters.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { callHeat, type Heat, type Raster } from '../client/heat.ts';
import { queryClient } from '../client/queryClient.ts';
import type { QueryOf } from '../client/request.ts';
import { keyOfUrl, type RouteKey, routeQuery } from '../client/routeQuery.ts';
import { urlOf } from '../client/url.ts';
import { CASE_GROUP, MAP_GROUP } from '../stream/refresher.ts';
import { gridCountsFromTimeline, heatFromTimeline } from '../timeline/periodAnswers.ts';
import { type Asked, useAskAhead } from './askAhead.ts';

/** The filters that queue, figures and maps share, as a query of the service. */
export type CaseQuery = QueryOf<typeof routes.summary>;

/** Queries that depend on the cases: refetched after a change, with the previous data on screen meanwhile. */
const caseOptions = { meta: { group: CASE_GROUP }, placeholderData: keepPreviousData } as const;
const mapOptions = { ...caseOptions, meta: { group: MAP_GROUP } } as const;
/** «Today» and «overdue» change with the clock even when no case changes. */
const everyMinute = { refetchInterval: 60_000 } as const;
/** While the text index catches up, what a search finds changes without any case changing. */
const INDEX_REFETCH_MS = 2000;

/** Figures of the KPI strip. */
export function useSummary(query: CaseQuery): UseQueryResult<Summary> {
  return useQuery({
    ...routeQuery(routes.summary, { query }),
    ...caseOptions,
    refetchInterval: ({ state }) =>
      state.data?.unindexed === undefined ? everyMinute.refetchInterval : INDEX_REFETCH_MS,
  });
}

export function useGridCounts(query: CaseQuery, enabled: boolean): UseQueryResult<GridCounts> {
  useAskAhead(enabled ? askGridCounts : null);
  return useQuery({ ...gridCountsQuery(query), enabled, ...everyMinute });
}

function askGridCounts(query: CaseQuery): Asked {
  const question = gridCountsQuery(query);
  return { answer: queryClient.prefetchQuery(question), cancel: () => cancelUnseen(question.queryKey) };
}

/** Ends a question that nothing on the screen waits for. */
function cancelUnseen(queryKey: RouteKey): void {
  const isUnseen = (query: Query): boolean => query.getObserversCount() === 0;
  void queryClient.cancelQueries({ queryKey, exact: true, predicate: isUnseen });
}

function gridCountsQuery(query: CaseQuery) {
  const { queryKey, queryFn } = routeQuery(routes.gridCounts, { query });
  return {
    queryKey,
    queryFn: async (context: { signal: AbortSignal }): Promise<GridCounts> =>
      (await gridCountsFromTimeline(query)) ?? queryFn(context),
    ...caseOptions,
  };
}

/** `step` is the width of a bar, ms; a query of null waits. */
export function useHistogram(query: CaseQuery | null, step: number): UseQueryResult<Histogram> {
  return useQuery({
    ...routeQuery(routes.histogram, { query: { ...query, step } }),
    enabled: query !== null,
    ...caseOptions,
  });
}

/** The density surface over a raster; null waits (no map size yet, or the layer is off). */
export function useHeat(query: CaseQuery, raster: Raster | null): UseQueryResult<Heat & { bbox: Bbox }> {
  const ask = useMemo(() => (raster === null ? null : askHeat(raster)), [raster]);
  useAskAhead(ask);
  return useQuery({ ...heatQuery(query, raster), enabled: raster !== null });
}

function askHeat(raster: Raster): (query: CaseQuery) => Asked {
  return (query) => {
    const question = heatQuery(query, raster);
    return { answer: queryClient.prefetchQuery(question), cancel: () => cancelUnseen(question.queryKey) };
  };
}

function heatQuery(query: CaseQuery, raster: Raster | null) {
  return {
    queryKey: keyOfUrl(urlOf(routes.heat, { query: { ...query, ...raster } })),
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Heat & { bbox: Bbox }> => {
      if (raster === null) throw new Error('no raster');
      const heat = await heatFromTimeline(query, raster);
      return { ...(heat ?? (await callHeat({ ...query, ...raster }, signal))), bbox: raster.bbox };
    },
    // Half a megabyte each: panning and playback would fill the memory.
    gcTime: 10_000,
    ...mapOptions,
  };
}

/** Newest cases in the box as columns; null waits. */
export function usePoints(query: CaseQuery, bbox: Bbox | null, limit: number): UseQueryResult<Points> {
  return useQuery({
    ...routeQuery(routes.points, { query: { ...query, bbox, limit } }),
    enabled: bbox !== null,
    gcTime: 10_000,
    ...mapOptions,
  });
}

/** One page of the queue from `offset`. */
export function useCases(
  query: CaseQuery,
  sort: CaseSort,
  offset: number,
  limit: number,
): UseQueryResult<CasePage> {
  return useQuery({
    ...routeQuery(routes.cases, { query: { ...query, sort, offset, limit } }),
    ...caseOptions,
  });
}

/** The cached case, without a request; undefined if this window never requested it. */
export function caseInCache(id: string | null): CaseDetail | undefined {
  return id === null ? undefined : queryClient.getQueryData(routeQuery(routes.case, { id }).queryKey);
}

/** Everything of one case; null waits. */
export function useCase(id: string | null): UseQueryResult<CaseDetail> {
  return useQuery({
    ...routeQuery(routes.case, { id: id ?? '' }),
    enabled: id !== null,
    meta: { group: CASE_GROUP },
  });
}
