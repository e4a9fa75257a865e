import { isObject } from '../sync/normalise/paths.ts';
import { type FeatureReading, featureOf, type RawFeature } from './feature.ts';

/** The geometry of a GeoJSON feature (RFC 7946, 3.1). Several kinds in one (GeometryCollection) are not drawn. */
export function fromGeoJson(geometry: unknown, text: RawFeature['text']): FeatureReading {
  if (geometry === null || geometry === undefined) return { refused: 'empty' };
  if (!isObject(geometry)) return { refused: 'broken' };
  const { type, coordinates } = geometry;
  switch (type) {
    case 'Point':
      return featureOf('point', listOf(coordinates).length === 0 ? [] : [pair(coordinates)], text);
    case 'MultiPoint':
      return featureOf('point', listOf(coordinates).map(pair), text);
    case 'LineString':
      return featureOf('line', listOf(coordinates).length === 0 ? [] : [pairs(coordinates)], text);
    case 'MultiLineString':
      return featureOf('line', listOf(coordinates).map(pairs), text);
    case 'Polygon':
      return featureOf('area', listOf(coordinates).map(pairs), text);
    case 'MultiPolygon':
      return featureOf(
        'area',
        listOf(coordinates).flatMap((polygon) => listOf(polygon).map(pairs)),
        text,
      );
    default:
      return { refused: typeof type === 'string' ? 'kind' : 'broken' };
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function pair(position: unknown): number[] {
  const [x, y] = listOf(position);
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : [Number.NaN, Number.NaN];
}

function pairs(line: unknown): number[] {
  return listOf(line).flatMap(pair);
}

const WKT = /^(?:SRID=\d{1,9};\s?)?(MULTI)?(POINT|LINESTRING|POLYGON)\s?(?:ZM|Z|M)?\s?\(/i;

export function isWkt(text: string): boolean {
  return WKT.test(text.trim());
}

/** The geometry of a WKT text (OGC 06-103r4, 7.2), of two to four coordinates. */
export function fromWkt(wkt: string, text: RawFeature['text']): FeatureReading {
  const trimmed = wkt.trim();
  if (trimmed === '' || trimmed.toUpperCase().endsWith('EMPTY')) return { refused: 'empty' };
  const [found, , type = ''] = WKT.exec(trimmed) ?? [];
  if (found === undefined) return { refused: /^[a-z]{1,30}\s?\(/i.test(trimmed) ? 'kind' : 'broken' };
  const kind = ({ POINT: 'point', LINESTRING: 'line', POLYGON: 'area' } as const)[type.toUpperCase()];
  // The innermost brackets hold the coordinates: of a part, or of one point.
  const inner = trimmed.match(/\([^()]*\)/g) ?? [];
  const parts = inner.map((each) => numbersOf(each.slice(1, -1)));
  if (kind === undefined) return { refused: 'kind' };
  if (kind !== 'point') return featureOf(kind, parts, text);
  return featureOf('point', parts.flatMap(chunked), text);
}

function numbersOf(positions: string): number[] {
  return positions.split(',').flatMap((position) => {
    const [x, y] = position.trim().split(/\s+/);
    return [x === undefined || x === '' ? Number.NaN : Number(x), y === undefined ? Number.NaN : Number(y)];
  });
}

function chunked(flat: number[]): number[][] {
  return Array.from({ length: flat.length / 2 }, (_, i) => flat.slice(2 * i, 2 * i + 2));
}
