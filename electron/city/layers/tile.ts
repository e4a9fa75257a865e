import { TILE_EXTENT, TILE_MARGIN, type TileLayer, type TileShape } from '../../../shared/geo/layerTile.ts';
import { WORLD_BITS } from '../../../shared/geo/worldGrid.ts';
import { clipLine, clipRing } from './clip.ts';
import { type LayerArrays, SHAPE } from './layerStore.ts';

export type TileAt = { z: number; x: number; y: number };

/** Units of a tile: 8 are a CSS pixel of a tile of 512. */
const PIXEL = TILE_EXTENT / 512;
/** One point in each square of so many units: marks are larger than 4 px. */
const POINT_CELL = 4 * PIXEL;
/** A shape smaller than 2 px is a speck, one in each square of that size. */
const SPECK = 2 * PIXEL;
/** Vertices nearer than half a pixel are one. */
const STEP = PIXEL / 2;
/** Bounds of what a tile holds of one layer; the largest shapes come first. */
const MAX_VERTICES = 100_000;
const MAX_NAMES = 60;
/** A name that more points share is that of a kind (雨水井) and told by the legend. */
const MAX_NAMESAKES = 20;
/** Points are named from this zoom (streets), areas once they are as wide or high as a short name. */
const POINT_NAMES_FROM = 14;
const NAMED_AREA = 32 * PIXEL;

const WIDTH = TILE_EXTENT + 2 * TILE_MARGIN;
const BOX = { least: -TILE_MARGIN, most: TILE_EXTENT + TILE_MARGIN };

/**
 * What a tile shows of a layer. Points and specks that would cover each other are thinned out (抽稀): the first one of each
 * square is kept, the same in every tile, and the counts tell how many there are.
 */
export function tileOf(id: string, layer: LayerArrays, at: TileAt): TileLayer {
  const tile: TileLayer = {
    ...{ id, of: 0, shown: 0, names: [], shapes: [] },
    ...{ points: new Int16Array(), specks: new Int16Array(), named: new Int16Array() },
  };
  addPoints(tile, layer, at);
  addShapes(tile, layer, at);
  return tile;
}

/** Whether a name is shared by so many points that it is that of a kind. */
export function isNameOfKind({ nameCount }: LayerArrays, name: number): boolean {
  return (nameCount[name] ?? 0) > MAX_NAMESAKES;
}

type Frame = { left: number; top: number; scale: number };

function frameOf({ z, x, y }: TileAt): Frame {
  const side = 2 ** (WORLD_BITS - z);
  return { left: x * side, top: y * side, scale: TILE_EXTENT / side };
}

/** Squares of a tile with its margin, of which each is taken once. */
function squares(size: number): (x: number, y: number) => boolean {
  const columns = Math.ceil(WIDTH / size);
  const taken = new Uint8Array(columns * columns);
  return (x, y) => {
    const at = Math.floor((y + TILE_MARGIN) / size) * columns + Math.floor((x + TILE_MARGIN) / size);
    if (taken[at] !== 0) return false;
    taken[at] = 1;
    return true;
  };
}

function isOwn(x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x < TILE_EXTENT && y < TILE_EXTENT;
}

function addPoints(tile: TileLayer, layer: LayerArrays, at: TileAt): void {
  const { pointX, pointY, pointName, cellStart, names } = layer;
  const { shift, columns, rows, column0, row0 } = layer.cells;
  const { left, top, scale } = frameOf(at);
  const margin = TILE_MARGIN / scale;
  const side = TILE_EXTENT / scale;
  const cellAt = (value: number, first: number, count: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor(value / 2 ** shift) - first));
  if (pointX.length === 0) return;
  const [from, to] = [
    cellAt(left - margin, column0, columns),
    cellAt(left + side + margin, column0, columns),
  ];
  const [first, last] = [cellAt(top - margin, row0, rows), cellAt(top + side + margin, row0, rows)];
  const take = squares(POINT_CELL);
  const points: number[] = [];
  const named: number[] = [];
  const texts = new Map<number, number>();
  for (let row = first; row <= last; row++) {
    const end = cellStart[row * columns + to + 1] ?? 0;
    for (let i = cellStart[row * columns + from] ?? 0; i < end; i++) {
      const x = Math.floor(((pointX[i] ?? 0) - left) * scale);
      const y = Math.floor(((pointY[i] ?? 0) - top) * scale);
      if (x < BOX.least || y < BOX.least || x >= BOX.most || y >= BOX.most) continue;
      const own = isOwn(x, y);
      if (own) tile.of += 1;
      if (!take(x, y)) continue;
      points.push(x, y);
      if (!own) continue;
      tile.shown += 1;
      const name = pointName[i] ?? 0;
      if (name === 0 || isNameOfKind(layer, name) || at.z < POINT_NAMES_FROM || named.length >= 3 * MAX_NAMES)
        continue;
      const index = texts.get(name) ?? texts.size;
      texts.set(name, index);
      named.push(x, y, index);
    }
  }
  tile.points = Int16Array.from(points);
  tile.named = Int16Array.from(named);
  tile.names = [...texts.keys()].map((name) => names[name] ?? '');
}

