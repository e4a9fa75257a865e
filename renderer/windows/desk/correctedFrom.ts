import type { CaseDetail } from '../../../shared/contract/cases.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import { Crs } from '../../../shared/contract/sources.ts';
import { toWgs84 } from '../../../shared/geo/coordinates.ts';

/** About 20 m: less is rounding, not a correction. */
const SAME_DEGREES = 0.0002;

/** The point as the upstream gave it, as degrees of our map, where that is another place; null otherwise. */
export function correctedFrom(row: Pick<CaseDetail, 'originalLocation'>, [lon, lat]: LonLat): LonLat | null {
  const { x, y, crs } = row.originalLocation ?? { x: '', y: '', crs: '' };
  const known = Crs.safeParse(crs);
  const [east, north] = [Number(x), Number(y)];
  if (!known.success || x === '' || y === '' || !Number.isFinite(east) || !Number.isFinite(north))
    return null;
  // Metres of a city's own grid have no place among degrees.
  if (Math.abs(east) > 180 || Math.abs(north) > 180) return null;
  const read = toWgs84(east, north, known.data);
  return Math.abs(read[0] - lon) < SAME_DEGREES && Math.abs(read[1] - lat) < SAME_DEGREES ? null : read;
}
