import { METRES_PER_DEGREE, type Parts, partsContain, partsOf } from '../geo/polygon.ts';
import type { CityPack } from './schema.ts';

/** For packs that do not say within how many metres of a border a place concerns both streets. */
export const DEFAULT_BORDER_METRES = 30;

/** A street near a place: its distance in metres, 0 inside. */
export type NearStreet = { street: string; metres: number };

/**
 * Returns the streets within the pack's `border` of a WGS-84 point, nearest first: more than one at a border (交界), and some
 * also just outside the city. Exact for the shapes of the pack; some are sketches (`approximate`).
 */
export function createBorders(
  pack: Pick<CityPack, 'manifest' | 'streets'>,
): (lon: number, lat: number) => NearStreet[] {
  const most = pack.manifest.border ?? DEFAULT_BORDER_METRES;
  const streets = pack.streets.features.map(({ properties, geometry }) => ({
    street: properties.code,
    parts: partsOf(geometry),
  }));
  return (lon, lat) =>
    streets
      .map(({ street, parts }) => ({ street, metres: metresTo(parts, lon, lat) }))
      .filter(({ metres }) => metres <= most)
      .sort((a, b) => a.metres - b.metres || (a.street < b.street ? -1 : 1));
}

/** Distance of a point to a shape, metres; 0 inside. On the plane that touches the earth at the point. */
function metresTo(parts: Parts, lon: number, lat: number): number {
  if (partsContain(parts, lon, lat)) return 0;
  const perLon = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  let least = Infinity;
  for (const ring of parts.flat()) {
    for (const [i, [x, y]] of ring.entries()) {
      const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y];
      const from = [(x - lon) * perLon, (y - lat) * METRES_PER_DEGREE] as const;
      const to = [(nextX - lon) * perLon, (nextY - lat) * METRES_PER_DEGREE] as const;
      least = Math.min(least, toSegment(from, to));
    }
  }
  return least;
}

/** Distance of the origin to a segment. */
function toSegment([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + share * dx, ay + share * dy);
}
