import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import type { GridCounts, Histogram, Points, Summary } from '../../../shared/contract/figures.ts';
import type { CaseSort } from '../../../shared/contract/filters.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { asked, keyOfUrl } from '../client/asked.ts';
import { callHeat, type Heat, type Raster } from '../client/heat.ts';
import { queryClient } from '../client/queryClient.ts';
import type { QueryOf } from '../client/request.ts';
import { urlOf } from '../client/url.ts';
import { CASE_GROUP, PICTURE_GROUP } from '../stream/refresher.ts';

/** The filters that queue, figures and maps share, as a query of the service. */
export type CaseQuery = QueryOf<typeof routes.summary>;

/** Queries that follow the cases: asked again after a change, the last answer stays on screen meanwhile. */
const live = { meta: { group: CASE_GROUP }, placeholderData: keepPreviousData } as const;
const picture = { ...live, meta: { group: PICTURE_GROUP } } as const;
/** «Today» and «overdue» move with the clock even when nothing changes. */
const clockMoves = { refetchInterval: 60_000 } as const;
/** While the text index catches up, what a search finds changes without any case changing. */
const INDEX_MOVES_MS = 2000;

/** Figures of the KPI strip under a query made by `toQuery`. */
export function useSummary(query: CaseQuery): UseQueryResult<Summary> {
  return useQuery({
    ...asked(routes.summary, { query }),
    ...live,
    refetchInterval: ({ state }) =>
      state.data?.unindexed === undefined ? clockMoves.refetchInterval : INDEX_MOVES_MS,
  });
}

export function useGridCounts(query: CaseQuery, enabled: boolean): UseQueryResult<GridCounts> {
  return useQuery({ ...asked(routes.gridCounts, { query }), enabled, ...live, ...clockMoves });
}

/** `step` is the width of a bar, ms; a query of null waits. */
export function useHistogram(query: CaseQuery | null, step: number): UseQueryResult<Histogram> {
  return useQuery({
    ...asked(routes.histogram, { query: { ...query, step } }),
    enabled: query !== null,
    ...live,
  });
}

/** The density surface over a raster; null waits (no map size yet, or the layer is off). */
export function useHeat(query: CaseQuery, raster: Raster | null): UseQueryResult<Heat & { bbox: Bbox }> {
  return useQuery({
    queryKey: keyOfUrl(urlOf(routes.heat, { query: { ...query, ...raster } })),
    queryFn: async ({ signal }) => {
      if (raster === null) throw new Error('no raster');
      return { ...(await callHeat({ ...query, ...raster }, signal)), bbox: raster.bbox };
    },
    enabled: raster !== null,
    // Half a megabyte each: panning and playback would fill the memory.
    gcTime: 10_000,
    ...picture,
  });
}

/** Newest cases in the box as columns; null waits. */
export function usePoints(query: CaseQuery, bbox: Bbox | null, limit: number): UseQueryResult<Points> {
  return useQuery({
    ...asked(routes.points, { query: { ...query, bbox, limit } }),
    enabled: bbox !== null,
    gcTime: 10_000,
    ...picture,
  });
}

/** One page of the queue from `offset`. */
export function useCases(
  query: CaseQuery,
  sort: CaseSort,
  offset: number,
  limit: number,
): UseQueryResult<CasePage> {
  return useQuery({ ...asked(routes.cases, { query: { ...query, sort, offset, limit } }), ...live });
}

/** A case as this window last received it, without asking; undefined for one that it never asked for. */
export function caseInCache(id: string | null): CaseDetail | undefined {
  return id === null ? undefined : queryClient.getQueryData(asked(routes.case, { id }).queryKey);
}

/** Everything of one case; null waits. */
export function useCase(id: string | null): UseQueryResult<CaseDetail> {
  return useQuery({
    ...asked(routes.case, { id: id ?? '' }),
    enabled: id !== null,
    meta: { group: CASE_GROUP },
  });
}
