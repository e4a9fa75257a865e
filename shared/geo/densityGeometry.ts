import type { Bbox } from '../contract/common.ts';

/** A raster over a bounding box: equal steps of longitude and latitude, row 0 in the north. `radius` in metres. */
export type DensityRaster = { bbox: Bbox; width: number; height: number; radius: number };

/** Length of one degree of longitude at a latitude, metres (series for the WGS-84 ellipsoid, good to a centimetre). */
export function metresPerLonDegree(latitude: number): number {
  const phi = (clampLatitude(latitude) * Math.PI) / 180;
  return 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi);
}

/** Length of one degree of latitude at a latitude, metres (same series). */
export function metresPerLatDegree(latitude: number): number {
  const phi = (clampLatitude(latitude) * Math.PI) / 180;
  return 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi) - 0.0023 * Math.cos(6 * phi);
}

/** Area in km² of one cell of each row of a raster, from north. Density × area = number of cases. */
export function cellAreas(raster: DensityRaster): Float64Array {
  const [west, south, east, north] = raster.bbox;
  const lonStep = (east - west) / raster.width;
  const latStep = (north - south) / raster.height;
  return Float64Array.from({ length: raster.height }, (_, row) =>
    cellArea(north - (row + 0.5) * latStep, lonStep, latStep),
  );
}

/** Area in km² of a cell centred on a latitude. */
export function cellArea(latitude: number, lonStep: number, latStep: number): number {
  return (lonStep * metresPerLonDegree(latitude) * latStep * metresPerLatDegree(latitude)) / 1e6;
}

/**
 * The smallest fixed-point coordinate (in 1/`unitsPerDegree` degrees) that is not below `degrees` when converted back.
 * Comparing fixed-point columns with it gives the same result as comparing degrees.
 */
export function firstUnitAtLeast(degrees: number, unitsPerDegree: number): number {
  // No coordinate is that large, and steps of one would vanish in the rounding of large numbers.
  if (Math.abs(degrees) > 1000) return degrees * unitsPerDegree;
  let unit = Math.ceil(degrees * unitsPerDegree);
  while (unit / unitsPerDegree < degrees) unit++;
  while ((unit - 1) / unitsPerDegree >= degrees) unit--;
  return unit;
}

/** The largest fixed-point coordinate that is not above `degrees`: see {@link firstUnitAtLeast}. */
export function lastUnitAtMost(degrees: number, unitsPerDegree: number): number {
  return -firstUnitAtLeast(-degrees, unitsPerDegree);
}

/** At the poles a cell would have no width, which would divide by zero. */
function clampLatitude(latitude: number): number {
  return Math.max(-89.9, Math.min(89.9, latitude));
}
