import type { Point, Ring } from './polygon.ts';
import { splitRing } from './polygonSplit.ts';

/** A centre and its weight in squared units: a heavier one takes more room (0: plain Voronoi). */
export type Site = { at: Point; weight: number };

/**
 * Power diagram of the sites inside a region of simple rings (open, counter-clockwise): for each site the rings nearest
 * to it by distance² − weight. Cells cover the region without overlap. Plane coordinates (metres), not degrees.
 */
export function powerCells(sites: readonly Site[], region: readonly Ring[]): Ring[][] {
  return sites.map((site, i) => {
    let cell: Ring[] = [...region];
    for (const [j, other] of sites.entries()) {
      if (i === j) continue;
      const nx = site.at[0] - other.at[0];
      const ny = site.at[1] - other.at[1];
      const squared = nx * nx + ny * ny;
      // Where both powers are equal, on the line between the two sites.
      const t = 0.5 + (site.weight - other.weight) / (2 * squared);
      const point: Point = [site.at[0] - nx * t, site.at[1] - ny * t];
      cell = cell.flatMap((ring) => splitRing(ring, { point, nx, ny }).left);
    }
    return cell;
  });
}
