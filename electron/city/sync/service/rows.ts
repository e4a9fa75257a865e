import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { isObject } from '../normalise/paths.ts';

type PathValue = string | string[];

const PREFIX = /^(?:attributes|properties)\./;
/** Coordinates of a point as an answer of ArcGIS has them. Its own coordinate system stands beside them. */
const GEOMETRY_X = /^geometry\.(?:x|coordinates\.0)$/;

/**
 * The mapping of a service with every place at which its answers may hold a field: `CASENO` is found as `attributes.CASENO`
 * (ArcGIS), as `properties.CASENO` (GeoJSON) and as it is (CKAN); before that, the name of a coded value and the time that
 * `describeRow` has put beside them. The place is that of the geometry, which names its coordinate system, unless the mapping
 * names other fields.
 */
export function serviceMapping(mapping: FieldMapping): FieldMapping {
  const { lon, lat, point, ...others } = mapping.fields;
  const isEpoch = mapping.timeFormat.startsWith('epoch');
  const fields = Object.fromEntries(
    Object.entries(others).map(([name, path]) => [
      name,
      path === undefined ? path : everywhere(path, isEpoch),
    ]),
  );
  const isGeometry = [lon ?? []].flat().some((path) => GEOMETRY_X.test(path));
  const place =
    (lon === undefined && lat === undefined) || isGeometry
      ? { point: [...(point === undefined ? [] : everywhere(point, true)), 'geometry'] }
      : {
          ...(lon === undefined ? {} : { lon: everywhere(lon, true) }),
          ...(lat === undefined ? {} : { lat: everywhere(lat, true) }),
        };
  const contact = Object.fromEntries(
    Object.entries(mapping.contact).map(([kind, path]) => [kind, path === undefined ? path : places(path)]),
  );
  return { ...mapping, fields: { ...(fields as typeof others), ...place }, contact };
}

function everywhere(path: PathValue, isPlain: boolean): string[] {
  const found = [path].flat().flatMap((one) => {
    if (one === '') return [];
    const name = one.replace(PREFIX, '');
    return [...(isPlain ? [] : [`times.${name}`]), `names.${name}`, ...places(name), one];
  });
  return [...new Set(found)];
}

/** A field before a member of the feature itself: many layers have a column `type` or `id`. */
function places(path: PathValue): string[] {
  const names = [path].flat().map((one) => one.replace(PREFIX, ''));
  return [...new Set(names.flatMap((name) => [`attributes.${name}`, `properties.${name}`, name]))];
}

/** Names of coded values (编码值域) by field and code, and the fields whose numbers are UTC milliseconds. */
export type Coding = { names: Map<string, Map<string, string>>; times: Set<string> };

/**
 * A row with the names of its coded values and its times in ISO 8601 beside what was received, which stays as it was; and with
 * the coordinate system that the answer named once for all of its rows.
 */
export function describeRow(row: unknown, coding: Coding, spatialReference: unknown): unknown {
  if (!isObject(row)) return row;
  const { geometry } = row;
  const inner = isObject(row['attributes']) ? row['attributes'] : row['properties'];
  const attributes = isObject(inner) ? inner : {};
  const names: Record<string, string> = {};
  const times: Record<string, string> = {};
  for (const [field, value] of Object.entries(attributes)) {
    const name = coding.names.get(field)?.get(String(value));
    if (name !== undefined) names[field] = name;
    if (coding.times.has(field) && typeof value === 'number' && Math.abs(value) <= 8.64e15)
      times[field] = new Date(value).toISOString();
  }
  const isPlaced = isObject(geometry) && isObject(spatialReference) && !('spatialReference' in geometry);
  return {
    ...row,
    ...(isPlaced ? { geometry: { ...geometry, spatialReference } } : {}),
    ...(Object.keys(names).length === 0 ? {} : { names }),
    ...(Object.keys(times).length === 0 ? {} : { times }),
  };
}
