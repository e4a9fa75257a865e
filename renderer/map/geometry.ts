import type { Bbox, LonLat } from '../../shared/contract/common.ts';
import type { Shape } from '../../shared/pack/schema.ts';

/** Outer and inner rings of a shape, as one list of polygons. */
export function polygonsOf(shape: Shape): LonLat[][][] {
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

export function boundsOf(shapes: readonly Shape[]): Bbox {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const shape of shapes)
    for (const polygon of polygonsOf(shape))
      for (const [lon, lat] of polygon[0] ?? []) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
  return [west, south, east, north];
}

/** Even–odd test; a point on an edge may fall on either side. */
export function contains(shape: Shape, lon: number, lat: number): boolean {
  return polygonsOf(shape).some((polygon) => {
    let inside = false;
    for (const ring of polygon) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const a = ring[i];
        const b = ring[j];
        if (a === undefined || b === undefined) continue;
        if (a[1] > lat !== b[1] > lat && lon < ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]) + a[0])
          inside = !inside;
      }
    }
    return inside;
  });
}

/** Position of a name: the centroid of the largest outer ring; the centre of its bounds if the centroid is outside. */
export function labelPoint(shape: Shape): { at: LonLat; area: number } {
  let best = { at: [0, 0] as LonLat, area: -1 };
  for (const polygon of polygonsOf(shape)) {
    const ring = polygon[0] ?? [];
    const first = ring[0];
    if (first === undefined) continue;
    let [sum, x, y] = [0, 0, 0];
    for (let i = 0; i + 1 < ring.length; i++) {
      const a = ring[i];
      const b = ring[i + 1];
      if (a === undefined || b === undefined) continue;
      // Relative to the first point: products of full degrees would cost the digits that matter.
      const cross = (a[0] - first[0]) * (b[1] - first[1]) - (b[0] - first[0]) * (a[1] - first[1]);
      sum += cross;
      x += (a[0] + b[0] - 2 * first[0]) * cross;
      y += (a[1] + b[1] - 2 * first[1]) * cross;
    }
    const area = Math.abs(sum) / 2;
    if (area <= best.area || sum === 0) continue;
    const centroid: LonLat = [first[0] + x / (3 * sum), first[1] + y / (3 * sum)];
    const [west, south, east, north] = boundsOf([{ type: 'Polygon', coordinates: [ring] }]);
    best = {
      at: contains({ type: 'Polygon', coordinates: [ring] }, ...centroid)
        ? centroid
        : [(west + east) / 2, (south + north) / 2],
      area,
    };
  }
  return best;
}

/** Every edge of the shapes once, as pairs of points: neighbours share most of theirs. */
export function edgesOf(shapes: readonly Shape[]): [LonLat, LonLat][] {
  const seen = new Set<string>();
  const edges: [LonLat, LonLat][] = [];
  for (const shape of shapes)
    for (const polygon of polygonsOf(shape))
      for (const ring of polygon)
        for (let i = 0; i + 1 < ring.length; i++) {
          const a = ring[i];
          const b = ring[i + 1];
          if (a === undefined || b === undefined) continue;
          const key = a < b ? `${a}|${b}` : `${b}|${a}`;
          if (seen.has(key)) continue;
          seen.add(key);
          edges.push([a, b]);
        }
  return edges;
}
