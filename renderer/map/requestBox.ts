import type { Bbox } from '../../shared/contract/common.ts';
import type { Raster } from '../live/client/heat.ts';

const METRES_PER_DEGREE = 111_195;

/**
 * The box to ask a density surface (or points) for: the view grown by half on every side and snapped to a lattice, so
 * that panning stays inside it and small moves use the same request (and its cached response).
 */
export function requestBox(view: Bbox): Bbox {
  const [west, south, east, north] = view;
  const cell = (length: number): number => 2 ** Math.ceil(Math.log2(length / 2));
  const dx = cell(east - west);
  const dy = cell(north - south);
  const snap = (value: number, step: number, up: boolean): number =>
    (up ? Math.ceil(value / step) : Math.floor(value / step)) * step;
  const round = (value: number): number => Math.round(value * 1e7) / 1e7;
  return [
    round(Math.max(-180, snap(west - (east - west) / 4, dx, false))),
    round(Math.max(-85, snap(south - (north - south) / 4, dy, false))),
    round(Math.min(180, snap(east + (east - west) / 4, dx, true))),
    round(Math.min(85, snap(north + (north - south) / 4, dy, true))),
  ];
}

/** Clips a box to the area that can have density: the pack's bounds plus four radii (the kernel ends after about three). */
export function clipToCity(box: Bbox, bounds: Bbox, radius: number): Bbox | null {
  const lat = (bounds[1] + bounds[3]) / 2;
  const dy = (radius * 4) / METRES_PER_DEGREE;
  const dx = dy / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
  const clipped: Bbox = [
    Math.max(box[0], bounds[0] - dx),
    Math.max(box[1], bounds[1] - dy),
    Math.min(box[2], bounds[2] + dx),
    Math.min(box[3], bounds[3] + dy),
  ];
  return clipped[0] < clipped[2] && clipped[1] < clipped[3] ? clipped : null;
}

/** Cells per radius: the surface has no finer detail than its radius, more cells only cost. */
const CELLS_PER_RADIUS = 6;
const MAX_CELLS = 512;

/** Raster of a box: as many cells as the radius can show, at most 512 on the longer side. `radius` in metres. */
export function rasterOf(box: Bbox, radius: number): Raster {
  const lat = (box[1] + box[3]) / 2;
  const metres = [
    (box[2] - box[0]) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180),
    (box[3] - box[1]) * METRES_PER_DEGREE,
  ] as const;
  const cell = Math.max(radius / CELLS_PER_RADIUS, Math.max(...metres) / MAX_CELLS);
  const cells = (length: number): number => Math.min(MAX_CELLS, Math.max(16, Math.round(length / cell)));
  return { bbox: box, width: cells(metres[0]), height: cells(metres[1]), radius };
}
