import { type Crs, PlaneCrs } from '../../../../shared/contract/sources.ts';
import { planeCrsAt } from '../../../../shared/geo/gaussKrugerCodes.ts';

const NAME_CHARS = 300;

/**
 * The coordinate system that data name: the `crs` member of GeoJSON (`urn:ogc:def:crs:EPSG::4549`, `EPSG:4549`, CRS84, an OGC
 * address), an SRID, a WKID of ArcGIS, or the first name in a `.prj` file. Null for one that cannot be converted. Codes are
 * those of the EPSG registry.
 */
export function crsOfName(name: string): Crs | null {
  const text = name.slice(0, NAME_CHARS).trim();
  const [, before, code] = /^(|.*[:/#])(\d{4,6})$/.exec(text) ?? [];
  if (code !== undefined && (before === '' || /\b(?:epsg|esri)\b/i.test(before ?? '')))
    return crsOfCode(Number(code));
  if (/\bCRS:?84$/i.test(text)) return 'wgs84';
  return crsOfWords((/"([^"]*)"/.exec(text)?.[1] ?? text).replace(/[\s_/-]+/g, '_'));
}

function crsOfCode(code: number): Crs | null {
  if (code === 4326) return 'wgs84';
  if (code === 4490) return 'cgcs2000';
  // 900913, 102100 and 102113 are older numbers of 3857.
  if ([3857, 900913, 102100, 102113].includes(code)) return 'web-mercator';
  if (code === 4610 || isIn(code, 2327, 2390)) return 'xian80';
  if (code === 4214 || isIn(code, 2401, 2442) || isIn(code, 21413, 21483)) return 'beijing54';
  return PlaneCrs.safeParse(`epsg:${code}`).data ?? null;
}

/** Names of ArcGIS and EPSG, blanks as `_`: `CGCS2000_3_Degree_GK_CM_120E`, `CGCS2000_GK_Zone_20`. */
function crsOfWords(name: string): Crs | null {
  if (/beijing_?(19)?54/i.test(name)) return 'beijing54';
  if (/xian_?(19)?80/i.test(name)) return 'xian80';
  if (/web_mercator|pseudo_mercator/i.test(name)) return 'web-mercator';
  if (/^(GCS_)?WGS_?(19)?84$/i.test(name)) return 'wgs84';
  if (/^(GCS_)?(CGCS_?2000|China_Geodetic_Coordinate_System_2000)$/i.test(name)) return 'cgcs2000';
  if (!/^CGCS_?2000_/i.test(name)) return null;
  const meridian = /_CM_(\d{2,3})E$/i.exec(name)?.[1];
  const zone = /_zone_(\d{2})$/i.exec(name)?.[1];
  if (meridian !== undefined) return planeAt(Number(meridian));
  if (zone === undefined) return null;
  return planeAt(/3_degree/i.test(name) ? 3 * Number(zone) : 6 * Number(zone) - 3);
}

function planeAt(meridian: number): Crs | null {
  return meridian % 3 === 0 && isIn(meridian, 75, 135) ? planeCrsAt(meridian) : null;
}

/**
 * The system in which to read a point that names one itself (`named`; undefined: it does not, null: an unsupported one).
 * Degrees leave the chosen system as it is, because shifted degrees (GCJ-02, BD-09) are commonly stored as EPSG:4326.
 */
export function crsToRead(chosen: Crs, named: Crs | null | undefined): Crs | null {
  return named === undefined || named === 'wgs84' || named === 'cgcs2000' ? chosen : named;
}

function isIn(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
