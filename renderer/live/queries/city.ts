import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PackView } from '../../../shared/contract/packView.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { SourceList } from '../../../shared/contract/sources.ts';
import type { CityStatus, QuarantinePage } from '../../../shared/contract/status.ts';
import type { GridFile } from '../../../shared/pack/schema.ts';
import { useReadLock } from '../client/readLock.ts';
import { routeQuery } from '../client/routeQuery.ts';
import { CASE_GROUP } from '../stream/refresher.ts';
import { statusQuery } from '../stream/statusQuery.ts';

/**
 * A part of the city's status; seeded and patched by the stream, refetched every 30 s in case the stream failed. A
 * component renders again only when its part changes, since every poll of every source changes some part. `select` must
 * be the same function each time.
 */
export function useStatus<Part>(select: (status: CityStatus) => Part): Part | undefined {
  return useQuery({
    ...statusQuery,
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
  const wanted = useReadLock(({ locked, setUp }) => !locked || setUp);
  return useQuery({ ...routeQuery(routes.pack, {}), enabled: wanted });
}

/** Organisations of the pack, then those that only earlier packs had: to read a code, not to choose from. */
export function useOrgNames(): PackView['manifest']['orgs'] {
  const view = usePack().data;
  return useMemo(() => [...(view?.manifest.orgs ?? []), ...(view?.former?.orgs ?? [])], [view]);
}

/** Streets of the pack, then those that only earlier packs had. */
export function useStreetNames(): PackView['manifest']['streets'] {
  const view = usePack().data;
  return useMemo(() => [...(view?.manifest.streets ?? []), ...(view?.former?.streets ?? [])], [view]);
}

/** Grid polygons (网格). */
export function useGrids(): UseQueryResult<GridFile> {
  return useQuery(routeQuery(routes.grids, {}));
}

/** Connections with their configuration and accounting. */
export function useSources(): UseQueryResult<SourceList> {
  return useQuery(routeQuery(routes.sources, {}));
}

/** Rows that could not be read; `source` null: of all connections. */
export function useQuarantine(query: {
  source: string | null;
  limit: number;
  offset: number;
}): UseQueryResult<QuarantinePage> {
  return useQuery({ ...routeQuery(routes.quarantine, { query }), placeholderData: keepPreviousData });
}
