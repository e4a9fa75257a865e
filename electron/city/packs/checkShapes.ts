import type { Bbox, LonLat } from '../../../shared/contract/common.ts';
import {
  areaSquareMetres,
  boundsOf,
  type Parts,
  partsContain,
  partsOf,
} from '../../../shared/geo/polygon.ts';
import type { Shape } from '../../../shared/pack/schema.ts';
import type { PackProblem } from './packError.ts';

type Features = { features: { geometry: Shape; properties: { name: string; street?: string } }[] };

/** Checks that rings are closed, lie in the bounding box of the city and have an area of at least 1 m². */
export function checkRings(file: string, shapes: Features, bbox: Bbox): PackProblem[] {
  const problems: PackProblem[] = [];
  const [west, south, east, north] = bbox;
  for (const [i, feature] of shapes.features.entries()) {
    const path = `features[${i}].geometry`;
    const parts = partsOf(feature.geometry);
    const name = feature.properties.name;
    for (const ring of parts.flat()) {
      const first = ring[0];
      const last = ring.at(-1);
      if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
        problems.push({ file, path, problem: `“${name}”的环没有闭合`, expected: '首尾同一点' });
      }
    }
    const [w, s, e, n] = boundsOf(parts);
    if (w < west || s < south || e > east || n > north) {
      problems.push({
        file,
        path,
        problem: `“${name}”超出城市范围（${[w, s, e, n].map((v) => v.toFixed(4)).join(', ')}）`,
        expected: `bbox ${bbox.join(', ')} 之内的 WGS-84 经纬度（经度在前）`,
      });
    } else if (areaSquareMetres(parts) < 1) {
      problems.push({ file, path, problem: `“${name}”没有面积`, expected: '大于 1 平方米的多边形' });
    }
  }
  return problems;
}

/** Points tested per grid. They detect overlaps of more than about a tenth of a grid, but not rounding. */
const SAMPLES = 24;

/**
 * Checks that grids of one street do not overlap. It tests sample points, because an exact test of every pair takes
 * minutes.
 */
export function checkOverlaps(file: string, shapes: Features): PackProblem[] {
  const problems: PackProblem[] = [];
  const byStreet = Map.groupBy(shapes.features.entries(), ([, feature]) => feature.properties.street ?? '');
  for (const entries of byStreet.values()) {
    const list = entries.map(([index, feature]) => {
      const parts = partsOf(feature.geometry);
      return { index, name: feature.properties.name, parts, bounds: boundsOf(parts) };
    });
    for (const a of list) {
      const points = samplePoints(a.parts, a.bounds);
      for (const b of list) {
        if (b.index <= a.index || !overlap(a.bounds, b.bounds)) continue;
        if (points.some(([x, y]) => partsContain(b.parts, x, y))) {
          problems.push({
            file,
            path: `features[${b.index}]`,
            problem: `网格“${b.name}”与“${a.name}”重叠`,
            expected: '同一街道的网格互不重叠',
          });
        }
      }
    }
  }
  return problems;
}

/** Points of a fixed low-discrepancy sequence that lie inside, so that the result is reproducible. */
function samplePoints(parts: Parts, [w, s, e, n]: Bbox): LonLat[] {
  const points: LonLat[] = [];
  for (let i = 1; i <= SAMPLES * 2 && points.length < SAMPLES; i++) {
    const x = w + (e - w) * ((i * 0.754_877_67) % 1);
    const y = s + (n - s) * ((i * 0.569_840_29) % 1);
    if (partsContain(parts, x, y)) points.push([x, y]);
  }
  return points;
}

function overlap(a: Bbox, b: Bbox): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
