import proj4, { type Converter } from 'proj4';
import type { LonLat } from '../../../../shared/contract/common.ts';

const toDegrees = new Map<string, Converter['inverse']>();

/** Building a projection takes a thousand times as long as using it. */
function inverse(definition: string): Converter['inverse'] {
  const known = toDegrees.get(definition);
  if (known !== undefined) return known;
  const { inverse: built } = proj4(definition);
  toDegrees.set(definition, built);
  return built;
}

/**
 * WGS-84 degrees of a point of CGCS2000 / Gauss–Krüger (高斯－克吕格投影, GB/T 22021). `easting` in metres without a zone
 * number, with the usual 500 km added; `meridian`: the central one, degrees east. GRS 80 stands for the ellipsoid of CGCS2000,
 * from which it differs by less than a millimetre, and CGCS2000 for WGS-84, as everywhere (`shared/geo/coordinates.ts`).
 * Throws for numbers that are not finite.
 */
export function fromGaussKruger(easting: number, northing: number, meridian: number): LonLat {
  return inverse(
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`,
  )([easting, northing]) as LonLat;
}

/** WGS-84 degrees of a point of Web Mercator (Web 墨卡托, EPSG:3857), metres. Throws for numbers that are not finite. */
export function fromWebMercator(x: number, y: number): LonLat {
  return inverse('EPSG:3857')([x, y]) as LonLat;
}
