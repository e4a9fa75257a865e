import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import type { BasemapView, TileGrid } from '../../../shared/contract/basemaps.ts';
import { tileCorners } from '../../../shared/geo/tileGrid.ts';
import type { LoadedTile } from './tileLoader.ts';
import { mercatorQuad, refKey } from './tilePlan.ts';
import { type DrawnTile, TilesLayer } from './tilesLayer.ts';
import { type BasemapTiles, type TileParts, useBasemapTiles } from './useBasemapTiles.ts';

export type ShownBasemap = Pick<BasemapTiles, 'basemap' | 'names' | 'isComplete' | 'isLoaded' | 'problem'> & {
  /** Below the figures, and names of the map above them; null: nothing. */
  below: Layer | null;
  above: Layer | null;
};

/** The base map of this window as layers of the map. `generation`: of the GL context, which owns them. */
export function useBasemap({ generation, ...parts }: TileParts & { generation: number }): ShownBasemap {
  const tiles = useBasemapTiles(parts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new context needs new layers
  const layers = useMemo(
    () => ({ below: layerOf(tiles, false), above: layerOf(tiles, true) }),
    [tiles, generation],
  );
  return { ...tiles, ...layers };
}

function layerOf({ basemap, grid, drawn, look }: BasemapTiles, annotation: boolean): TilesLayer | null {
  if (basemap === null || grid === null) return null;
  const tiles = drawn
    .filter((each) => each.annotation === annotation)
    .flatMap((each, index) => each.tiles.map((tile) => drawnTile(basemap, grid, tile, `${look}${index}`)));
  if (tiles.length === 0) return null;
  return new TilesLayer({ id: annotation ? 'basemap-names' : 'basemap', tiles, opaque: !annotation });
}

/** A loaded tile where it is drawn; `kind` tells pictures of one tile apart. */
export function drawnTile(
  { datum, version }: Pick<BasemapView, 'datum' | 'version'>,
  grid: TileGrid,
  { ref, bitmap }: LoadedTile<ImageBitmap>,
  kind: string,
): DrawnTile {
  const level = grid.levels[ref.level];
  if (level === undefined) throw new Error('a tile of no level');
  const quad = mercatorQuad(grid.unit, tileCorners(grid, level, ref, datum));
  return { key: `${version}${kind}/${refKey(ref)}`, bitmap, quad };
}
