import type { Layer, LayersList } from '@deck.gl/core';
import { useMemo } from 'react';
import type { Bbox } from '../../shared/contract/common.ts';
import type { GridCounts } from '../../shared/contract/figures.ts';
import type { GridFile } from '../../shared/pack/schema.ts';
import type { Theme } from '../base/prefs.ts';
import type { Heat } from '../live/client/heat.ts';
import type { ShownBasemap } from './basemap/useBasemap.ts';
import type { CasePoints } from './casePoints.ts';
import {
  casePointsLayer,
  densityImage,
  densityLayer,
  edgesLayer,
  gridLayer,
  landLayer,
  visibleLayers,
  whistlesLayer,
} from './layers.ts';
import type { CityShapes } from './mapData.ts';
import { useMap } from './mapState.ts';
import type { ShownWhistles } from './useWhistles.ts';

type Parts = {
  /** Generation of the GL context: layers own GPU resources and must not be reused in a new context. */
  generation: number;
  place: CityShapes | null;
  theme: Theme;
  rootSize: number;
  heat: (Heat & { bbox: Bbox }) | undefined;
  heatMax: number;
  grids: GridFile | undefined;
  byGrid: Map<string, GridCounts['grids'][number]>;
  top: number;
  points: CasePoints | null;
  whistles: ShownWhistles;
  /** Of the base map (底图): its ground below everything, its names above the figures. */
  basemap: Pick<ShownBasemap, 'below' | 'above' | 'isComplete'>;
  /** Of the hall's own layers: above the ground and below the figures. */
  own: Layer | null;
};

/**
 * The layers for the loaded data and the settings; the same objects while nothing changes, so that no data is sent
 * twice.
 */
export function useLayers(parts: Parts): LayersList {
  const { generation, place, theme, rootSize, heat, heatMax, grids, byGrid, top, points, whistles, own } =
    parts;
  const { below, above, isComplete } = parts.basemap;
  const { marks, atlas } = whistles;
  const surface = useMap((state) => state.surface);
  const measure = useMap((state) => state.measure);
  const image = useMemo(
    () => (heat === undefined ? null : densityImage(heat, heatMax, theme)),
    [heat, heatMax, theme],
  );
  // Colours come from the theme's tokens, and a new context needs new layers.
  // biome-ignore lint/correctness/useExhaustiveDependencies: theme and generation are meant, see above
  const ground = useMemo(
    () =>
      place === null
        ? null
        : { land: landLayer(place.land), edges: edgesLayer(place, Math.max(1, rootSize / 12)) },
    [place, rootSize, theme, generation],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: generation is meant, see above
  return useMemo(() => {
    if (place === null || ground === null) return [];
    const near = points !== null;
    // Streets are to be seen through the figures, as they are below points.
    const [density, fill] = near ? [0.4, 0.6] : below === null && own === null ? [1, 1] : [0.72, 0.78];
    return visibleLayers(
      isComplete ? null : ground.land,
      below,
      own,
      surface === 'density' && image !== null && heat !== undefined
        ? densityLayer(image, heat.bbox, density)
        : null,
      surface === 'grids' && grids !== undefined ? gridLayer(grids, byGrid, measure, top, theme, fill) : null,
      ground.edges,
      above,
      points === null ? null : casePointsLayer(points, place, rootSize * 0.9),
      atlas === null || marks.length === 0 ? null : whistlesLayer(marks, place, atlas),
    );
  }, [
    ...[place, ground, surface, measure, image, heat, grids, byGrid, top, theme, rootSize, points],
    ...[marks, atlas, generation, below, above, isComplete, own],
  ]);
}
