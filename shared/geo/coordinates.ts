/// <reference path="./gcoord.d.ts" />
import gcoord from 'gcoord';
import type { LonLat } from '../contract/common.ts';
import type { Crs } from '../contract/sources.ts';

/**
 * Converts WGS-84 degrees to a coordinate system used in China. CGCS2000 is treated as equal (they differ by less than
 * 1 m, domain.md §8.4). GCJ-02 (火星坐标) is the obfuscation of Chinese web maps, BD-09 is Baidu's, applied on top of it.
 * Outside China's bounding box GCJ-02 is the identity, as in all implementations. Numbers that are not degrees are
 * returned unchanged. This is about degrees only: those in a source of plane metres are degrees of CGCS2000 or WGS-84.
 */
export function fromWgs84(lon: number, lat: number, crs: Crs): LonLat {
  // Also false for NaN, for which the library throws.
  if (!(Math.abs(lon) <= 360 && Math.abs(lat) <= 180)) return [lon, lat];
  switch (crs) {
    case 'gcj02':
      return toLonLat(gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02));
    case 'bd09':
      return toLonLat(gcoord.transform([lon, lat], gcoord.WGS84, gcoord.BD09));
    default:
      return [lon, lat];
  }
}

/** About 0.1 mm on the ground, far less than the 1 cm that a round trip may deviate. */
const TOLERANCE_DEG = 1e-9;
/**
 * Each iteration reduces the error about a hundredfold, so five suffice. At the edge of China's box it may never
 * converge.
 */
const MAX_STEPS = 12;

/**
 * The inverse of `fromWgs84`, by fixed-point iteration of the forward formula. The library's own inverse stops at an
 * error of 0.15 m (GCJ-02) or 0.27 m (BD-09), and its loop is unbounded: a point on the edge of China's box might never
 * return.
 */
export function toWgs84(lon: number, lat: number, crs: Crs): LonLat {
  if (crs !== 'gcj02' && crs !== 'bd09') return [lon, lat];
  let wgsLon = lon;
  let wgsLat = lat;
  for (let step = 0; step < MAX_STEPS; step++) {
    const [x, y] = fromWgs84(wgsLon, wgsLat, crs);
    const errorLon = x - lon;
    const errorLat = y - lat;
    wgsLon -= errorLon;
    wgsLat -= errorLat;
    if (Math.abs(errorLon) < TOLERANCE_DEG && Math.abs(errorLat) < TOLERANCE_DEG) break;
  }
  return [wgsLon, wgsLat];
}

function toLonLat(position: number[]): LonLat {
  return [position[0] ?? Number.NaN, position[1] ?? Number.NaN];
}
