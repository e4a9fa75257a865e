import { isRow, type Row, unwrap } from './fields.ts';

/**
 * The coordinates of a row as received; x is the longitude. Reads Open311 `lat`/`long` and NGSI `location` or
 * `position`.
 */
export function coordinatesOf(row: Row): { x: unknown; y: unknown } {
  const y = first(row, ['lat', 'latitude']);
  const x = first(row, ['long', 'lon', 'lng', 'longitude']);
  if (x !== null || y !== null) return { x, y };
  const location = unwrap(row['location']);
  if (isRow(location) && Array.isArray(location['coordinates'])) {
    const [lon, lat]: unknown[] = location['coordinates'];
    return { x: lon, y: lat };
  }
  const position = unwrap(row['position']);
  if (typeof position === 'string') {
    const [lon, lat] = position.split(',');
    return { x: lon, y: lat };
  }
  return { x: null, y: null };
}

function first(row: Row, names: string[]): unknown {
  for (const name of names) {
    const value = unwrap(row[name]);
    if (value !== null && value !== undefined && value !== '') return value;
  }
  return null;
}
