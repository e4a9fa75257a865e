import type { Bbox, LonLat } from '../contract/common.ts';
import { METRES_PER_DEGREE, ringArea } from './polygon.ts';

/** WGS-84 (NIMA TR8350.2): half the equator's diameter in metres, and the square of the eccentricity. */
const A = 6_378_137;
const E2 = 0.006_694_379_990_14;

/** Metres of a radian to the north and to the east at a latitude: the radii of curvature of the ellipsoid. */
function radiiAt(lat: number): { north: number; east: number } {
  const phi = (lat * Math.PI) / 180;
  const w = 1 - E2 * Math.sin(phi) ** 2;
  return { north: (A * (1 - E2)) / w ** 1.5, east: (A / Math.sqrt(w)) * Math.cos(phi) };
}

const RADIAN = Math.PI / 180;

/**
 * Metres along straight lines between places (WGS-84). Each line is measured on the plane that touches the ellipsoid in its
 * middle, which for lines of less than 50 km is right to 0.01 %.
 */
export function lengthMetres(line: readonly LonLat[]): number {
  let sum = 0;
  for (const [i, [lon, lat]] of line.entries()) {
    const before = line[i - 1];
    if (before === undefined) continue;
    const { north, east } = radiiAt((lat + before[1]) / 2);
    sum += Math.hypot((lat - before[1]) * RADIAN * north, (lon - before[0]) * RADIAN * east);
  }
  return sum;
}

/** Square metres within a ring of places, measured on the plane that touches the ellipsoid in its middle. */
export function areaMetres(ring: readonly LonLat[]): number {
  const [first] = ring;
  if (first === undefined) return 0;
  const middle = ring.reduce((sum, [, lat]) => sum + lat / ring.length, 0);
  const { north, east } = radiiAt(middle);
  return Math.abs(
    ringArea(
      ring.map(([lon, lat]): [number, number] => [
        (lon - first[0]) * RADIAN * east,
        (lat - first[1]) * RADIAN * north,
      ]),
    ),
  );
}

/** A box around the places within `metres` of one, a little larger than they need: what lies in it is still to be measured. */
export function boxAround([lon, lat]: LonLat, metres: number): Bbox {
  const dy = (metres * 1.02) / METRES_PER_DEGREE;
  const dx = dy / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return [lon - dx, lat - dy, lon + dx, lat + dy];
}
