import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { TilesLayer } from '../basemap/tilesLayer.ts';
import { drawnTile } from '../basemap/useBasemap.ts';
import type { TileParts } from '../basemap/useBasemapTiles.ts';
import { OWN_LAYER_GRID, type OwnLayerTiles, useOwnLayerTiles } from './useOwnLayerTiles.ts';

export type ShownOwnLayers = Omit<OwnLayerTiles, 'tiles' | 'look'> & {
  /** Above the base map and below the figures; null: nothing. */
  layer: Layer | null;
};

/** The hall's own layers (自有图层) of this window as a layer of the map. `generation`: of the GL context, which owns it. */
export function useOwnLayers({ generation, ...parts }: TileParts & { generation: number }): ShownOwnLayers {
  const { tiles, look, ...shown } = useOwnLayerTiles(parts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new context needs new layers
  const layer = useMemo(() => {
    const drawn = tiles.map((tile) =>
      drawnTile({ datum: 'wgs84', version: 'own' }, OWN_LAYER_GRID, tile, look),
    );
    return drawn.length === 0 ? null : new TilesLayer({ id: 'own-layers', tiles: drawn, opaque: false });
  }, [tiles, look, generation]);
  return { ...shown, layer };
}
