import type { Crs } from '../../../../shared/contract/sources.ts';
import { splitAngles } from '../../../../shared/geo/angle.ts';
import { crsOfName } from './crsName.ts';
import { isObject } from './paths.ts';
import { readWkb } from './wkb.ts';

/** The two numbers of a point as received. */
export type PointReading = {
  x: unknown;
  y: unknown;
  /** The system that the point itself names; null for an unsupported one, undefined where it names none. */
  crs?: Crs | null;
};

const SRID = /^SRID=(\d{1,9});\s*/i;
const WKT = /^(MULTI)?POINT\s*(?:(?:ZM?|M)\s*)?\((?:\s*\()?([^()]*)\)(?:\s*\))?$/i;
/** `x,y` or `x y`. Numbers with decimal commas are ambiguous and not accepted. */
const PAIR = /^[([]?\s*([+-]?\d+(?:\.\d+)?)(?:\s*[,;，；]\s*|\s+)([+-]?\d+(?:\.\d+)?)\s*[)\]]?$/;
const MAX_CHARS = 200;
const MAX_JSON_CHARS = 10_000;

const NAMES: [string, string][] = [
  ['longitude', 'latitude'],
  ['lon', 'lat'],
  ['lng', 'lat'],
  ['long', 'lat'],
  ['x', 'y'],
];

/**
 * Splits a point that is given in one field: WKT `POINT (x y)`, hexadecimal WKB, `x,y`, angles (`118°47′E 32°1′N`), a GeoJSON
 * point or feature geometry, a list of two, or an object with named coordinates (Socrata's `{latitude, longitude}`). Several
 * points in one (MULTIPOINT) are none, since a case has one place. Null when it is none of these. Never throws.
 */
export function readPoint(value: unknown): PointReading | null {
  if (typeof value === 'string') {
    const text = value.trim();
    if (/^[{[]/.test(text) && text.length <= MAX_JSON_CHARS) return fromJsonText(text) ?? fromText(text);
    return fromText(text);
  }
  if (Array.isArray(value)) {
    return value.length >= 2 && !value.slice(0, 2).some((part) => typeof part === 'object')
      ? { x: value[0], y: value[1] }
      : null;
  }
  return isObject(value) ? fromObject(value) : null;
}

function fromText(text: string): PointReading | null {
  if (text.length > MAX_CHARS) return null;
  const [prefix = '', srid] = SRID.exec(text) ?? [];
  const [found, isMulti, inner = ''] = WKT.exec(text.slice(prefix.length)) ?? [];
  if (found !== undefined) {
    if (isMulti !== undefined && inner.includes(',')) return null;
    // Some write a comma between x and y.
    const [x, y] = inner.trim().split(/[\s,]+/);
    return x === undefined || y === undefined || y === '' ? null : withCrs({ x, y }, srid);
  }
  const wkb = readWkb(text);
  if (wkb !== null) return withCrs({ x: wkb.x, y: wkb.y }, wkb.srid);
  const [, x, y] = PAIR.exec(text) ?? [];
  return x !== undefined && y !== undefined ? { x, y } : splitAngles(text);
}

function fromObject(value: Record<string, unknown>): PointReading | null {
  const shape = isObject(value['geometry']) ? value['geometry'] : value;
  const point = pointOf(shape);
  return point === null ? null : withCrs(point, namedIn(shape) ?? namedIn(value));
}

function pointOf(shape: Record<string, unknown>): PointReading | null {
  const { coordinates, type } = shape;
  if (Array.isArray(coordinates)) {
    return readPoint(type === 'MultiPoint' && coordinates.length === 1 ? coordinates[0] : coordinates);
  }
  if (typeof coordinates === 'string') return fromText(coordinates.trim());
  const named = isObject(coordinates) ? coordinates : shape;
  for (const [x, y] of NAMES) {
    if (named[x] !== undefined && named[y] !== undefined) return { x: named[x], y: named[y] };
  }
  return null;
}

/** What a geometry names as its system: `crs` in GeoJSON of 2008, `spatialReference` in ArcGIS. */
function namedIn({ crs, spatialReference }: Record<string, unknown>): unknown {
  if (isObject(crs) && isObject(crs['properties'])) return crs['properties']['name'];
  return isObject(spatialReference) ? (spatialReference['latestWkid'] ?? spatialReference['wkid']) : null;
}

/** SRID 0 is that of PostGIS for «not stated». */
function withCrs(point: PointReading, name: unknown): PointReading {
  if ((typeof name !== 'string' && typeof name !== 'number') || /^0*$/.test(String(name))) return point;
  return { ...point, crs: crsOfName(String(name)) };
}

function fromJsonText(text: string): PointReading | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'string' ? null : readPoint(parsed);
  } catch {
    return null;
  }
}