function addShapes(tile: TileLayer, layer: LayerArrays, at: TileAt): void {
  const { shapeKind, shapeBox, shapeLabel, shapeName, names } = layer;
  const { left, top, scale } = frameOf(at);
  const take = squares(SPECK);
  const specks: number[] = [];
  const local = (value: number, origin: number): number => (value - origin) * scale;
  let room = MAX_VERTICES;
  let texts = 0;
  for (let i = 0; i < shapeKind.length; i++) {
    const west = local(shapeBox[4 * i] ?? 0, left);
    const north = local(shapeBox[4 * i + 1] ?? 0, top);
    const east = local(shapeBox[4 * i + 2] ?? 0, left);
    const south = local(shapeBox[4 * i + 3] ?? 0, top);
    if (west >= BOX.most || north >= BOX.most || east < BOX.least || south < BOX.least) continue;
    const [x, y] = [Math.floor((west + east) / 2), Math.floor((north + south) / 2)];
    const own = isOwn(x, y);
    if (own) tile.of += 1;
    if (east - west < SPECK && south - north < SPECK) {
      const isSeen = x >= BOX.least && y >= BOX.least && x < BOX.most && y < BOX.most && take(x, y);
      if (!isSeen) continue;
      specks.push(x, y);
      if (own) tile.shown += 1;
      continue;
    }
    if (room <= 0) continue;
    const area = shapeKind[i] === SHAPE.area;
    const parts = partsIn(layer, i, area, left, top, scale);
    room -= parts.reduce((sum, { length }) => sum + length / 2, 0);
    if (own) tile.shown += 1;
    if (parts.length === 0) continue;
    const labelX = Math.floor(local(shapeLabel[2 * i] ?? 0, left));
    const labelY = Math.floor(local(shapeLabel[2 * i + 1] ?? 0, top));
    // The name of an area belongs to one tile, that of a line to each through which it runs.
    const isNamed =
      texts < MAX_NAMES &&
      (!area || (isOwn(labelX, labelY) && Math.max(east - west, south - north) >= NAMED_AREA));
    const name = isNamed ? (names[shapeName[i] ?? 0] ?? '') : '';
    if (name !== '') texts += 1;
    const label: TileShape['label'] = isOwn(labelX, labelY) ? [labelX, labelY] : [-1, -1];
    tile.shapes.push({ area, name, label, parts });
  }
  tile.specks = Int16Array.from(specks);
}

/** Lines or rings of a shape in units of the tile, cut to it. */
function partsIn(
  { shapePart, partStart, vertex }: LayerArrays,
  shape: number,
  area: boolean,
  left: number,
  top: number,
  scale: number,
): Int16Array[] {
  const parts: Int16Array[] = [];
  for (let part = shapePart[2 * shape] ?? 0; part < (shapePart[2 * shape + 1] ?? 0); part++) {
    const line: number[] = [];
    for (let v = partStart[part] ?? 0; v < (partStart[part + 1] ?? 0); v++) {
      const x = ((vertex[2 * v] ?? 0) - left) * scale;
      const y = ((vertex[2 * v + 1] ?? 0) - top) * scale;
      const { length } = line;
      const isNear =
        length > 0 &&
        Math.abs(x - (line[length - 2] ?? 0)) < STEP &&
        Math.abs(y - (line[length - 1] ?? 0)) < STEP;
      // The end of a line is kept, since it may be a crossing.
      if (!isNear || v + 1 === partStart[part + 1]) line.push(x, y);
    }
    const pieces = area ? [clipRing(line, BOX)] : clipLine(line, BOX);
    for (const piece of pieces) if (piece.length >= 4) parts.push(Int16Array.from(piece, Math.round));
  }
  return parts;
}
