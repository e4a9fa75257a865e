import type { Point } from '../../../shared/geo/polygon.ts';
import { powerCells, type Site } from '../../../shared/geo/voronoi.ts';
import { type Region, regionArea } from './subdivide.ts';

/** Cells of a power diagram whose weights are adjusted iteratively, so that the areas approximate the wanted proportions. */
export function cellsOfArea(at: Point[], wanted: number[], outline: Region): Region[] {
  const scale = regionArea(outline) / wanted.reduce((a, b) => a + b, 0);
  const sites: Site[] = at.map((point) => ({ at: point, weight: 0 }));
  for (let step = 0; step < 150; step++) {
    const cells = powerCells(sites, outline);
    for (const [i, site] of sites.entries()) {
      site.weight += 0.12 * ((wanted[i] ?? 0) * scale - regionArea(cells[i] ?? []));
    }
  }
  return powerCells(sites, outline);
}
