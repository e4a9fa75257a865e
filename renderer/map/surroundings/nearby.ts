import type { LonLat } from '../../../shared/contract/common.ts';
import type { Points } from '../../../shared/contract/figures.ts';
import { lengthMetres } from '../../../shared/geo/measure.ts';

/** What counts as the surroundings (周边) of a place, metres. */
export const NEARBY_METRES = 500;
/** Cases that are asked for at most: beyond, the count is a least one, and said to be. */
export const NEARBY_LIMIT = 5000;

export type NearbyCase = { id: string; at: LonLat; overdue: boolean; metres: number };
/** `isWhole` false: there are more than were asked for. */
export type Nearby = { cases: readonly NearbyCase[]; overdue: number; isWhole: boolean };

/** The open cases within `metres` of a place, the nearest first; `own`: ids that are not others. */
export function nearbyCases(
  { ids, lon, lat, state, total }: Points,
  place: LonLat,
  metres: number,
  own: readonly string[],
): Nearby {
  const cases: NearbyCase[] = [];
  for (const [index, id] of ids.entries()) {
    const at: LonLat = [lon[index] ?? 0, lat[index] ?? 0];
    const away = lengthMetres([place, at]);
    if (away <= metres && !own.includes(id))
      cases.push({ id, at, metres: away, overdue: state[index] === 1 });
  }
  cases.sort((a, b) => a.metres - b.metres);
  return { cases, overdue: cases.filter(({ overdue }) => overdue).length, isWhole: total <= ids.length };
}

/** A distance as it is said: to ten metres, since no place is known better. `null`: nearer than that. */
export function roundedMetres(metres: number): number | null {
  return metres < 10 ? null : Math.round(metres / 10) * 10;
}
