import { boundsOf, type Ring, ringArea, shapeOf } from '../../../shared/geo/polygon.ts';
import type { GridFile, OutlineFile, Shape, StreetFile } from '../../../shared/pack/schema.ts';
import type { GeneratedGrid } from './grids.ts';
import { latticeToDegrees, type Plane, ringToLattice } from './plane.ts';
import type { Region } from './subdivide.ts';
import { weld } from './weld.ts';

export type GeneratedStreet = { code: string; name: string; approximate: boolean; region: Region };
export type Shapes = { outline: OutlineFile; streets: StreetFile; grids: GridFile };

/**
 * Rounding moves a vertex by at most 0.71 lattice steps, so a tolerance of 1.5 joins exactly the vertices that belong
 * together.
 */
const WELD_STEPS = 1.5;

/** Builds the three GeoJSON files from planar rings, welded so that adjacent shapes share every vertex. */
export function assemble(
  name: string,
  outline: Region,
  streets: GeneratedStreet[],
  grids: GeneratedGrid[],
  plane: Plane,
): Shapes {
  const lattice = (region: Region) => region.map((ring) => ringToLattice(ring, plane));
  const welded = weld(
    [lattice(outline), ...streets.map((s) => lattice(s.region)), ...grids.map((g) => lattice(g.region))],
    WELD_STEPS,
  );
  const shape = (index: number): Shape => toShape(welded[index] ?? []);
  return {
    outline: {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { name }, geometry: shape(0) }],
    },
    streets: {
      type: 'FeatureCollection',
      features: streets.map(({ code, name: streetName, approximate }, i) => ({
        type: 'Feature',
        properties: { code, name: streetName, approximate },
        geometry: shape(1 + i),
      })),
    },
    grids: {
      type: 'FeatureCollection',
      features: grids.map(({ code, name: gridName, street, kind }, i) => ({
        type: 'Feature',
        properties: { code, name: gridName, street, kind },
        geometry: shape(1 + streets.length + i),
      })),
    },
  };
}

/** Bounding box of the outline, enlarged by `margin` degrees, rounded to three decimals. */
export function bboxAround(outline: OutlineFile, margin: number): [number, number, number, number] {
  const parts = outline.features.map((feature) =>
    feature.geometry.type === 'Polygon' ? feature.geometry.coordinates : feature.geometry.coordinates.flat(),
  );
  const [west, south, east, north] = boundsOf(parts);
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return [round(west - margin), round(south - margin), round(east + margin), round(north + margin)];
}

/** Rings in lattice steps → GeoJSON geometry in degrees. */
function toShape(rings: Ring[]): Shape {
  // Slivers of less than 1 m² (100 steps²) come from rounding.
  const kept = rings.filter((ring) => Math.abs(ringArea(ring)) > 100);
  return shapeOf(kept.map((ring) => [latticeToDegrees(ring)]));
}
