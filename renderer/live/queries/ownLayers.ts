import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { LonLat } from '../../../shared/contract/common.ts';
import type {
  LayerList,
  LayerNear,
  LayerPlaces,
  LayerSave,
  LayerSettings,
} from '../../../shared/contract/layers.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { linkableText } from '../../../shared/privacy/searchText.ts';
import { call } from '../client/call.ts';
import { useReadLock } from '../client/readLock.ts';
import { invalidateRoutes, routeQuery } from '../client/routeQuery.ts';
import { withTileConnection } from './basemaps.ts';

/** How often the list is asked for, ms: files appear by themselves; while one is read, soon. */
const EVERY = { still: 60_000, reading: 1_500 };

/** The hall's own layers (自有图层). */
export function useOwnLayerList(): UseQueryResult<LayerList> {
  const locked = useReadLock((lock) => lock.locked);
  return useQuery({
    ...routeQuery(routes.layers, {}),
    enabled: !locked,
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.data.reading.length > 0 ? EVERY.reading : EVERY.still,
  });
}

export function useLayerSettings(): UseQueryResult<LayerSettings> {
  return useQuery({
    ...routeQuery(routes.layerSettings, {}),
    refetchInterval: ({ state }) =>
      state.data?.entries.some(({ report, error }) => report === null && error === null) === true
        ? EVERY.reading
        : false,
  });
}

/** `layers`: ids from the lowest to the highest; `version`: of all of them. */
export type LayerTileRequest = {
  layers: readonly string[];
  version: string;
  z: number;
  x: number;
  y: number;
};

/** A tile of several layers. @throws ApiError; an abort keeps its own AbortError */
export function callLayerTile(request: LayerTileRequest, signal: AbortSignal): Promise<ArrayBuffer> {
  const { layers, version, z, x, y } = request;
  return withTileConnection(signal, async () => {
    const { file } = await call(routes.layerTile, {
      query: { layers: [...layers], z, x, y, v: version },
      signal,
    });
    return file.arrayBuffer();
  });
}

/** Named features that a typed text is part of; nothing is asked for no text. */
export function useLayerPlaces(typed: string, limit: number): UseQueryResult<LayerPlaces> {
  // Who types a telephone number looks for a case.
  const q = linkableText(typed.trim()).slice(0, 100);
  return useQuery({
    ...routeQuery(routes.layerPlaces, { query: { q, limit } }),
    enabled: q !== '',
    staleTime: 60_000,
  });
}

/** The nearest named feature of each of these layers to a place, within `within` metres; nothing is asked without layers. */
export function useNearFeatures(
  layers: readonly string[],
  [lon, lat]: LonLat,
  within: number,
): UseQueryResult<LayerNear> {
  return useQuery({
    ...routeQuery(routes.layerNear, { query: { layers: [...layers], lon, lat, within } }),
    enabled: layers.length > 0,
    staleTime: 60_000,
  });
}

/** Sends the files of a layer, a Shapefile's shapes last: it is read once it is complete. */
export async function uploadLayers(files: readonly File[]): Promise<void> {
  const isLast = (file: File): number => Number(/\.shp$/i.test(file.name));
  for (const file of [...files].sort((a, b) => isLast(a) - isLast(b)))
    await call(routes.uploadLayer, { query: { filename: file.name }, body: file });
  await changed();
}

export async function saveLayer(request: z.input<typeof LayerSave>): Promise<void> {
  await call(routes.saveLayer, { body: request });
  await changed();
}

export async function removeLayer(id: string): Promise<void> {
  await call(routes.removeLayer, { id });
  await changed();
}

function changed(): Promise<void> {
  return invalidateRoutes(routes.layers, routes.layerSettings);
}
