import { useMemo } from 'react';
import type { Bbox } from '../../shared/contract/common.ts';
import type { Shape } from '../../shared/pack/schema.ts';
import { boundsOf, contains, type LonLat } from './geometry.ts';
import type { Place } from './map-data.ts';
import { askBox } from './raster.ts';

export type StreetName = { name: string; at: LonLat; area: number };
type Street = { name: string; shape: Shape; at: LonLat };

/** How far apart a name stands when it is repeated, rem. */
const APART = { x: 32, y: 18 };
/** A street smaller on the screen than this many steps keeps its one name. */
const LARGE = 1.4;

/**
 * Names of large streets once more at fixed places of the ground, so that a view inside of a street still says where it
 * is, and no name moves while the map is drawn around. `box` is where they may be seen, `zoom` whole, `rem` in px.
 */
export function repeatedNames(
  streets: readonly Street[],
  box: Bbox,
  zoom: number,
  rem: number,
): StreetName[] {
  // 512 px of the whole world at zoom 0.
  const degrees = 360 / (512 * 2 ** zoom);
  const [west, south, east, north] = box;
  const dx = APART.x * rem * degrees;
  const found: StreetName[] = [];
  for (const { name, shape, at } of streets) {
    const [w, s, e, n] = boundsOf([shape]);
    // The street's own latitude, not the view's: else the places would creep with each move.
    const dy = APART.y * rem * degrees * Math.cos((at[1] * Math.PI) / 180);
    if ((e - w) / dx < LARGE && (n - s) / dy < LARGE) continue;
    const from = (low: number, step: number): number => Math.ceil(low / step);
    for (let row = from(Math.max(s, south), dy); row * dy <= Math.min(n, north); row++)
      // Every other row is shifted: columns of the same word would look like a list.
      for (let column = from(Math.max(w, west), dx); column * dx <= Math.min(e, east); column++) {
        const lon = (column + (row % 2 === 0 ? 0 : 0.5)) * dx;
        const lat = row * dy;
        const near = Math.abs(lon - at[0]) < dx * 0.6 && Math.abs(lat - at[1]) < dy * 0.6;
        if (!near && contains(shape, lon, lat)) found.push({ name, at: [lon, lat], area: 0 });
      }
  }
  return found;
}

/** Names for a view: each street's own, and repeated ones where streets are larger than what is seen. */
export function useStreetNames(
  place: Place | null,
  seen: Bbox | null,
  zoom: number,
  rem: number,
): StreetName[] {
  const box = seen === null ? null : askBox(seen);
  const key = box?.join(',') ?? '';
  const level = Math.round(zoom);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the box is a new array each time, its text is the same
  return useMemo(() => {
    if (place === null) return [];
    return box === null ? place.labels : [...place.labels, ...repeatedNames(place.streets, box, level, rem)];
  }, [place, key, level, rem]);
}
