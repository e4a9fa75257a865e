import type { LonLat } from '../contract/common.ts';
import { fromGridUnits, MERCATOR_HALF, mercatorY } from './tileGrid.ts';

/**
 * The square of Web Mercator in whole units, 2³¹ a side from the north-west: two centimetres on the equator, less here, the
 * same everywhere. A tile of zoom z is 2^(31 − z) of them wide, so that tiling needs no rounding.
 */
export const WORLD_BITS = 31;
const SIDE = 2 ** WORLD_BITS;

/** WGS-84 degrees in units of the square; null beyond its northern and southern ends. */
export function toWorld([lon, lat]: LonLat): [x: number, y: number] | null {
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 85)) return null;
  const x = Math.min(SIDE - 1, Math.round((lon / 360 + 0.5) * SIDE));
  return [x, Math.round((0.5 - mercatorY(lat) / 2) * SIDE)];
}

export function fromWorld(x: number, y: number): LonLat {
  return fromGridUnits('metre', (x / SIDE - 0.5) * 2 * MERCATOR_HALF, (0.5 - y / SIDE) * 2 * MERCATOR_HALF);
}
