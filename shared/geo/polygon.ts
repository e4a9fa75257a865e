/** Planar polygons in any units. Rings may be closed (last point = first) or open unless stated otherwise. */

export type Point = [number, number];
export type Ring = Point[];
/** Several polygons, each an outer ring and its holes: the coordinates of a GeoJSON MultiPolygon. */
export type Parts = Ring[][];

type GeoShape =
  | { type: 'Polygon'; coordinates: [number, number][][] }
  | { type: 'MultiPolygon'; coordinates: [number, number][][][] };

/** Metres of one degree of latitude on the sphere of mean radius (6,371,008.8 m). */
export const METRES_PER_DEGREE = 111_195.08;

/** A polygon or multipolygon as parts. */
export function partsOf(shape: GeoShape): Parts {
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

/** Parts as a GeoJSON Polygon if there is one part, else as a MultiPolygon. */
export function shapeOf(parts: Parts): GeoShape {
  const [only] = parts;
  return parts.length === 1 && only
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: parts };
}

/** Signed area in squared coordinate units, positive when counter-clockwise. */
export function ringArea(ring: readonly Point[]): number {
  const origin = ring[0];
  if (!origin) return 0;
  // Relative to the first point: with degrees near 118 the direct formula loses six digits.
  const [ox, oy] = origin;
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i];
    const b = ring[(i + 1) % ring.length];
    if (a && b) sum += (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy);
  }
  return sum / 2;
}

/** Area of parts in squared coordinate units, without holes. */
export function partsArea(parts: Parts): number {
  let sum = 0;
  for (const polygon of parts) {
    for (const [i, ring] of polygon.entries()) sum += (i === 0 ? 1 : -1) * Math.abs(ringArea(ring));
  }
  return sum;
}

/** Area in m² of a shape given in degrees, at its own latitude. Accurate to 0.1 % for a city. */
export function areaSquareMetres(parts: Parts): number {
  const [, south, , north] = boundsOf(parts);
  const cos = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return partsArea(parts) * METRES_PER_DEGREE * METRES_PER_DEGREE * cos;
}

/** Bounding box: west, south, east, north. Infinite for no parts. */
export function boundsOf(parts: Parts): [number, number, number, number] {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const polygon of parts) {
    for (const [x, y] of polygon[0] ?? []) {
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
  }
  return [west, south, east, north];
}

/**
 * Whether a ring contains a point (even-odd rule, half-open): of two polygons that share an edge (the same two
 * vertices) exactly one contains a point on it.
 */
export function ringContains(ring: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  let previous = ring[ring.length - 1];
  for (const current of ring) {
    if (previous) {
      const [px, py] = previous;
      const [cx, cy] = current;
      if (cy > y !== py > y) {
        // Always from the lower end, so that both polygons of a shared edge compute the same crossing.
        const [lx, ly, hx, hy] = cy < py ? [cx, cy, px, py] : [px, py, cx, cy];
        if (x < lx + ((hx - lx) * (y - ly)) / (hy - ly)) inside = !inside;
      }
    }
    previous = current;
  }
  return inside;
}

/** Whether the parts contain the point, holes excluded. */
export function partsContain(parts: Parts, x: number, y: number): boolean {
  for (const polygon of parts) {
    const outer = polygon[0];
    if (!outer || !ringContains(outer, x, y)) continue;
    if (!polygon.some((ring, i) => i > 0 && ringContains(ring, x, y))) return true;
  }
  return false;
}

/** Centroid of a ring. */
export function ringCentre(ring: readonly Point[]): Point {
  const origin = ring[0] ?? [0, 0];
  let sx = 0;
  let sy = 0;
  let area = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i];
    const b = ring[(i + 1) % ring.length];
    if (!a || !b) continue;
    const cross = (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1]);
    area += cross;
    sx += (a[0] + b[0] - 2 * origin[0]) * cross;
    sy += (a[1] + b[1] - 2 * origin[1]) * cross;
  }
  return area === 0 ? [origin[0], origin[1]] : [origin[0] + sx / (3 * area), origin[1] + sy / (3 * area)];
}
