import { useMemo } from 'react';
import type { Bbox, LonLat } from '../../shared/contract/common.ts';
import type { GridCounts, Points } from '../../shared/contract/figures.ts';
import type { Shape } from '../../shared/pack/schema.ts';
import type { CaseQuery } from '../live/queries/cases.ts';
import { useGridCounts, useHeat, usePoints } from '../live/queries/cases.ts';
import { useGrids, usePack } from '../live/queries/city.ts';
import { countTop } from './classes.ts';
import { boundsOf, edgesOf, labelPoint, polygonsOf } from './geometry.ts';
import { useMap } from './mapState.ts';
import { clipToCity, rasterOf, requestBox } from './requestBox.ts';

/** Points are requested from this zoom on, or at any zoom if the complete answer is small. */
export const POINTS_ZOOM = 14;
export const POINTS_LIMIT = 3000;
const ALWAYS_SHOWN = 800;

export type CityShapes = {
  bounds: Bbox;
  origin: LonLat;
  radius: number;
  packMax: number;
  land: LonLat[][][];
  edges: [LonLat, LonLat][];
  labels: { name: string; at: LonLat; area: number }[];
  streets: { name: string; shape: Shape; at: LonLat }[];
  notes: { approximate: boolean; invented: boolean };
};

/** The pack's shapes, prepared for drawing; null until they are loaded. */
export function useCityShapes(): CityShapes | null {
  const pack = usePack().data;
  return useMemo(() => {
    if (pack === undefined) return null;
    const shapes = pack.streets.features.map((feature) => feature.geometry);
    const outline = pack.outline.features.map((feature) => feature.geometry);
    const bounds =
      shapes.length + outline.length > 0 ? boundsOf([...shapes, ...outline]) : pack.manifest.bbox;
    return {
      bounds,
      origin: [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2],
      radius: pack.manifest.heat.radius,
      packMax: pack.manifest.heat.max,
      land: (shapes.length > 0 ? shapes : outline).flatMap(polygonsOf),
      edges: edgesOf([...shapes, ...outline]),
      labels: pack.streets.features
        .map((feature) => ({ name: feature.properties.name, ...labelPoint(feature.geometry) }))
        .sort((a, b) => b.area - a.area),
      streets: pack.streets.features.map(({ geometry, properties }) => ({
        name: properties.name,
        shape: geometry,
        at: labelPoint(geometry).at,
      })),
      notes: {
        approximate: pack.streets.features.some((feature) => feature.properties.approximate),
        invented: pack.manifest.provenance.some(
          (entry) => entry.origin === 'invented' && /grid|网格/i.test(entry.part),
        ),
      },
    };
  }, [pack]);
}

/** The density surface for a view; requested only while the layer is on. */
export function useDensity(query: CaseQuery, place: CityShapes | null, view: Bbox | null) {
  const on = useMap((state) => state.surface === 'density');
  const box =
    place === null || view === null || !on ? null : clipToCity(requestBox(view), place.bounds, place.radius);
  const key = box?.join(',') ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the box is a new array each time, its text is the same
  const raster = useMemo(
    () => (box === null || place === null ? null : rasterOf(box, place.radius)),
    [key, place],
  );
  return useHeat(query, raster);
}

/** Figures per grid by code; requested only while the layer is on. */
export function useGridFigures(
  query: CaseQuery,
  days: number,
  perDay: number,
): {
  byGrid: Map<string, GridCounts['grids'][number]>;
  elsewhere: number;
  top: number;
} {
  const on = useMap((state) => state.surface === 'grids');
  const steps = useMap((state) => state.countSteps);
  const counts = useGridCounts(query, on).data;
  const grids = useGrids().data?.features.length ?? 1;
  const byGrid = useMemo(
    () => new Map((counts?.grids ?? []).map((figures) => [figures.grid, figures])),
    [counts],
  );
  return { byGrid, elsewhere: counts?.elsewhere ?? 0, top: countTop(perDay, days, grids, steps) };
}

export type ShownPoints = { points: Points | null; state: 'off' | 'zoom-in' | 'shown' };

/** Points of a view: when zoomed in, or when there are so few that they cannot hide each other. */
export function useShownPoints(
  query: CaseQuery,
  matching: number,
  view: Bbox | null,
  zoom: number,
): ShownPoints {
  const on = useMap((state) => state.points);
  const near = zoom >= POINTS_ZOOM || (matching > 0 && matching <= ALWAYS_SHOWN);
  const box = on && near && view !== null ? requestBox(view) : null;
  const answer = usePoints(query, box, POINTS_LIMIT);
  if (!on) return { points: null, state: 'off' };
  if (!near) return { points: null, state: 'zoom-in' };
  return { points: answer.data ?? null, state: 'shown' };
}
