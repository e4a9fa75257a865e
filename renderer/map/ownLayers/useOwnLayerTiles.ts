import { useEffect, useMemo, useReducer, useState } from 'react';
import type { LayerView } from '../../../shared/contract/layers.ts';
import { webMercatorGrid } from '../../../shared/geo/tileGrid.ts';
import { callLayerTile, useOwnLayerList } from '../../live/queries/ownLayers.ts';
import { type MapName, namesOf } from '../basemap/mapNames.ts';
import type { LoadedTile, LoadTile } from '../basemap/tileLoader.ts';
import { standingIn, useLoaders, usePainter } from '../basemap/tileLoading.ts';
import { pictureSize, refKey, tilePixels, wantedTiles } from '../basemap/tilePlan.ts';
import type { TileParts } from '../basemap/useBasemapTiles.ts';
import { setMap, useMap } from '../mapState.ts';
import type { TileCounts } from './tileCounts.ts';

export type OwnLayerTiles = {
  /** Above the base map and below the figures; those with nothing in them are left out. */
  tiles: readonly LoadedTile<ImageBitmap>[];
  /** Tells pictures of one tile apart that were drawn in different ways. */
  look: string;
  names: readonly MapName[];
  /** Those that are on at this zoom, from the highest to the lowest. */
  visible: readonly LayerView[];
  /** Features in the tiles of the view, and how many of them are drawn. */
  counts: TileCounts;
  /** Whether every tile that the view wants is there. */
  isLoaded: boolean;
  /** Why tiles are missing; null: none is. */
  problem: unknown;
};

/** The web's grid of 512 px, to which tiles of layers are made. */
export const OWN_LAYER_GRID = webMercatorGrid(0, 20, 512);
const WORLD = { datum: 'wgs84', bounds: null } as const;
const NONE: TileCounts = { of: 0, shown: 0 };

/** The layers of the hall and those that are on in this window, from the lowest to the highest. */
export function useChosenLayers(): { all: readonly LayerView[]; chosen: readonly LayerView[] } {
  const all = useOwnLayerList().data?.layers;
  const switched = useMap((state) => state.ownLayers);
  return useMemo(() => {
    const list = all ?? [];
    return { all: list, chosen: list.filter(({ id, shown }) => switched[id] ?? shown) };
  }, [all, switched]);
}

/** Switches a layer on or off in this window. */
export function switchLayer(id: string, on: boolean): void {
  setMap({ ownLayers: { ...useMap.getState().ownLayers, [id]: on } });
}

/** Loads and draws the tiles of the hall's own layers (自有图层) of this window for a view. */
export function useOwnLayerTiles({ view, box, theme, rem, ratio }: TileParts): OwnLayerTiles {
  const { chosen } = useChosenLayers();
  const painter = usePainter('layers', chosen.length > 0);
  const [problem, setProblem] = useState<unknown>(null);
  const [count, changed] = useReducer((before: number) => before + 1, 0);
  const { scale, side } = pictureSize(rem, ratio);
  // What changes the pictures; the list is asked for again by the minute and is mostly the same.
  const look = JSON.stringify(
    chosen.map(({ id, version, colour, icon, names, minZoom, maxZoom }) => [
      ...[id, version, colour, icon, names, minZoom, maxZoom],
    ]),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` stands for what of `chosen` is drawn
  const layers = useMemo(() => {
    if (chosen.length === 0 || painter === null) return [];
    const load: LoadTile<ImageBitmap> = async ({ level, column, row }, signal) => {
      const drawn = chosen.filter(({ minZoom, maxZoom }) => minZoom <= level && level <= maxZoom);
      if (drawn.length === 0) return null;
      const version = versionOf(drawn.map((each) => each.version).join());
      const place = { z: level, x: column, y: row };
      const bytes = await callLayerTile({ layers: drawn.map(({ id }) => id), version, ...place }, signal);
      return painter.paint({ kind: 'layers', order: { bytes, styles: drawn.map(styleOf), side, theme } });
    };
    return [{ annotation: true, load }];
  }, [look, painter, side, theme]);
  const loaders = useLoaders(layers, OWN_LAYER_GRID, changed, setProblem);
  const wanted = useMemo(
    () =>
      chosen.length === 0 || view === null || box === null
        ? []
        : wantedTiles(WORLD, OWN_LAYER_GRID, view, box, scale),
    [chosen.length, view, box, scale],
  );
  useEffect(() => {
    for (const { loader } of loaders) loader.want(wanted);
  }, [loaders, wanted]);

  const level = wanted[0]?.level ?? null;
  const visible = useMemo(
    () =>
      level === null
        ? []
        : chosen.filter(({ minZoom, maxZoom }) => minZoom <= level && level <= maxZoom).toReversed(),
    [chosen, level],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: loaders change inside (count)
  const drawn = useMemo(() => {
    const [first] = loaders;
    const size = OWN_LAYER_GRID.levels[level ?? 0];
    if (first === undefined || view === null || size === undefined)
      return { tiles: [], names: [], counts: NONE, isLoaded: chosen.length === 0 };
    const ready = first.loader.ready();
    const own = wanted.flatMap((ref) => ready.get(refKey(ref)) ?? []);
    const counts = own.reduce<TileCounts>(
      (sum, each) => ({ of: sum.of + (each.counts?.of ?? 0), shown: sum.shown + (each.counts?.shown ?? 0) }),
      NONE,
    );
    return {
      tiles: standingIn(OWN_LAYER_GRID, wanted, ready).filter(({ bitmap }) => bitmap.width > 1),
      names: namesOf(OWN_LAYER_GRID, own, 'wgs84', tilePixels(size, view)),
      counts,
      isLoaded: first.loader.isSettled(wanted),
    };
  }, [loaders, wanted, view?.zoom, count, look, theme]);
  return { ...drawn, look: `${side}${theme}${look}`, visible, problem };
}

function styleOf({
  id,
  colour,
  icon,
  names,
}: LayerView): Pick<LayerView, 'id' | 'colour' | 'icon' | 'names'> {
  return { id, colour, icon, names };
}

/** A short text for a long one, for addresses: it only has to differ. */
function versionOf(text: string): string {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return (hash >>> 0).toString(36);
}
