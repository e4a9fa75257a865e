import { useMemo } from 'react';
import type { Bbox, LonLat } from '../../shared/contract/common.ts';
import type { Shape } from '../../shared/pack/schema.ts';
import { boundsOf, contains } from './geometry.ts';
import { requestBox } from './requestBox.ts';

export type StreetName = { name: string; at: LonLat; area: number };
type Street = { name: string; shape: Shape; at: LonLat };

/** Distance between repetitions of a name, rem. */
const SPACING = { x: 24, y: 14 };
/** A street smaller on the screen than this many steps keeps its one name. */
const MIN_STEPS = 1.4;

/**
 * Names of large streets once more at fixed places of the ground, so that a view inside a street still shows its name,
 * and no name moves while the map is dragged. `box` is where they may be seen, `zoom` whole, `rem` in px.
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
  const dx = SPACING.x * rem * degrees;
  const found: StreetName[] = [];
  for (const { name, shape, at } of streets) {
    const [w, s, e, n] = boundsOf([shape]);
    // The street's own latitude, not the view's: else the places would creep with each move.
    const dy = SPACING.y * rem * degrees * Math.cos((at[1] * Math.PI) / 180);
    if ((e - w) / dx < MIN_STEPS && (n - s) / dy < MIN_STEPS) continue;
    const within: Bbox = [Math.max(w, west), Math.max(s, south), Math.min(e, east), Math.min(n, north)];
    // A narrow part of a street may miss every point of the lattice: then try a finer one.
    for (const divisor of [1, 2, 4]) {
      const places = latticeIn(within, dx / divisor, dy / divisor).filter(
        ([lon, lat]) =>
          contains(shape, lon, lat) &&
          !(Math.abs(lon - at[0]) < dx * 0.6 && Math.abs(lat - at[1]) < dy * 0.6),
      );
      const middle = places[Math.floor(places.length / 2)];
      const kept = divisor === 1 ? places : middle === undefined ? [] : [middle];
      for (const place of kept) found.push({ name, at: place, area: 0 });
      if (places.length > 0) break;
    }
  }
  return found;
}

/** Points at fixed intervals on the ground, every other row shifted so that repeated names do not form columns. */
function latticeIn([west, south, east, north]: Bbox, dx: number, dy: number): LonLat[] {
  const points: LonLat[] = [];
  for (let row = Math.ceil(south / dy); row * dy <= north; row++)
    for (let column = Math.ceil(west / dx) - 1; column * dx <= east; column++)
      points.push([(column + (row % 2 === 0 ? 0 : 0.5)) * dx, row * dy]);
  return points;
}

/** Names for a view: one per street, and repetitions where a street is larger than the view. */
export function useStreetNames(
  place: { labels: readonly StreetName[]; streets: readonly Street[] } | null,
  visibleBox: Bbox | null,
  zoom: number,
  rem: number,
): StreetName[] {
  const box = visibleBox === null ? null : requestBox(visibleBox);
  const key = box?.join(',') ?? '';
  const level = Math.round(zoom);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the box is a new array each time, its text is the same
  return useMemo(() => {
    if (place === null) return [];
    return box === null
      ? [...place.labels]
      : [...place.labels, ...repeatedNames(place.streets, box, level, rem)];
  }, [place, key, level, rem]);
}
