import { useEffect, useMemo, useReducer, useState } from 'react';
import type { BasemapView, TileGrid } from '../../../shared/contract/basemaps.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import { MERCATOR_HALF } from '../../../shared/geo/tileGrid.ts';
import type { Theme } from '../../base/prefs.ts';
import { callTile, useBasemaps } from '../../live/queries/basemaps.ts';
import { useMap } from '../mapState.ts';
import type { ViewState } from '../view.ts';
import { type MapName, namesOf } from './mapNames.ts';
import type { LoadedTile, LoadTile } from './tileLoader.ts';
import { standingIn, useLoaders, usePainter } from './tileLoading.ts';
import type { TilePainter } from './tilePainter.ts';
import { drawnGrid, pictureSize, sourceOf, tilePixels, wantedTiles } from './tilePlan.ts';

/** Tiles of one layer of a base map; `annotation`: names above the figures. */
type LayerTiles = { annotation: boolean; tiles: readonly LoadedTile<ImageBitmap>[] };

export type BasemapTiles = {
  /** Null: this window shows none. */
  basemap: BasemapView | null;
  grid: TileGrid | null;
  /** What is drawn now, from the ground up. */
  drawn: readonly LayerTiles[];
  /** Tells pictures of one tile apart that were drawn in different ways. */
  look: string;
  names: readonly MapName[];
  /** Whether it covers the whole view, so that nothing below need be drawn. */
  isComplete: boolean;
  /** Whether every tile that the view wants is there. */
  isLoaded: boolean;
  /** Why tiles are missing; null: none is. */
  problem: unknown;
};

const NOTHING: BasemapTiles = {
  ...{ basemap: null, grid: null, drawn: [], look: '', names: [] },
  ...{ isComplete: false, isLoaded: false, problem: null },
};

/** The base maps and the one that this window shows: the chosen one, else the first. */
export function useChosenBasemap(): { all: readonly BasemapView[]; chosen: BasemapView | null } {
  const all = useBasemaps().data?.basemaps;
  const wanted = useMap((state) => state.basemap);
  return useMemo(() => {
    const list = all ?? [];
    if (wanted === 'none') return { all: list, chosen: null };
    return { all: list, chosen: list.find(({ id }) => id === wanted) ?? list[0] ?? null };
  }, [all, wanted]);
}

export type TileParts = {
  view: ViewState | null;
  box: Bbox | null;
  theme: Theme;
  /** Root size in CSS px, and drawn pixels per CSS pixel. */
  rem: number;
  ratio: number;
};

/** Loads and paints the tiles of the base map of this window for a view. */
export function useBasemapTiles({ view, box, theme, rem, ratio }: TileParts): BasemapTiles {
  const { chosen } = useChosenBasemap();
  const grid = useMemo(() => (chosen === null ? null : drawnGrid(chosen)), [chosen]);
  const painter = usePainter('basemap', chosen !== null);
  const [problem, setProblem] = useState<unknown>(null);
  const [count, changed] = useReducer((before: number) => before + 1, 0);
  const { scale, side } = pictureSize(rem, ratio);
  const layers = useMemo(() => {
    if (chosen === null || grid === null || painter === null) return [];
    return chosen.layers.map(({ annotation }, layer) => {
      const load = loaderOf(chosen, layer, annotation, theme, side, painter);
      return { annotation, load };
    });
  }, [chosen, grid, painter, theme, side]);
  const loaders = useLoaders(layers, grid, changed, setProblem);
  const wanted = useMemo(
    () =>
      chosen === null || grid === null || view === null || box === null
        ? []
        : wantedTiles(chosen, grid, view, box, scale),
    [chosen, grid, view, box, scale],
  );
  useEffect(() => {
    for (const { loader } of loaders) loader.want(wanted);
  }, [loaders, wanted]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: loaders change inside (count)
  return useMemo(() => {
    if (chosen === null || grid === null || view === null) return NOTHING;
    const drawn = loaders.map(({ annotation, loader }) => ({
      ...{ annotation, loader },
      tiles: standingIn(grid, wanted, loader.ready()),
    }));
    const ground = drawn.find(({ annotation }) => !annotation);
    const level = grid.levels[wanted[0]?.level ?? 0];
    const pixels = level === undefined || grid.unit === 'degree' ? 512 : tilePixels(level, view);
    return {
      ...{ basemap: chosen, grid, drawn, problem },
      look: `${side}${theme}`,
      names: ground === undefined ? [] : namesOf(grid, ground.tiles, chosen.datum, pixels),
      isLoaded: drawn.length > 0 && drawn.every(({ loader }) => loader.isSettled(wanted)),
      isComplete:
        ground?.loader.isComplete(wanted) === true && wanted.length > 0 && covers(chosen.bounds, box),
    };
  }, [chosen, grid, box, view?.zoom, wanted, loaders, count, problem, side, theme]);
}

/** Whether a base map reaches over the whole view. */
function covers(bounds: Bbox | null, box: Bbox | null): boolean {
  if (bounds === null || box === null) return bounds === null;
  return bounds[0] <= box[0] && bounds[1] <= box[1] && bounds[2] >= box[2] && bounds[3] >= box[3];
}

/** Fetches and paints a tile of one layer of a base map. */
function loaderOf(
  basemap: BasemapView,
  layer: number,
  annotation: boolean,
  theme: Theme,
  side: number,
  painter: TilePainter,
): LoadTile<ImageBitmap> {
  const { id, version, format, imagery, grid } = basemap;
  return async (ref, signal) => {
    const source = sourceOf(grid, ref);
    if (source === null) return null;
    const { level, column, row, of, x, y } = source;
    const blob = await callTile({ id, version, layer, z: level.id, x: column, y: row }, signal);
    if (blob === null) return null;
    if (format === 'raster')
      return painter.paint({ kind: 'raster', blob, toning: { theme, imagery, annotation } });
    // Of a grid of 512 px, whatever the tiles say: schemas are written for it.
    const zoom = Math.log2(((2 * MERCATOR_HALF) / (level.resolution * level.size)) * of);
    const bytes = await blob.arrayBuffer();
    return painter.paint({ kind: 'vector', order: { bytes, of, x, y, zoom, side, theme } });
  };
}
