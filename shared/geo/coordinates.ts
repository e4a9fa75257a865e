/// <reference path="./gcoord.d.ts" />
import gcoord from 'gcoord';
import type { LonLat } from '../contract/common.ts';
import type { Crs } from '../contract/sources.ts';

/**
 * WGS-84 to the reference system of a Chinese map. CGCS2000 is taken as equal (below 1 m for a hall's map, domain.md
 * §8.4); GCJ-02 is the «Mars» shift of Internet maps, BD-09 is Baidu's second shift on top of it. Outside China's
 * bounding box GCJ-02 is the identity, as everybody implements it;
 * numbers that are no degrees come back as they are.
 */
export function fromWgs84(lon: number, lat: number, crs: Crs): LonLat {
  // Also false for NaN, which the library throws at.
  if (!(Math.abs(lon) <= 360 && Math.abs(lat) <= 180)) return [lon, lat];
  switch (crs) {
    case 'wgs84':
    case 'cgcs2000':
      return [lon, lat];
    case 'gcj02':
      return pair(gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02));
    case 'bd09':
      return pair(gcoord.transform([lon, lat], gcoord.WGS84, gcoord.BD09));
  }
}

/** About 0.1 mm on the ground: far below the 1 cm that a round trip may cost. */
const CLOSE = 1e-9;
/** Each step shrinks the error some hundredfold, so five suffice; near the edge of the shifted box none ever would. */
const MOST_STEPS = 12;

/**
 * The inverse of `fromWgs84`, by fixed-point steps over the forward formula. The library's own inverse stops at 0.15 m
 * (GCJ-02) and 0.27 m (BD-09), and its loop has no limit, so that a point on the edge of China's box could hold it.
 */
export function toWgs84(lon: number, lat: number, crs: Crs): LonLat {
  if (crs === 'wgs84' || crs === 'cgcs2000') return [lon, lat];
  let wgsLon = lon;
  let wgsLat = lat;
  for (let step = 0; step < MOST_STEPS; step++) {
    const [x, y] = fromWgs84(wgsLon, wgsLat, crs);
    const errorLon = x - lon;
    const errorLat = y - lat;
    wgsLon -= errorLon;
    wgsLat -= errorLat;
    if (Math.abs(errorLon) < CLOSE && Math.abs(errorLat) < CLOSE) break;
  }
  return [wgsLon, wgsLat];
}

function pair(position: number[]): LonLat {
  return [position[0] ?? Number.NaN, position[1] ?? Number.NaN];
}
