import type { LocationQuality } from '../../../../shared/contract/cases.ts';
import type { LonLat, SentError } from '../../../../shared/contract/common.ts';
import type { Crs } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { readAngle } from '../../../../shared/geo/angle.ts';
import { toWgs84 } from '../../../../shared/geo/coordinates.ts';
import { isPlaneCrs } from '../../../../shared/geo/gaussKrugerCodes.ts';
import type { CityContext } from '../adapter.ts';
import { isInside } from './cityBox.ts';
import { readPlane } from './plane.ts';

export type LocationReading = {
  /** WGS-84 degrees; null when the case has no position. */
  lon: number | null;
  lat: number | null;
  quality: LocationQuality;
  /** As received; `crs` is `unknown` where the numbers are not degrees. */
  original: { x: string; y: string; crs: string } | null;
  /** What is irregular, for the operator; null when nothing is. */
  note: SentError | null;
};

/** About 5 m, because fallback points in packs are often rounded to four decimals. */
const FALLBACK_TOLERANCE_DEG = 5e-5;
/** A coarse point is accepted when it lies within one degree of the city. */
const COARSE_MARGIN_DEG = 1;

type Original = { x: string; y: string; crs: string };

/**
 * Normalises one location; `x` is what the upstream calls longitude, `y` what it calls latitude. Never throws. Degrees are told
 * by their size under every system, and one decimal at most (11 km) is coarse. Anything else is taken as metres of a plane
 * (`readPlane`). What cannot be converted has no position and says so in its note: metres of a city's own grid and points on
 * the old Chinese datums, for which parameters are missing (domain.md §8.4), and systems that are not supported (`crs` null).
 * Where neither number is given there is no note.
 */
export function readLocation(
  x: unknown,
  y: unknown,
  options: { crs: Crs | null; city: CityContext },
): LocationReading {
  const { crs, city } = options;
  const xText = textOf(x);
  const yText = textOf(y);
  if (xText === null && yText === null) return noLocation(null, null);
  const original = { x: xText ?? '', y: yText ?? '', crs: crs ?? 'unknown' };
  const lon = numberOf(xText);
  const lat = numberOf(yText);
  if (lon === null || lat === null) {
    return noLocation({ ...original, crs: 'unknown' }, upstreamMessage('location-incomplete', {}));
  }
  if (Math.abs(lon) < 1e-3 && Math.abs(lat) < 1e-3) {
    return { lon: null, lat: null, quality: 'zero', original, note: upstreamMessage('location-zero', {}) };
  }
  if (crs === null) return noLocation(original, upstreamMessage('location-system-unsupported', {}));
  if (crs === 'beijing54' || crs === 'xian80') {
    return noLocation(original, upstreamMessage('location-old-datum', { crs }));
  }
  const degreesIn = degreesOf(crs);
  const asGiven = toWgs84OrNull(lon, lat, degreesIn);
  const swapped = toWgs84OrNull(lat, lon, degreesIn);
  if (asGiven === null && swapped === null) return readMetres(lon, lat, original, crs, city);
  return readDegrees({ lon, lat, asGiven, swapped }, { ...original, crs: degreesIn }, city);
}

/** The system of degrees in a source of metres is the one that its plane stands on. */
function degreesOf(crs: Crs): Crs {
  if (crs === 'web-mercator') return 'wgs84';
  return crs === 'cgcs2000-plane' || isPlaneCrs(crs) ? 'cgcs2000' : crs;
}

function readDegrees(
  {
    lon,
    lat,
    asGiven,
    swapped,
  }: { lon: number; lat: number; asGiven: LonLat | null; swapped: LonLat | null },
  original: Original,
  city: CityContext,
): LocationReading {
  if (asGiven !== null && isInside(asGiven, city, 0)) return assessPoint(asGiven, lon, lat, original, city);
  if (swapped !== null && isInside(swapped, city, 0)) {
    return {
      ...assessPoint(swapped, lat, lon, original, city),
      quality: 'swapped',
      note: upstreamMessage('location-swapped', {}),
    };
  }
  const point = asGiven ?? swapped;
  if (point === null) return noLocation(original, null);
  if (isCoarse(lon, lat) && isInside(point, city, COARSE_MARGIN_DEG)) return coarse(point, original);
  const note = upstreamMessage(asGiven === null ? 'location-swapped-outside' : 'location-outside', {});
  return { lon: point[0], lat: point[1], quality: 'outside', original, note };
}

