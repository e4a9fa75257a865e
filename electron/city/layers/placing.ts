import type { Bbox, LonLat } from '../../../shared/contract/common.ts';
import type { Crs } from '../../../shared/contract/sources.ts';
import { toWgs84 } from '../../../shared/geo/coordinates.ts';
import { isPlaneCrs } from '../../../shared/geo/gaussKrugerCodes.ts';
import type { CityContext } from '../sync/adapter.ts';
import { isInside } from '../sync/normalise/cityBox.ts';
import { type PlaneReading, readPlane } from '../sync/normalise/plane.ts';
import { fromGaussKruger, fromWebMercator } from '../sync/normalise/projections.ts';
import type { LayerFile } from './feature.ts';
import { LayerRefused } from './refused.ts';

/** How the coordinates of a layer are read: one way for all of them, since a file has one system. */
export type Placing = {
  crs: Crs;
  swapped: boolean;
  /** WGS-84 degrees; null where the numbers are none of this system. */
  place(x: number, y: number): LonLat | null;
};

/** Metres per zone number (带号) in front of an easting. */
const ZONE = 1_000_000;
/** Northings in China are greater, eastings without their zone number less. */
const LEAST_NORTHING = 1_800_000;

/**
 * Decides by a sample of coordinates how a file is to be read. `chosen`: by an operator, who may also say that degrees are
 * shifted (GCJ-02, BD-09), which no file tells. @throws LayerRefused `layer-crs`
 */
export function placingOf(
  sample: readonly LonLat[],
  stated: LayerFile['stated'],
  chosen: Crs | null,
  bbox: Bbox,
  file: string,
): Placing {
  const refused = (reason: 'unknown' | 'unsupported' | 'old-datum' | 'contradicts', named: string) =>
    new LayerRefused('layer-crs', { file, reason, named });
  const named = chosen ?? stated?.named ?? '';
  const city: CityContext = { bbox, fallbackPoints: [], zone: 'UTC' };
  if (chosen === null && stated?.crs === null) throw refused('unsupported', named);
  // Shifted degrees are commonly stored as WGS-84: the choice of an operator wins.
  const crs = chosen ?? stated?.crs ?? 'wgs84';
  if (crs === 'beijing54' || crs === 'xian80') throw refused('old-datum', named);
  const sound = sample.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const degrees = sound.filter(([x, y]) => areDegrees(x, y) || areDegrees(y, x)).length;
  if (degrees * 2 > sound.length) {
    // Numbers as small as degrees are no metres of any plane of China.
    if (crs === 'web-mercator' || crs === 'cgcs2000-plane' || isPlaneCrs(crs))
      throw refused('contradicts', named);
    return degreesOf(sound, crs, city);
  }
  const isStated = chosen !== null || stated !== null;
  const plane = planeOf(sound, isStated ? crs : 'wgs84', city);
  if (plane === null) throw refused(isStated ? 'contradicts' : 'unknown', named);
  return plane;
}

function degreesOf(sample: readonly LonLat[], crs: Crs, city: CityContext): Placing {
  const inside = (points: readonly LonLat[]): number =>
    points.filter(([x, y]) => areDegrees(x, y) && isInside(toWgs84(x, y, crs), city, 0)).length;
  const swapped = inside(sample.map(([x, y]): LonLat => [y, x])) > inside(sample);
  return {
    ...{ crs, swapped },
    place(x, y) {
      const [lon, lat] = swapped ? [y, x] : [x, y];
      return areDegrees(lon, lat) ? toWgs84(lon, lat, crs) : null;
    },
  };
}

function areDegrees(lon: number, lat: number): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/** The plane that most of the sample stands on; null where most fits none. */
function planeOf(sample: readonly LonLat[], crs: Crs, city: CityContext): Placing | null {
  const readings = sample.map(([x, y]) => readPlane(x, y, crs, city));
  const votes = new Map<string, { reading: PlaneReading; votes: number }>();
  for (const reading of readings) {
    if (typeof reading === 'string') continue;
    const key = `${reading.crs}${reading.swapped}`;
    const before = votes.get(key);
    if (before === undefined) votes.set(key, { reading, votes: 1 });
    else before.votes += 1;
  }
  const best = [...votes.values()].sort((a, b) => b.votes - a.votes)[0];
  if (best === undefined || best.votes * 2 <= sample.length) return null;
  const { reading } = best;
  const place = reading.meridian === null ? mercator(reading.swapped) : gaussKruger(reading.meridian);
  return { crs: reading.crs, swapped: reading.swapped, place };
}

function mercator(swapped: boolean): Placing['place'] {
  return (x, y) => {
    const [east, north] = swapped ? [y, x] : [x, y];
    const point = fromWebMercator(east, north);
    return Math.abs(east) <= 20_037_509 && Math.abs(north) <= 20_037_509 ? point : null;
  };
}

/** Surveyors write the northing first, maps the easting: their sizes tell which is which for each vertex. */
function gaussKruger(meridian: number): Placing['place'] {
  const isEasting = (value: number): boolean => {
    const metres = value % ZONE;
    return value > 0 && value < 46 * ZONE && metres > 50_000 && metres < 950_000;
  };
  const isNorthing = (value: number): boolean => value > LEAST_NORTHING && value < 6_000_000;
  return (x, y) => {
    if (isNorthing(y) && isEasting(x)) return fromGaussKruger(x % ZONE, y, meridian);
    return isNorthing(x) && isEasting(y) ? fromGaussKruger(y % ZONE, x, meridian) : null;
  };
}
