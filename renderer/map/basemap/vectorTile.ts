import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { segmentWithin } from '../../../shared/geo/segment.ts';
import type { Theme } from '../../base/prefs.ts';
import { type NameRank, nameOf, PALETTES, type Paint, paintOf } from './vectorStyle.ts';

/** A name and where it belongs: 0 … 1 from the top left of the drawn tile; `angle` in degrees, of a road. */
export type TileName = NameRank & { x: number; y: number; angle: number; length: number };

export type VectorOrder = {
  bytes: ArrayBuffer;
  /** The part that is drawn: the square from `x`, `y` of `of` × `of`. */
  of: number;
  x: number;
  y: number;
  /** Of the drawn tile, in the web's grid of 512 px. */
  zoom: number;
  /** Side of the picture, px. */
  side: number;
  theme: Theme;
};

/** What of a 2D context is used, so that a test can listen. */
export type Pen = {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineJoin: unknown;
  lineCap: unknown;
  fillRect(x: number, y: number, width: number, height: number): void;
  setLineDash(lengths: number[]): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
  fill(rule: 'evenodd'): void;
  stroke(): void;
};

/** A piece of geometry, px of the picture, with its paint. */
type Piece = { paint: Paint; rings: [number, number][][] };

/**
 * Draws a vector tile and finds the names on it. Everything is clipped by the canvas alone: tiles carry a margin beyond
 * their sides. @throws when the bytes are no vector tile
 */
export function drawVectorTile(order: VectorOrder, pen: Pen): TileName[] {
  const { of, x: partX, y: partY, zoom, side, theme } = order;
  const tile = new VectorTile(new PbfReader(new Uint8Array(order.bytes)));
  const pieces: Piece[] = [];
  const names: TileName[] = [];
  for (const [name, layer] of Object.entries(tile.layers)) {
    const scale = (side * of) / layer.extent;
    const place = ({ x, y }: { x: number; y: number }): [number, number] => [
      x * scale - partX * side,
      y * scale - partY * side,
    ];
    for (let index = 0; index < layer.length; index++) {
      const feature = layer.feature(index);
      const shape = feature.type === 3 ? 'polygon' : feature.type === 2 ? 'line' : 'point';
      const paint = paintOf(name, shape, feature.properties, zoom, theme);
      const said = nameOf(name, shape, feature.properties, zoom);
      if (paint === null && said === null) continue;
      const rings = feature.loadGeometry().map((ring) => ring.map(place));
      if (paint !== null) pieces.push({ paint, rings });
      if (said === null) continue;
      const at = shape === 'line' ? longestStretch(rings, side) : pointOf(rings);
      if (at === null) continue;
      const [x, y] = [at.x / side, at.y / side];
      if (x >= 0 && x < 1 && y >= 0 && y < 1)
        names.push({ ...said, x, y, angle: at.angle, length: at.length / side });
    }
  }
  paintPieces(pieces, pen, side, theme);
  return names;
}

function paintPieces(pieces: Piece[], pen: Pen, side: number, theme: Theme): void {
  pen.fillStyle = PALETTES[theme].ground;
  pen.fillRect(0, 0, side, side);
  pen.lineJoin = 'round';
  pen.lineCap = 'butt';
  const unit = side / 512;
  const sorted = pieces.toSorted((a, b) => a.paint.order - b.paint.order);
  for (const { paint, rings } of sorted) {
    if (paint.kind !== 'fill') continue;
    pen.fillStyle = paint.colour;
    trace(rings, pen, true);
    pen.fill('evenodd');
  }
  // All edges before all roads, so that crossings are open.
  for (const edge of [true, false])
    for (const { paint, rings } of sorted) {
      if (paint.kind !== 'line' || (edge && paint.casing === null)) continue;
      pen.strokeStyle = edge ? (paint.casing ?? '') : paint.colour;
      pen.lineWidth = (paint.width + (edge ? 1.6 : 0)) * unit;
      pen.setLineDash(edge ? [] : paint.dash.map((length) => length * unit));
      trace(rings, pen, false);
      pen.stroke();
    }
}

function trace(rings: readonly (readonly [number, number])[][], pen: Pen, closed: boolean): void {
  pen.beginPath();
  for (const ring of rings) {
    for (const [index, [x, y]] of ring.entries())
      if (index === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    if (closed) pen.closePath();
  }
}

type NamePlace = { x: number; y: number; angle: number; length: number };

/**
 * The middle of the longest straight stretch of a line within a square of `side`, and its direction, never upside down. Of a
 * tile that is drawn from a part of a coarser one, most of a road lies outside.
 */
export function longestStretch(
  lines: readonly (readonly [number, number])[][],
  side: number,
): NamePlace | null {
  const sides = { left: 0, top: 0, right: side, bottom: side };
  let best: NamePlace | null = null;
  for (const line of lines)
    for (let index = 0; index + 1 < line.length; index++) {
      const [a, b] = [line[index], line[index + 1]];
      if (a === undefined || b === undefined) continue;
      const within = segmentWithin(a, b, sides);
      if (within === null) continue;
      const [from, to] = within;
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]) * (to - from);
      if (length === 0 || (best !== null && length <= best.length)) continue;
      const middle = (from + to) / 2;
      const raw = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI;
      const angle = raw > 90 ? raw - 180 : raw <= -90 ? raw + 180 : raw;
      best = { x: a[0] + (b[0] - a[0]) * middle, y: a[1] + (b[1] - a[1]) * middle, angle, length };
    }
  return best;
}

function pointOf([ring]: readonly (readonly [number, number])[][]): NamePlace | null {
  const first = ring?.[0];
  return first === undefined ? null : { x: first[0], y: first[1], angle: 0, length: 0 };
}
