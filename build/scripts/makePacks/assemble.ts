import { boundsOf, type Ring, ringArea, shapeOf } from '../../../shared/geo/polygon.ts';
import type { GridFile, OutlineFile, Shape, StreetFile } from '../../../shared/pack/schema.ts';
import type { MadeGrid } from './grids.ts';
import { latticeToDegrees, type Plane, ringToLattice } from './plane.ts';
import type { Region } from './subdivide.ts';
import { weld } from './weld.ts';

export type MadeStreet = { code: string; name: string; approximate: boolean; region: Region };
export type Shapes = { outline: OutlineFile; streets: StreetFile; grids: GridFile };

/** Rounding moves a vertex by up to 0.71 lattice steps, so 1.5 joins what belongs together and nothing else. */
const WELD_STEPS = 1.5;

/** Rings of the plane → the three files, welded so that neighbours share every vertex. */
export function assemble(
  name: string,
  outline: Region,
  streets: MadeStreet[],
  grids: MadeGrid[],
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

/** West, south, east, north of the outline with a margin of about 1 km, for «lies in the city at all». */
export function boxAround(outline: OutlineFile, margin: number): [number, number, number, number] {
  const parts = outline.features.map((feature) =>
    feature.geometry.type === 'Polygon' ? feature.geometry.coordinates : feature.geometry.coordinates.flat(),
  );
  const [west, south, east, north] = boundsOf(parts);
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return [round(west - margin), round(south - margin), round(east + margin), round(north + margin)];
}

function toShape(rings: Ring[]): Shape {
  // Crumbs of less than a square metre (100 steps²) come from rounding and carry nothing.
  const kept = rings.filter((ring) => Math.abs(ringArea(ring)) > 100);
  return shapeOf(kept.map((ring) => [latticeToDegrees(ring)]));
}
