import { useMemo } from 'react';
import type { LonLat } from '../../../shared/contract/common.ts';
import { boxAround } from '../../../shared/geo/measure.ts';
import { usePoints } from '../../live/queries/cases.ts';
import { NEARBY_LIMIT, NEARBY_METRES, type Nearby, nearbyCases } from './nearby.ts';

/** Cases that are open, whatever the filter of the window says. */
export const OPEN_CASES = { status: ['open' as const] };

/** The open cases around a place, without those of `own`; null while they are read. */
export function useNearby(
  place: LonLat,
  own: readonly string[],
): { nearby: Nearby | null; hasFailed: boolean } {
  const answer = usePoints(OPEN_CASES, boxAround(place, NEARBY_METRES), NEARBY_LIMIT);
  // Those of the place before would be counted for this one.
  const points = answer.isPlaceholderData ? undefined : answer.data;
  const [lon, lat] = place;
  const ownKey = own.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ownKey` stands for `own`
  const nearby = useMemo(
    () => (points === undefined ? null : nearbyCases(points, [lon, lat], NEARBY_METRES, own)),
    [points, lon, lat, ownKey],
  );
  return { nearby, hasFailed: answer.isError && nearby === null };
}
