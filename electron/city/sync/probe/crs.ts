import type { LonLat } from '../../../../shared/contract/common.ts';
import type { Crs, ProbeReport } from '../../../../shared/contract/sources.ts';
import { toWgs84 } from '../../../../shared/geo/coordinates.ts';
import type { CityContext } from '../adapter.ts';
import type { Steps } from './run.ts';

/** In order of preference in case of a tie. CGCS2000 equals WGS-84 at the precision of a hall's map. */
const SYSTEMS: Crs[] = ['wgs84', 'gcj02', 'bd09'];
const NAMES: Record<Crs, string> = { wgs84: 'WGS-84', cgcs2000: 'CGCS2000', gcj02: 'GCJ-02', bd09: 'BD-09' };
const SHOWN = 200;

/**
 * Guesses the coordinate system: the one in which most sample points (x = longitude) lie in the city's bounding box.
 * Null without points. The systems differ by some 500 m, so only points near the border decide, and the operator
 * confirms the guess on the map.
 */
export function guessCrs(points: LonLat[], city: CityContext): ProbeReport['crsGuess'] {
  if (points.length === 0) return null;
  const counts = SYSTEMS.map((crs) => {
    const placed = points.map(([x, y]) => toWgs84(x, y, crs));
    return { crs, placed, inside: placed.filter((point) => inBox(point, city)).length };
  });
  const best = counts.reduce((a, b) => (b.inside > a.inside ? b : a));
  const summary = counts.map(({ crs, inside }) => `${NAMES[crs]} ${inside}/${points.length}`).join('，');
  if (best.inside === 0) {
    const reason = `${points.length} 个样本点都不在本市范围内，无法判断坐标系；请核对地址是否属于本市。`;
    return { crs: best.crs, reason, samples: best.placed.slice(0, SHOWN) };
  }
  const tied = counts.filter(({ inside }) => inside === best.inside).length > 1;
  const verdict = tied ? '几种坐标系难以区分，请在地图上核对' : `${NAMES[best.crs]} 最吻合`;
  return {
    crs: best.crs,
    reason: `落在本市范围内的点：${summary}；${verdict}。`,
    samples: best.placed.slice(0, SHOWN),
  };
}

/** Adds the guess to the report; it counts as failed when no point lies in the city. */
export function reportCrs(guess: ProbeReport['crsGuess'], city: CityContext, steps: Steps): void {
  if (guess === null) steps.failed('坐标系', '样本里没有可用的经纬度，无法判断。');
  else if (guess.samples.some((point) => inBox(point, city))) steps.ok('坐标系', guess.reason);
  else steps.failed('坐标系', guess.reason);
}

function inBox([lon, lat]: LonLat, city: CityContext): boolean {
  const [west, south, east, north] = city.bbox;
  return lon >= west && lon <= east && lat >= south && lat <= north;
}
