import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import { GridCounts, Histogram, Points, Summary } from '../../../shared/contract/figures.ts';
import type { CaseSort } from '../../../shared/contract/filters.ts';
import { PackView } from '../../../shared/contract/packView.ts';
import { SourceList } from '../../../shared/contract/sources.ts';
import { CityStatus, QuarantinePage } from '../../../shared/contract/status.ts';
import { GridFile } from '../../../shared/pack/schema.ts';
import { get, getHeat, type Heat, type Query, type Raster } from '../client/call.ts';
import { routes } from '../client/routes.ts';
import { CASE_GROUP, PICTURE_GROUP } from '../stream/refresher.ts';

/** Queries that follow the cases: asked again after a change, the last answer stays on screen meanwhile. */
const live = { meta: { group: CASE_GROUP }, placeholderData: keepPreviousData } as const;
const picture = { ...live, meta: { group: PICTURE_GROUP } } as const;
/** «Today» and «overdue» move with the clock even when nothing changes. */
const clockMoves = { refetchInterval: 60_000 } as const;
/** While the text index catches up, what a search finds changes without any case changing. */
const INDEX_MOVES_MS = 2000;

/**
 * A part of the city's status; seeded and patched by the stream, asked again every 30 s in case the stream is dead. What
 * asks for a part is drawn anew only when that part changes: each poll of each source changes something. `select` must be
 * the same function each time.
 */
export function useStatus<Part>(select: (status: CityStatus) => Part): Part | undefined {
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => get(routes.status, CityStatus, {}, signal),
    refetchInterval: 30_000,
    meta: { group: CASE_GROUP },
    select,
  }).data;
}

export function packNameOf({ pack }: CityStatus): string {
  return pack.name;
}

export function sourcesOf({ sources }: CityStatus): CityStatus['sources'] {
  return sources;
}

/** Names of the connections. */
export function namesOfSources({ sources }: CityStatus): { code: string; name: string }[] {
  return sources.map(({ id, name }) => ({ code: id, name }));
}

export function wholeStatus(status: CityStatus): CityStatus {
  return status;
}

/** The city pack (城市包) as windows need it: manifest, streets, outline. */
export function usePack(): UseQueryResult<PackView> {
  return useQuery({
    queryKey: ['pack'],
    queryFn: ({ signal }) => get(routes.pack, PackView, {}, signal),
  });
}

/** Grid polygons (网格). */
export function useGrids(): UseQueryResult<GridFile> {
  return useQuery({
    queryKey: ['pack', 'grids'],
    queryFn: ({ signal }) => get(routes.grids, GridFile, {}, signal),
  });
}

/** Figures of the KPI strip under a query made by `toQuery`. */
export function useSummary(query: Query): UseQueryResult<Summary> {
  return useQuery({
    queryKey: ['summary', query],
    queryFn: ({ signal }) => get(routes.summary, Summary, query, signal),
    ...live,
    refetchInterval: ({ state }) =>
      state.data?.unindexed === undefined ? clockMoves.refetchInterval : INDEX_MOVES_MS,
  });
}

export function useGridCounts(query: Query, enabled: boolean): UseQueryResult<GridCounts> {
  return useQuery({
    queryKey: ['grid-counts', query],
    queryFn: ({ signal }) => get(routes.gridCounts, GridCounts, query, signal),
    enabled,
    ...live,
    ...clockMoves,
  });
}

/** `step` is the width of a bar, ms; a query of null waits. */
export function useHistogram(query: Query | null, step: number): UseQueryResult<Histogram> {
  return useQuery({
    queryKey: ['histogram', query, step],
    queryFn: ({ signal }) => get(routes.histogram, Histogram, { ...query, step }, signal),
    enabled: query !== null,
    ...live,
  });
}

/** The density surface over a raster; null waits (no map size yet, or the layer is off). */
export function useHeat(query: Query, raster: Raster | null): UseQueryResult<Heat & { bbox: Bbox }> {
  return useQuery({
    queryKey: ['heat', query, raster],
    queryFn: async ({ signal }) => {
      if (raster === null) throw new Error('no raster');
      return { ...(await getHeat({ ...query, ...raster }, signal)), bbox: raster.bbox };
    },
    enabled: raster !== null,
    // Half a megabyte each: panning and playback would fill the memory.
    gcTime: 10_000,
    ...picture,
  });
}

/** Newest cases in the box as columns; null waits. */
export function usePoints(query: Query, bbox: Bbox | null, limit: number): UseQueryResult<Points> {
  return useQuery({
    queryKey: ['points', query, bbox, limit],
    queryFn: ({ signal }) => get(routes.points, Points, { ...query, bbox, limit }, signal),
    enabled: bbox !== null,
    gcTime: 10_000,
    ...picture,
  });
}

/** One page of the queue from `offset`. */
export function useCases(
  query: Query,
  sort: CaseSort,
  offset: number,
  limit: number,
): UseQueryResult<CasePage> {
  return useQuery({
    queryKey: ['cases', query, sort, offset, limit],
    queryFn: ({ signal }) => get(routes.cases, CasePage, { ...query, sort, offset, limit }, signal),
    ...live,
  });
}

/** Everything of one case; null waits. */
export function useCase(id: string | null): UseQueryResult<CaseDetail> {
  return useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => get(routes.case(id ?? ''), CaseDetail, {}, signal),
    enabled: id !== null,
    meta: { group: CASE_GROUP },
  });
}

/** Connections with their configuration and accounting. */
export function useSources(): UseQueryResult<SourceList> {
  return useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => get(routes.sources, SourceList, {}, signal),
  });
}

export function useQuarantine(query: {
  source: string | null;
  limit: number;
  offset: number;
}): UseQueryResult<QuarantinePage> {
  return useQuery({
    queryKey: ['quarantine', query],
    queryFn: ({ signal }) => get(routes.quarantine, QuarantinePage, query, signal),
    placeholderData: keepPreviousData,
  });
}
