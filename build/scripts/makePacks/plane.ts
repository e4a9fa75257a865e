import { METRES_PER_DEGREE, type Point, type Ring, ringArea } from '../../../shared/geo/polygon.ts';

/** A local planar projection in metres. Files are written on a lattice of 10⁻⁶ degrees (about 0.1 m). */
export type Plane = { toPlane(point: Point): Point; toDegrees(point: Point): Point };

/** Lattice steps per degree. */
export const LATTICE = 1_000_000;

/** The equirectangular projection around a centre given in degrees. */
export function planeAround(lon: number, lat: number): Plane {
  const perLon = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  return {
    toPlane: ([x, y]) => [(x - lon) * perLon, (y - lat) * METRES_PER_DEGREE],
    toDegrees: ([x, y]) => [lon + x / perLon, lat + y / METRES_PER_DEGREE],
  };
}

/** Degrees → open counter-clockwise planar ring, as `splitRing` requires. */
export function ringToPlane(ring: readonly Point[], plane: Plane): Ring {
  const first = ring[0];
  const last = ring.at(-1);
  const closed = first && last && first[0] === last[0] && first[1] === last[1];
  const open = (closed ? ring.slice(0, -1) : [...ring]).map((point) => plane.toPlane([point[0], point[1]]));
  return ringArea(open) < 0 ? open.reverse() : open;
}

/** Planar metres → whole lattice steps. */
export function ringToLattice(ring: readonly Point[], plane: Plane): Ring {
  return ring.map((point) => {
    const [lon, lat] = plane.toDegrees(point);
    return [Math.round(lon * LATTICE), Math.round(lat * LATTICE)];
  });
}

/** Lattice steps → closed ring in degrees with six decimals. */
export function latticeToDegrees(ring: readonly Point[]): Ring {
  const open: Ring = ring.map(([x, y]) => [x / LATTICE, y / LATTICE]);
  const first = open[0];
  return first ? [...open, [first[0], first[1]]] : open;
}
