import type { LonLat } from '../../../../shared/contract/common.ts';
import type { Crs, PlaneCrs } from '../../../../shared/contract/sources.ts';
import {
  centralMeridian,
  isPlaneCrs,
  planeCrsAt,
  planeCrsOfZone,
} from '../../../../shared/geo/gaussKrugerCodes.ts';
import type { CityContext } from '../adapter.ts';
import { isInside } from './cityBox.ts';
import { fromGaussKruger, fromWebMercator } from './projections.ts';

/** One way to read two numbers as metres of a plane. */
export type PlaneReading = {
  /** WGS-84 degrees. */
  point: LonLat;
  crs: Crs;
  /** Degrees east; null for Web Mercator. */
  meridian: number | null;
  /** Web Mercator with y first. Gauss–Krüger has no wrong order, since surveyors call the northing X. */
  swapped: boolean;
  /** Numbers and stated system leave no other zone, wherever the point lies. */
  isZoneKnown: boolean;
};

/** Code of the note that says why metres were not placed. */
export type PlaneProblem = 'location-not-degrees' | 'location-zone-unclear' | 'location-other-system';

type Range = readonly [least: number, most: number];
/** Metres in China. The ranges of one projection do not overlap, so the order of the two numbers is certain. */
const NORTHING: Range = [1_800_000, 6_000_000];
/** Without zone number: 350 km on both sides of the central meridian, half of a zone of 6° in the far south. */
const EASTING: Range = [150_000, 850_000];
const MERCATOR_X: Range = [8_200_000, 15_100_000];
const MERCATOR_Y: Range = [2_000_000, 7_100_000];
/** Half the equator: where Web Mercator ends on all sides. */
const MERCATOR: Range = [-20_037_508.35, 20_037_508.35];

/** Metres per zone number in front of an easting: 40,386,202 is 386,202 in zone 40. */
const ZONE = 1_000_000;
const ZONES_OF_6: Range = [13, 23];
const ZONES_OF_3: Range = [25, 45];
/** Central meridians of zones of 3°. Those of 6° are among them, and both have the same scale. */
const MERIDIANS = Array.from({ length: 21 }, (_, i) => 75 + 3 * i);

/** A point this far outside the city still tells its zone by the city. */
const NEAR_DEG = 1;
/** 350 km at 54° N, the north of China. */
const ZONE_REACH_DEG = 5.4;

/**
 * Reads metres of a plane (平面坐标) in either order. The values tell Gauss–Krüger of CGCS2000, with or without zone number
 * (带号), from Web Mercator; they must not contradict the system that is stated. Several readings may remain: an easting
 * without zone number fits any zone, and Web Mercator east of 117° looks like zones 13 to 15 of 6°. Since they lie hundreds of
 * kilometres apart, the one in the city is taken, or else the one near it, or else the only one there is.
 */
export function readPlane(x: number, y: number, crs: Crs, city: CityContext): PlaneReading | PlaneProblem {
  const grid = gridOf(x, y);
  const readings = [
    ...(grid === null ? [] : gaussKruger(grid.easting, grid.northing, crs, city)),
    ...webMercator(x, y, crs),
  ];
  if (readings.length === 0) return grid === null ? 'location-not-degrees' : 'location-zone-unclear';
  for (const margin of [0, NEAR_DEG]) {
    const near = readings.filter(({ point }) => isInside(point, city, margin));
    if (near.length > 0) return onlyOne(near, crs);
  }
  const found = onlyOne(readings, crs);
  return typeof found === 'string' || found.isZoneKnown ? found : 'location-zone-unclear';
}

function onlyOne(readings: PlaneReading[], crs: Crs): PlaneReading | PlaneProblem {
  const [first, ...others] = readings.filter((reading) => fits(reading, crs));
  if (first === undefined) return 'location-other-system';
  return others.length === 0 ? first : 'location-zone-unclear';
}

function fits(reading: PlaneReading, crs: Crs): boolean {
  if (isPlaneCrs(crs)) return reading.meridian === centralMeridian(crs);
  switch (crs) {
    case 'web-mercator':
      return reading.meridian === null;
    // Metres of a web map may be shifted as its degrees are, or not: nothing tells. Surveyors' metres never are.
    case 'gcj02':
    case 'bd09':
    case 'cgcs2000-plane':
      return reading.meridian !== null;
    default:
      return true;
  }
}

/** Northing and easting of Gauss–Krüger by their size, the easting as given; null when it is neither order. */
function gridOf(x: number, y: number): { northing: number; easting: number } | null {
  if (isIn(x, NORTHING) && zoneOf(y) !== null) return { northing: x, easting: y };
  if (isIn(y, NORTHING) && zoneOf(x) !== null) return { northing: y, easting: x };
  return null;
}

/** The zone number of an easting, 0 where it has none; null when it is no easting in China. */
function zoneOf(easting: number): number | null {
  const zone = Math.floor(easting / ZONE);
  const isZone = zone === 0 || isIn(zone, ZONES_OF_6) || isIn(zone, ZONES_OF_3);
  return isZone && isIn(easting - zone * ZONE, EASTING) ? zone : null;
}

function gaussKruger(easting: number, northing: number, crs: Crs, city: CityContext): PlaneReading[] {
  const zone = zoneOf(easting) ?? 0;
  const isZoneKnown = zone > 0 || isPlaneCrs(crs);
  return planesOf(zone, crs, city).map((plane) => {
    const meridian = centralMeridian(plane);
    const point = fromGaussKruger(easting - zone * ZONE, northing, meridian);
    return { point, crs: plane, meridian, swapped: false, isZoneKnown };
  });
}

/** The planes that an easting may belong to: that of its zone number, the stated one, or all that reach the city. */
function planesOf(zone: number, crs: Crs, { bbox: [west, , east] }: CityContext): PlaneCrs[] {
  if (zone > 0) return [planeCrsOfZone(zone)];
  if (isPlaneCrs(crs)) return [crs];
  const reach = ZONE_REACH_DEG + NEAR_DEG;
  return MERIDIANS.filter((meridian) => meridian > west - reach && meridian < east + reach).map(planeCrsAt);
}

function webMercator(x: number, y: number, crs: Crs): PlaneReading[] {
  const isStated = crs === 'web-mercator';
  const reading = (east: number, north: number, swapped: boolean): PlaneReading => ({
    point: fromWebMercator(east, north),
    crs: 'web-mercator',
    meridian: null,
    swapped,
    isZoneKnown: isStated || !isIn(Math.floor(east / ZONE), ZONES_OF_6),
  });
  if (isIn(x, MERCATOR_X) && isIn(y, MERCATOR_Y)) return [reading(x, y, false)];
  if (isIn(y, MERCATOR_X) && isIn(x, MERCATOR_Y)) return [reading(y, x, true)];
  // Outside China only where it is stated: smaller metres may be those of any city's own grid.
  return isStated && isIn(x, MERCATOR) && isIn(y, MERCATOR) ? [reading(x, y, false)] : [];
}

function isIn(value: number, [least, most]: Range): boolean {
  return value >= least && value <= most;
}
