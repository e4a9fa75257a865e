import type { LocationQuality } from '../../../../shared/contract/cases.ts';
import type { LonLat, SentError } from '../../../../shared/contract/common.ts';
import type { Crs } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { toWgs84 } from '../../../../shared/geo/coordinates.ts';
import type { CityContext } from '../adapter.ts';

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

/**
 * Normalises one location; `x` is what the upstream calls longitude, `y` what it calls latitude. Never throws. Degrees
 * with at most one decimal (11 km) are coarse. Values that are not degrees in either order are taken as metres of a
 * local grid, which cannot be converted without its parameters (domain.md §8.4, work-order-apis.md §2.2).
 */
export function readLocation(
  x: unknown,
  y: unknown,
  options: { crs: Crs; city: CityContext },
): LocationReading {
  const xText = textOf(x);
  const yText = textOf(y);
  if (xText === null && yText === null) return noLocation(null, null);
  const original = { x: xText ?? '', y: yText ?? '', crs: options.crs };
  const lon = degrees(xText);
  const lat = degrees(yText);
  if (lon === null || lat === null) {
    return noLocation({ ...original, crs: 'unknown' }, upstreamMessage('location-incomplete', {}));
  }
  if (Math.abs(lon) < 1e-3 && Math.abs(lat) < 1e-3) {
    return { lon: null, lat: null, quality: 'zero', original, note: upstreamMessage('location-zero', {}) };
  }
  const asGiven = toWgs84OrNull(lon, lat, options.crs);
  const swapped = toWgs84OrNull(lat, lon, options.crs);
  if (asGiven === null && swapped === null) {
    return noLocation({ ...original, crs: 'unknown' }, upstreamMessage('location-not-degrees', {}));
  }
  const { city } = options;
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

/** A point converted to WGS-84; null where the numbers cannot be degrees. */
function toWgs84OrNull(lon: number, lat: number, crs: Crs): LonLat | null {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? toWgs84(lon, lat, crs) : null;
}

function assessPoint(
  point: LonLat,
  givenLon: number,
  givenLat: number,
  original: { x: string; y: string; crs: string },
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

function coarse([lon, lat]: LonLat, original: { x: string; y: string; crs: string }): LocationReading {
  return { lon, lat, quality: 'coarse', original, note: upstreamMessage('location-coarse', {}) };
}

function isNear(lonA: number, latA: number, lonB: number, latB: number): boolean {
  return Math.abs(lonA - lonB) <= FALLBACK_TOLERANCE_DEG && Math.abs(latA - latB) <= FALLBACK_TOLERANCE_DEG;
}

function isCoarse(lon: number, lat: number): boolean {
  return Number.isInteger(lon * 10) && Number.isInteger(lat * 10);
}

function isInside([lon, lat]: LonLat, city: CityContext, margin: number): boolean {
  const [west, south, east, north] = city.bbox;
  return lon >= west - margin && lon <= east + margin && lat >= south - margin && lat <= north + margin;
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
const DEGREES =
  /^([NSEW东经北纬西南]{0,2})\s*([+-]?\d+(?:[.,]\d*)?(?:[eE][+-]?\d+)?)\s*(?:[°度]\s*)?([NSEW])?$/i;

/** Parses `118.78`, `118,78`, `118.78°`, `E118.78` and full-width digits; S and W make the value negative. */
function degrees(text: string | null): number | null {
  if (text === null || text.length > 40) return null;
  if (PLAIN.test(text)) return Number(text);
  const found = DEGREES.exec(text.normalize('NFKC'));
  if (found === null) return null;
  const value = Number((found[2] ?? '').replace(',', '.'));
  if (!Number.isFinite(value)) return null;
  return /[SW西南]/i.test((found[1] ?? '') + (found[3] ?? '')) ? -Math.abs(value) : value;
}
