import type { Point, Ring } from './polygon.ts';
import { splitRing } from './polygonSplit.ts';

/** A site and its weight in squared units: a larger weight gives a larger cell. All 0: ordinary Voronoi diagram. */
export type Site = { at: Point; weight: number };

/**
 * Power diagram (weighted Voronoi) of the sites within a region of simple rings (open, counter-clockwise): for each
 * site the area where distance² − weight is smallest. Cells cover the region without overlap. Planar coordinates
 * (metres).
 */
export function powerCells(sites: readonly Site[], region: readonly Ring[]): Ring[][] {
  return sites.map((site, i) => {
    let cell: Ring[] = [...region];
    for (const [j, other] of sites.entries()) {
      if (i === j) continue;
      const nx = site.at[0] - other.at[0];
      const ny = site.at[1] - other.at[1];
      const squared = nx * nx + ny * ny;
      // The point between both sites where their powers are equal.
      const t = 0.5 + (site.weight - other.weight) / (2 * squared);
      const point: Point = [site.at[0] - nx * t, site.at[1] - ny * t];
      cell = cell.flatMap((ring) => splitRing(ring, { point, nx, ny }).left);
    }
    return cell;
  });
}
