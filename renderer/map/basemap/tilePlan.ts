import type { BasemapView, TileGrid, TileLevel } from '../../../shared/contract/basemaps.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import {
  levelFor,
  MERCATOR_HALF,
  mercatorY,
  type TileAddress,
  type TileCorners,
  tileAbove,
  tilesOver,
} from '../../../shared/geo/tileGrid.ts';
import type { ViewState } from '../view.ts';

/** A tile of one level of a grid; `level` is an index into the levels. */
export type TileRef = TileAddress & { level: number };

/** The finest zoom of the map, to which vector tiles are drawn from the finest that there are. */
const MAX_DRAWN_ZOOM = 20;
/** Beyond the view on each side, as a share of it: a map that is dragged finds its tiles there. */
const MARGIN = 0.2;
/** Levels between a tile and the coarser one that stands in for it. */
const MAX_ABOVE = 6;
/** More tiles than any screen takes: a grid with a wrong description asks for thousands. */
const MAX_TILES = 400;

/** The grid to draw: that of vector tiles goes on below its finest level, since they can be drawn at any size. */
export function drawnGrid({ grid, format }: Pick<BasemapView, 'grid' | 'format'>): TileGrid {
  const last = grid.levels.at(-1);
  if (format === 'raster' || last === undefined || grid.unit === 'degree') return grid;
  const levels = [...grid.levels];
  let { resolution, columns, rows } = last;
  const finest = (2 * MERCATOR_HALF) / (512 * 2 ** MAX_DRAWN_ZOOM);
  for (let step = 1; resolution > finest * 1.5 && step <= 10; step++) {
    resolution /= 2;
    columns = columns === null ? null : columns * 2;
    rows = rows === null ? null : rows * 2;
    levels.push({ ...last, id: `${last.id}+${step}`, resolution, columns, rows });
  }
  return { unit: grid.unit, levels };
}

/** Metres on the ground of a CSS pixel. */
export function metresPerPixel({ latitude, zoom }: ViewState): number {
  return (2 * MERCATOR_HALF * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom);
}

/**
 * How a window draws tiles: how much larger than a CSS pixel, and how many drawn pixels a side of 512. Rounded, so that a window
 * that is resized does not throw its tiles away at each step. `rem`: root size in CSS px; `ratio`: drawn pixels per CSS pixel.
 */
export function pictureSize(rem: number, ratio: number): { scale: number; side: number } {
  const scale = Math.max(1, Math.round((rem / 16) * 4) / 4);
  return { scale, side: 512 * Math.min(2, Math.max(1, Math.ceil(scale * ratio * 2) / 2)) };
}

/** A side of a tile of a level in metres of the web's grid, in CSS px of the view. */
export function tilePixels(
  { size, resolution }: { size: number; resolution: number },
  view: ViewState,
): number {
  return (size * resolution * Math.cos((view.latitude * Math.PI) / 180)) / metresPerPixel(view);
}

/**
 * The tiles for a view, the nearest to its middle first. `scale`: how much larger than a CSS pixel a pixel of the tiles is
 * drawn, so that names on them can be read from afar.
 */
export function wantedTiles(
  basemap: Pick<BasemapView, 'datum' | 'bounds'>,
  grid: TileGrid,
  view: ViewState,
  box: Bbox,
  scale: number,
): TileRef[] {
  const area = intersection(grown(box), basemap.bounds);
  if (area === null) return [];
  const level = levelFor(grid, metresPerPixel(view) * scale, view.latitude);
  const found = grid.levels[level];
  if (found === undefined) return [];
  const tiles = tilesOver(grid, found, area, basemap.datum);
  const middle = tiles.reduce<[number, number]>(
    ([x, y], { column, row }) => [x + column / tiles.length, y + row / tiles.length],
    [0, 0],
  );
  const away = ({ column, row }: TileAddress): number => Math.hypot(column - middle[0], row - middle[1]);
  return tiles
    .sort((a, b) => away(a) - away(b))
    .slice(0, MAX_TILES)
    .map((tile) => ({ ...tile, level }));
}

