import type { LonLat } from '../../../../shared/contract/common.ts';
import type { ProbeReport } from '../../../../shared/contract/sources.ts';
import { upstreamReason } from '../../../../shared/errors/upstream/message.ts';
import { toWgs84 } from '../../../../shared/geo/coordinates.ts';
import type { CityContext } from '../adapter.ts';
import type { Steps } from './run.ts';

/** In order of preference in case of a tie. CGCS2000 equals WGS-84 at the precision of a hall's map. */
const SYSTEMS = ['wgs84', 'gcj02', 'bd09'] as const;
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
  if (best.inside === 0) {
    return {
      crs: best.crs,
      ...upstreamReason('crs-all-outside', { total: points.length }),
      samples: best.placed.slice(0, SHOWN),
    };
  }
  const tied = counts.filter(({ inside }) => inside === best.inside).length > 1;
  return {
    crs: best.crs,
    ...upstreamReason('crs-guess', {
      best: best.crs,
      tied: tied ? 'yes' : 'no',
      inside: counts.map(({ crs, inside }) => ({ crs, count: inside })),
      total: points.length,
    }),
    samples: best.placed.slice(0, SHOWN),
  };
}

/** Adds the guess to the report; it counts as failed when no point lies in the city. */
export function reportCrs(guess: ProbeReport['crsGuess'], city: CityContext, steps: Steps): void {
  if (guess === null) steps.failed('crs', 'crs-no-points', {});
  else {
    const { code, parameters, reason } = guess;
    const found = guess.samples.some((point) => inBox(point, city));
    steps.add('crs', found, { code, parameters, message: reason });
  }
}

function inBox([lon, lat]: LonLat, city: CityContext): boolean {
  const [west, south, east, north] = city.bbox;
  return lon >= west && lon <= east && lat >= south && lat <= north;
}
