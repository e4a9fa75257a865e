import { type Point, type Ring, ringArea, ringCentre } from '../../../shared/geo/polygon.ts';
import { splitRing } from '../../../shared/geo/polygonSplit.ts';
import type { Random } from '../../../shared/pack/seededRandom.ts';

/** An area of one or several rings: cutting a concave area may leave several. Planar, open, counter-clockwise. */
export type Region = Ring[];

/** Area of a region, m². */
export function regionArea(region: Region): number {
  return region.reduce((sum, ring) => sum + ringArea(ring), 0);
}

/** Centre of the largest ring. */
export function regionCentre(region: Region): Point {
  const [largest] = [...region].sort((a, b) => ringArea(b) - ringArea(a));
  return ringCentre(largest ?? [[0, 0]]);
}

/**
 * Divides a region into one part per weight, with proportional areas, by repeatedly cutting it across its longer side.
 * `angle` is the direction of the street grid in radians; the angle of each cut varies by a few degrees.
 */
export function subdivide(
  region: Region,
  weights: readonly number[],
  angle: number,
  random: Random,
): Region[] {
  if (weights.length <= 1) return [region];
  const total = weights.reduce((a, b) => a + b, 0);
  let half = 1;
  let sum = weights[0] ?? 0;
  while (half < weights.length - 1 && sum + (weights[half] ?? 0) / 2 < total / 2) {
    sum += weights[half] ?? 0;
    half++;
  }
  const cutAngle = angle + (random() - 0.5) * 0.14;
  const { left, right } = cutShare(region, sum / total, cutAngle);
  return [
    ...subdivide(left, weights.slice(0, half), angle, random),
    ...subdivide(right, weights.slice(half), angle, random),
  ];
}

/** Cuts across the longer extent so that `share` of the area is on the left (bisection). */
function cutShare(region: Region, share: number, angle: number): { left: Region; right: Region } {
  const along = extent(region, Math.cos(angle), Math.sin(angle));
  const across = extent(region, -Math.sin(angle), Math.cos(angle));
  const axis =
    along.max - along.min >= across.max - across.min
      ? { nx: Math.cos(angle), ny: Math.sin(angle), ...along }
      : { nx: -Math.sin(angle), ny: Math.cos(angle), ...across };
  const wanted = regionArea(region) * share;
  let low = axis.min;
  let high = axis.max;
  let cut = { left: region, right: [] as Region };
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    cut = cutAt(region, axis.nx, axis.ny, middle);
    if (regionArea(cut.left) > wanted) low = middle;
    else high = middle;
  }
  return cut;
}

function cutAt(region: Region, nx: number, ny: number, offset: number): { left: Region; right: Region } {
  const left: Region = [];
  const right: Region = [];
  for (const ring of region) {
    const parts = splitRing(ring, { point: [nx * offset, ny * offset], nx, ny });
    left.push(...parts.left);
    right.push(...parts.right);
  }
  return { left, right };
}

function extent(region: Region, nx: number, ny: number): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const ring of region) {
    for (const [x, y] of ring) {
      const d = x * nx + y * ny;
      if (d < min) min = d;
      if (d > max) max = d;
    }
  }
  return { min, max };
}
