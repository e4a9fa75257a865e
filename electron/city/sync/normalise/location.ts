import type { LocationQuality } from '../../../../shared/contract/cases.ts';
import type { LonLat } from '../../../../shared/contract/common.ts';
import type { Crs } from '../../../../shared/contract/sources.ts';
import { toWgs84 } from '../../../../shared/geo/coordinates.ts';
import type { CityFrame } from '../adapter.ts';

export type LocationReading = {
  /** WGS-84 degrees; null unless something could be placed. */
  lon: number | null;
  lat: number | null;
  quality: LocationQuality;
  /** As received; `crs` is `unknown` where the numbers are no degrees. */
  original: { x: string; y: string; crs: string } | null;
  /** Chinese, for the operator; null when nothing is odd. */
  note: string | null;
};

/** About 5 m: fallback points in packs are often rounded to four decimals. */
const SAME_POINT = 5e-5;
/** A coarse point is only believed to mean this city when it lies within a degree of it. */
const COARSE_REACH = 1;

/**
 * Reads one location: `x` is the longitude, `y` the latitude as the upstream calls them. Never throws. Degrees of no
 * more than one decimal (11 km) are coarse; values that are no degrees either way round are taken as metres of a city
 * grid, which cannot be converted without its parameters (domain.md §8.4, work-order-apis.md §2.2).
 */
export function readLocation(
  x: unknown,
  y: unknown,
  options: { crs: Crs; frame: CityFrame },
): LocationReading {
  const xText = textOf(x);
  const yText = textOf(y);
  if (xText === null && yText === null) return nowhere(null, null);
  const original = { x: xText ?? '', y: yText ?? '', crs: options.crs };
  const lon = degrees(xText);
  const lat = degrees(yText);
  if (lon === null || lat === null) {
    return nowhere({ ...original, crs: 'unknown' }, '坐标不完整或不是数字，未定位');
  }
  if (Math.abs(lon) < 1e-3 && Math.abs(lat) < 1e-3) {
    return { lon: null, lat: null, quality: 'zero', original, note: '坐标为 0，0，未定位' };
  }
  const asGiven = placed(lon, lat, options.crs);
  const turned = placed(lat, lon, options.crs);
  if (asGiven === null && turned === null) {
    return nowhere(
      { ...original, crs: 'unknown' },
      '坐标不是经纬度，可能是城市坐标系（米），缺少转换参数，未定位',
    );
  }
  const { frame } = options;
  if (asGiven !== null && inside(asGiven, frame, 0)) return judge(asGiven, lon, lat, original, frame);
  if (turned !== null && inside(turned, frame, 0)) {
    return { ...judge(turned, lat, lon, original, frame), quality: 'swapped', note: '经纬度对调，已纠正' };
  }
  const point = asGiven ?? turned;
  if (point === null) return nowhere(original, null);
  if (isCoarse(lon, lat) && inside(point, frame, COARSE_REACH)) return coarse(point, original);
  const note = asGiven === null ? '经纬度对调，且不在本市范围内' : '坐标不在本市范围内';
  return { lon: point[0], lat: point[1], quality: 'outside', original, note };
}

/** A point as WGS-84, null where the numbers cannot be degrees. */
function placed(lon: number, lat: number, crs: Crs): LonLat | null {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? toWgs84(lon, lat, crs) : null;
}

function judge(
  point: LonLat,
  givenLon: number,
  givenLat: number,
  original: { x: string; y: string; crs: string },
  frame: CityFrame,
): LocationReading {
  const [lon, lat] = point;
  // Geocoders answer their fallback in the source's own system, packs state it in WGS-84 or as published: try both.
  const isFallback = frame.fallbackPoints.some(
    ([fallbackLon, fallbackLat]) =>
      near(fallbackLon, fallbackLat, lon, lat) || near(fallbackLon, fallbackLat, givenLon, givenLat),
  );
  if (isFallback) {
    return { lon, lat, quality: 'fallback', original, note: '坐标是地址解析失败时的默认点，位置不可信' };
  }
  if (isCoarse(givenLon, givenLat)) return coarse(point, original);
  return { lon, lat, quality: 'ok', original, note: null };
}

function coarse([lon, lat]: LonLat, original: { x: string; y: string; crs: string }): LocationReading {
  return { lon, lat, quality: 'coarse', original, note: '坐标过于粗略（只到度或 0.1 度）' };
}

function near(lonA: number, latA: number, lonB: number, latB: number): boolean {
  return Math.abs(lonA - lonB) <= SAME_POINT && Math.abs(latA - latB) <= SAME_POINT;
}

function isCoarse(lon: number, lat: number): boolean {
  return Number.isInteger(lon * 10) && Number.isInteger(lat * 10);
}

function inside([lon, lat]: LonLat, frame: CityFrame, margin: number): boolean {
  const [west, south, east, north] = frame.bbox;
  return lon >= west - margin && lon <= east + margin && lat >= south - margin && lat <= north + margin;
}

function nowhere(original: LocationReading['original'], note: string | null): LocationReading {
  return { lon: null, lat: null, quality: 'none', original, note };
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' || /^(?:null|nan|undefined|none|-)$/i.test(text) ? null : text;
}

const PLAIN = /^-?\d{1,9}(?:\.\d{1,20})?$/;
const DEGREES = /^([NSEW东经北纬西南]{0,2})\s*([+-]?\d+(?:[.,]\d*)?(?:[eE][+-]?\d+)?)\s*[°度]?\s*([NSEW])?$/i;

/** `118.78`, `118,78`, `118.78°`, `E118.78`, full-width digits; a southern or western letter makes it negative. */
function degrees(text: string | null): number | null {
  if (text === null || text.length > 40) return null;
  if (PLAIN.test(text)) return Number(text);
  const found = DEGREES.exec(text.normalize('NFKC'));
  if (found === null) return null;
  const value = Number((found[2] ?? '').replace(',', '.'));
  if (!Number.isFinite(value)) return null;
  return /[SW西南]/i.test((found[1] ?? '') + (found[3] ?? '')) ? -Math.abs(value) : value;
}