function grown([west, south, east, north]: Bbox): Bbox {
  const [dx, dy] = [(east - west) * MARGIN, (north - south) * MARGIN];
  return [west - dx, Math.max(-85, south - dy), east + dx, Math.min(85, north + dy)];
}

function intersection(box: Bbox, other: Bbox | null): Bbox | null {
  if (other === null) return box;
  const both: Bbox = [
    Math.max(box[0], other[0]),
    Math.max(box[1], other[1]),
    Math.min(box[2], other[2]),
    Math.min(box[3], other[3]),
  ];
  return both[0] < both[2] && both[1] < both[3] ? both : null;
}

/** The tile of the next coarser level over a tile; null at the coarsest. */
export function parentOf(grid: TileGrid, { level, column, row }: TileRef): TileRef | null {
  const [own, above] = [grid.levels[level], grid.levels[level - 1]];
  if (own === undefined || above === undefined) return null;
  const found = tileAbove(own, { column, row }, above);
  return found === null ? null : { ...found, level: level - 1 };
}

/**
 * What to draw while some of the wanted tiles have not come: in place of each a coarser one, else the finer ones within.
 * Coarse tiles first, so that the finer cover them.
 */
export function standIns(
  grid: TileGrid,
  wanted: readonly TileRef[],
  ready: ReadonlyMap<string, TileRef>,
): TileRef[] {
  const chosen = new Map<string, TileRef>();
  for (const tile of wanted) {
    if (ready.has(refKey(tile))) {
      chosen.set(refKey(tile), tile);
      continue;
    }
    let above: TileRef | null = tile;
    for (let step = 0; step < MAX_ABOVE && above !== null; step++) {
      above = parentOf(grid, above);
      if (above !== null && ready.has(refKey(above))) break;
    }
    if (above !== null && ready.has(refKey(above))) {
      chosen.set(refKey(above), above);
      continue;
    }
    for (const [key, finer] of ready) if (isWithin(grid, finer, tile)) chosen.set(key, finer);
  }
  return [...chosen.values()].sort((a, b) => a.level - b.level);
}

function isWithin(grid: TileGrid, finer: TileRef, tile: TileRef): boolean {
  const [own, level] = [grid.levels[finer.level], grid.levels[tile.level]];
  if (own === undefined || level === undefined || finer.level <= tile.level) return false;
  const found = tileAbove(own, finer, level);
  return found !== null && found.column === tile.column && found.row === tile.row;
}

export function refKey({ level, column, row }: TileRef): string {
  return `${level}/${column}/${row}`;
}

/** The tile that is fetched for a drawn one, and the part of it that is drawn: a square from `x`, `y` in tiles of `of`. */
export type TileSource = { level: TileLevel; column: number; row: number; of: number; x: number; y: number };

export function sourceOf(served: TileGrid, { level, column, row }: TileRef): TileSource | null {
  const found = served.levels[Math.min(level, served.levels.length - 1)];
  if (found === undefined) return null;
  const of = 2 ** Math.max(0, level - (served.levels.length - 1));
  return {
    level: found,
    column: Math.floor(column / of),
    row: Math.floor(row / of),
    of,
    x: column % of,
    y: row % of,
  };
}

/** Corners in the square of Web Mercator, 0 … 1 from the north-west: x, y of each; and how far the middle hangs below. */
export type MercatorQuad = { corners: [number, number][]; bend: number };

/**
 * A tile as it is drawn. Tiles of degrees are taller towards the pole: `bend` is how far the row of pixels in their middle
 * lies below the middle of the quad.
 */
export function mercatorQuad(unit: TileGrid['unit'], corners: TileCorners): MercatorQuad {
  const y = (lat: number): number => 0.5 - mercatorY(lat) / 2;
  const [topLeft, , bottomRight] = corners;
  const middle = y((topLeft[1] + bottomRight[1]) / 2);
  return {
    corners: corners.map(([lon, lat]) => [lon / 360 + 0.5, y(lat)]),
    bend: unit === 'metre' ? 0 : middle - (y(topLeft[1]) + y(bottomRight[1])) / 2,
  };
}
