import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  type BasemapList,
  type BasemapProbe,
  type BasemapProbeRequest,
  type BasemapSave,
  type BasemapSettings,
  TILE_LATER_HEADER,
} from '../../../shared/contract/basemaps.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { useReadLock } from '../client/readLock.ts';
import { invalidateRoutes, routeQuery } from '../client/routeQuery.ts';

/** Base maps (底图) of the installation. Asked again by the minute: files appear by themselves, servers go off line. */
export function useBasemaps(): UseQueryResult<BasemapList> {
  const locked = useReadLock((lock) => lock.locked);
  return useQuery({ ...routeQuery(routes.basemaps, {}), enabled: !locked, refetchInterval: 60_000 });
}

/** The base maps as they are known now, for a key that is pressed. */
export function basemapsNow(): BasemapList['basemaps'] {
  const { queryKey } = routeQuery(routes.basemaps, {});
  return queryClient.getQueryData<BasemapList>(queryKey)?.basemaps ?? [];
}

export function useBasemapSettings(): UseQueryResult<BasemapSettings> {
  return useQuery(routeQuery(routes.basemapSettings, {}));
}

/** One tile of a base map; `z` is the id of its level. */
export type TileRequest = { id: string; version: string; layer: number; z: string; x: number; y: number };

/** Connections that the tiles of all windows of a browser may take together, of the six that it has. */
const CONNECTIONS = 3;
let turn = 0;

/** The service still waits for a slow server: the tile may be asked for again soon. */
export class TileLater extends Error {}

/** The bytes of a tile; null: the map has none there. @throws ApiError, TileLater; an abort keeps its own AbortError */
export async function callTile(request: TileRequest, signal: AbortSignal): Promise<Blob | null> {
  const { id, version, layer, z, x, y } = request;
  const send = async (): Promise<Blob | null> => {
    const { file, headers } = await call(routes.basemapTile, {
      id,
      query: { z, x, y, layer, v: version },
      signal,
    });
    if (file.size > 0) return file;
    if (headers.has(TILE_LATER_HEADER)) throw new TileLater();
    return null;
  };
  return withTileConnection(signal, send);
}

/** Sends once one of the connections for tiles is free. */
export function withTileConnection<A>(signal: AbortSignal, send: () => Promise<A>): Promise<A> {
  if (navigator.locks === undefined) return send();
  turn = (turn + 1) % CONNECTIONS;
  return navigator.locks.request(`citywhistle-tiles-${turn}`, { signal }, send);
}

export function probeBasemap(request: BasemapProbeRequest): Promise<BasemapProbe> {
  return call(routes.probeBasemap, { body: request });
}

export async function saveBasemap(request: z.input<typeof BasemapSave>): Promise<void> {
  await call(routes.saveBasemap, { body: request });
  await invalidateRoutes(routes.basemaps, routes.basemapSettings);
}

export async function removeBasemap(id: string): Promise<void> {
  await call(routes.removeBasemap, { id });
  await invalidateRoutes(routes.basemaps, routes.basemapSettings);
}