/** A plane that was found and not stated is told in the note. */
function readMetres(x: number, y: number, original: Original, crs: Crs, city: CityContext): LocationReading {
  const found = readPlane(x, y, crs, city);
  if (typeof found === 'string') {
    return noLocation({ ...original, crs: 'unknown' }, upstreamMessage(found, {}));
  }
  const [lon, lat] = found.point;
  const known = { ...original, crs: found.crs };
  if (!isInside(found.point, city, 0)) {
    const note = upstreamMessage(found.swapped ? 'location-swapped-outside' : 'location-outside', {});
    return { lon, lat, quality: 'outside', original: known, note };
  }
  const reading = assessPoint(found.point, lon, lat, known, city);
  if (reading.quality !== 'ok') return reading;
  if (found.swapped) return { ...reading, quality: 'swapped', note: upstreamMessage('location-swapped', {}) };
  const isStated = crs === 'web-mercator' || isPlaneCrs(crs);
  return isStated ? reading : { ...reading, note: planeNote(found.meridian) };
}

function planeNote(meridian: number | null): SentError {
  return meridian === null
    ? upstreamMessage('location-from-web-mercator', {})
    : upstreamMessage('location-from-gauss-kruger', { meridian });
}

/** A point converted to WGS-84; null where the numbers cannot be degrees. */
function toWgs84OrNull(lon: number, lat: number, crs: Crs): LonLat | null {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? toWgs84(lon, lat, crs) : null;
}

function assessPoint(
  point: LonLat,
  givenLon: number,
  givenLat: number,
  original: Original,
  city: CityContext,
): LocationReading {
  const [lon, lat] = point;
  // Geocoders return the fallback point in the source's system; packs give it in WGS-84 or as published. So both are
  // compared.
  const isFallback = city.fallbackPoints.some(
    ([fallbackLon, fallbackLat]) =>
      isNear(fallbackLon, fallbackLat, lon, lat) || isNear(fallbackLon, fallbackLat, givenLon, givenLat),
  );
  if (isFallback) {
    return { lon, lat, quality: 'fallback', original, note: upstreamMessage('location-fallback', {}) };
  }
  if (isCoarse(givenLon, givenLat)) return coarse(point, original);
  return { lon, lat, quality: 'ok', original, note: null };
}

function coarse([lon, lat]: LonLat, original: Original): LocationReading {
  return { lon, lat, quality: 'coarse', original, note: upstreamMessage('location-coarse', {}) };
}

function isNear(lonA: number, latA: number, lonB: number, latB: number): boolean {
  return Math.abs(lonA - lonB) <= FALLBACK_TOLERANCE_DEG && Math.abs(latA - latB) <= FALLBACK_TOLERANCE_DEG;
}

function isCoarse(lon: number, lat: number): boolean {
  return Number.isInteger(lon * 10) && Number.isInteger(lat * 10);
}

function noLocation(original: LocationReading['original'], note: LocationReading['note']): LocationReading {
  return { lon: null, lat: null, quality: 'none', original, note };
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' || /^(?:null|nan|undefined|none|-)$/i.test(text) ? null : text;
}

const PLAIN = /^-?\d{1,9}(?:\.\d{1,20})?$/;
/** Metres as spreadsheets group them: `385,693.948`, `3,544,721`. One comma alone may be a decimal one. */
const GROUPED = /^-?\d{1,3}(?:,\d{3}(?:\.\d+|,\d{3}(?:\.\d+)?))$/;

function numberOf(text: string | null): number | null {
  if (text === null) return null;
  if (PLAIN.test(text)) return Number(text);
  return GROUPED.test(text) ? Number(text.replaceAll(',', '')) : readAngle(text);
}
