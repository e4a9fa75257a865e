import type { BasemapDatum, TileGrid, TileLevel } from '../contract/basemaps.ts';
import type { Bbox, LonLat } from '../contract/common.ts';
import { fromWgs84, toWgs84 } from './coordinates.ts';

/** Half the side of the Web Mercator square: π times the equatorial radius of 6 378 137 m. */
export const MERCATOR_HALF = Math.PI * 6_378_137;
/** Metres of a degree on the equator, by which scale denominators of degrees are defined (OGC 07-057r7, 6.1). */
export const METRES_PER_DEGREE = (2 * MERCATOR_HALF) / 360;
/** The side of a pixel on which scale denominators are based, metres (OGC 07-057r7, 6.1). */
export const PIXEL_METRES = 0.000_28;

export type TileAddress = { column: number; row: number };

/** The levels of the common web grid: level 0 is one tile of the whole world, rows from the north. */
export function webMercatorGrid(minZoom: number, maxZoom: number, size: number): TileGrid {
  const levels: TileLevel[] = [];
  for (let zoom = minZoom; zoom <= maxZoom; zoom++)
    levels.push({
      id: String(zoom),
      left: -MERCATOR_HALF,
      top: MERCATOR_HALF,
      resolution: (2 * MERCATOR_HALF) / (size * 2 ** zoom),
      size,
      columns: 2 ** zoom,
      rows: 2 ** zoom,
    });
  return { unit: 'metre', levels };
}

/** The levels of the grid in degrees of 天地图 (矩阵集 c) and of OGC's CRS84Quad: level 1 is two tiles side by side. */
export function degreeGrid(minLevel: number, maxLevel: number, size: number): TileGrid {
  const levels: TileLevel[] = [];
  for (let level = minLevel; level <= maxLevel; level++)
    levels.push({
      id: String(level),
      left: -180,
      top: 90,
      resolution: 360 / (size * 2 ** level),
      size,
      columns: 2 ** level,
      rows: Math.max(1, 2 ** (level - 1)),
    });
  return { unit: 'degree', levels };
}

/** Metres of Web Mercator, or degrees as they are. */
export function toGridUnits(unit: TileGrid['unit'], [lon, lat]: LonLat): [x: number, y: number] {
  if (unit === 'degree') return [lon, lat];
  return [(lon / 180) * MERCATOR_HALF, mercatorY(lat) * MERCATOR_HALF];
}

export function fromGridUnits(unit: TileGrid['unit'], x: number, y: number): LonLat {
  if (unit === 'degree') return [x, y];
  const lat = (Math.atan(Math.sinh((y / MERCATOR_HALF) * Math.PI)) * 180) / Math.PI;
  return [(x / MERCATOR_HALF) * 180, lat];
}

/** −1 … 1 from the southern to the northern edge of the Web Mercator square. */
export function mercatorY(lat: number): number {
  const within = Math.min(85.06, Math.max(-85.06, lat));
  return Math.asinh(Math.tan((within * Math.PI) / 180)) / Math.PI;
}

/** The sides of a tile in units of its grid. */
export function tileSides(
  { left, top, resolution, size }: TileLevel,
  { column, row }: TileAddress,
): { left: number; top: number; right: number; bottom: number } {
  const span = resolution * size;
  return {
    left: left + column * span,
    top: top - row * span,
    right: left + (column + 1) * span,
    bottom: top - (row + 1) * span,
  };
}

/** Corners of a tile where they belong on the map, WGS-84 degrees: top left, top right, bottom right, bottom left. */
export type TileCorners = [LonLat, LonLat, LonLat, LonLat];

/**
 * Where the corners of a tile lie. Tiles in GCJ-02 are moved back by the offset at each corner, so that neighbours still
 * meet; inside a tile the offset is drawn as if it changed evenly from corner to corner.
 */
export function tileCorners(
  grid: TileGrid,
  level: TileLevel,
  address: TileAddress,
  datum: BasemapDatum,
): TileCorners {
  const { left, top, right, bottom } = tileSides(level, address);
  const corner = (x: number, y: number): LonLat => toWgs84(...fromGridUnits(grid.unit, x, y), datum);
  return [corner(left, top), corner(right, top), corner(right, bottom), corner(left, bottom)];
}

/**
 * The tiles of a level that a box of the ground (WGS-84) touches, row by row from the north; none beyond the level's
 * own columns and rows.
 */
export function tilesOver(
  grid: TileGrid,
  level: TileLevel,
  [west, south, east, north]: Bbox,
  datum: BasemapDatum,
): TileAddress[] {
  const [x0, y0] = toGridUnits(grid.unit, fromWgs84(west, north, datum));
  const [x1, y1] = toGridUnits(grid.unit, fromWgs84(east, south, datum));
  const span = level.resolution * level.size;
  const first = { column: Math.floor((x0 - level.left) / span), row: Math.floor((level.top - y0) / span) };
  // A box that ends on the side of a tile does not touch the next one.
  const last = {
    column: Math.ceil((x1 - level.left) / span) - 1,
    row: Math.ceil((level.top - y1) / span) - 1,
  };
  const found: TileAddress[] = [];
  for (let row = Math.max(0, first.row); row <= Math.min(last.row, (level.rows ?? 2 ** 31) - 1); row++)
    for (
      let column = Math.max(0, first.column);
      column <= Math.min(last.column, (level.columns ?? 2 ** 31) - 1);
      column++
    )
      found.push({ column, row });
  return found;
}

/** The tile of a level over the middle of a tile of another level; null beyond its columns and rows. */
export function tileAbove(below: TileLevel, address: TileAddress, level: TileLevel): TileAddress | null {
  const { left, top, right, bottom } = tileSides(below, address);
  const span = level.resolution * level.size;
  const column = Math.floor(((left + right) / 2 - level.left) / span);
  const row = Math.floor((level.top - (top + bottom) / 2) / span);
  if (column < 0 || row < 0) return null;
  if (column >= (level.columns ?? 2 ** 31) || row >= (level.rows ?? 2 ** 31)) return null;
  return { column, row };
}

/**
 * The level whose pixels come nearest to the wanted size, `metresPerPixel` on the ground at latitude `lat`.
 * @returns index into the levels
 */
export function levelFor(grid: TileGrid, metresPerPixel: number, lat: number): number {
  // Web Mercator stretches the ground by the same in both directions; degrees are compared from south to north.
  const wanted =
    grid.unit === 'degree'
      ? metresPerPixel / METRES_PER_DEGREE
      : metresPerPixel / Math.cos((lat * Math.PI) / 180);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, { resolution }] of grid.levels.entries()) {
    const off = Math.abs(Math.log2(resolution / wanted));
    // Of two that are equally near, the finer one.
    if (off <= least) {
      least = off;
      best = index;
    }
  }
  return best;
}

/** A row counted from the south (TMS, and the tables of MBTiles) for one counted from the north; and the other way. */
export function flippedRow(row: number, rows: number): number {
  return rows - 1 - row;
}
