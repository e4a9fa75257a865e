import { isObject } from './paths.ts';

const WKT = /^(?:SRID=\d{1,9};\s*)?POINT\s*(?:(?:ZM?|M)\s*)?\(([^()]*)\)$/i;
/** `x,y` or `x y`. Numbers with decimal commas are ambiguous and not accepted. */
const PAIR = /^[([]?\s*([+-]?\d+(?:\.\d+)?)(?:\s*[,;，；]\s*|\s+)([+-]?\d+(?:\.\d+)?)\s*[)\]]?$/;

const NAMES: [string, string][] = [
  ['longitude', 'latitude'],
  ['lon', 'lat'],
  ['lng', 'lat'],
  ['long', 'lat'],
  ['x', 'y'],
];

/**
 * Splits a point that is given in one field: WKT `POINT (x y)`, `x,y`, a GeoJSON point or feature geometry, a list of
 * two, or an object with named coordinates (Socrata's `{latitude, longitude}`). Null when it is none of these.
 */
export function readPoint(value: unknown): { x: unknown; y: unknown } | null {
  if (typeof value === 'string') {
    const text = value.trim();
    const [x, y] =
      WKT.exec(text)?.[1]
        ?.trim()
        .split(/[\s,]+/) ??
      PAIR.exec(text)?.slice(1) ??
      [];
    if (x !== undefined && y !== undefined && y !== '') return { x, y };
    return text.startsWith('{') || text.startsWith('[') ? fromJsonText(text) : null;
  }
  if (Array.isArray(value)) {
    return value.length >= 2 && !value.slice(0, 2).some((part) => typeof part === 'object')
      ? { x: value[0], y: value[1] }
      : null;
  }
  if (!isObject(value)) return null;
  if ('coordinates' in value) return readPoint(value['coordinates']);
  if (isObject(value['geometry'])) return readPoint(value['geometry']);
  for (const [x, y] of NAMES) {
    if (value[x] !== undefined && value[y] !== undefined) return { x: value[x], y: value[y] };
  }
  return null;
}

function fromJsonText(text: string): { x: unknown; y: unknown } | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'string' ? null : readPoint(parsed);
  } catch {
    return null;
  }
}
