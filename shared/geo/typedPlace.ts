import type { LonLat } from '../contract/common.ts';
import { readAngle, splitAngles } from './angle.ts';

/** Places that are looked for lie in China: its longitudes are greater than any latitude, so that the order is certain. */
const LEAST_LON = 73;
const MOST_LAT = 54;

/**
 * WGS-84 degrees of a typed place: `118.78, 32.04` in either order, `32.04N 118.78E`, `东经118°47′24″ 北纬32°1′12″`. Null for
 * anything else.
 */
export function placeOfText(text: string): LonLat | null {
  const parts = splitAngles(text);
  if (parts === null) return null;
  const [x, y] = [readAngle(parts.x), readAngle(parts.y)];
  if (x === null || y === null) return null;
  const [lon, lat] = x <= MOST_LAT && y >= LEAST_LON ? [y, x] : [x, y];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}

/** `118.78000°E 32.04000°N`, to a metre. */
export function placeText([lon, lat]: Readonly<LonLat>): string {
  return `${Math.abs(lon).toFixed(5)}°${lon < 0 ? 'W' : 'E'} ${Math.abs(lat).toFixed(5)}°${lat < 0 ? 'S' : 'N'}`;
}
