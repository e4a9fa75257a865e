import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';

type Rgb = readonly [red: number, green: number, blue: number];

/** A square PNG whose pixels are computed. */
export function pngOf(side: number, colour: (x: number, y: number) => Rgb): Uint8Array {
  const lines = Buffer.alloc(side * (1 + 3 * side));
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) lines.set(colour(x, y), y * (1 + 3 * side) + 1 + 3 * x);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A square PNG of one colour with a border, so that every tile is seen for itself. */
export function pngTile(side: number, colour: Rgb): Uint8Array {
  return pngOf(side, (x, y) => (x === 0 || y === 0 ? [40, 40, 40] : colour));
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(body.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

export type MadeFeature = {
  kind: 'point' | 'line' | 'polygon';
  /** Tile units, 0 … 4096 from the top left; a polygon's ring closes itself and runs clockwise. */
  points: readonly (readonly [number, number])[];
  properties: Readonly<Record<string, string>>;
};

/** A vector tile (MVT 2.1) of named layers. */
export function vectorTile(layers: Readonly<Record<string, readonly MadeFeature[]>>): Uint8Array {
  const tile = new PbfWriter();
  for (const [name, features] of Object.entries(layers)) {
    const keys = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))];
    const values = [...new Set(features.flatMap(({ properties }) => Object.values(properties)))];
    const layer = new PbfWriter();
    layer.writeVarintField(15, 2);
    layer.writeStringField(1, name);
    for (const { kind, points, properties } of features) {
      const feature = new PbfWriter();
      const tags = Object.entries(properties).flatMap(([key, value]) => [
        keys.indexOf(key),
        values.indexOf(value),
      ]);
      feature.writePackedVarint(2, tags);
      feature.writeVarintField(3, { point: 1, line: 2, polygon: 3 }[kind]);
      feature.writePackedVarint(4, commands(kind, points));
      layer.writeBytesField(2, feature.finish());
    }
    for (const key of keys) layer.writeStringField(3, key);
    for (const value of values) {
      const held = new PbfWriter();
      held.writeStringField(1, value);
      layer.writeBytesField(4, held.finish());
    }
    layer.writeVarintField(5, 4096);
    tile.writeBytesField(3, layer.finish());
  }
  return tile.finish();
}

function commands(kind: MadeFeature['kind'], points: MadeFeature['points']): number[] {
  const out: number[] = [];
  let [lastX, lastY] = [0, 0];
  const zigzag = (value: number): number => (value << 1) ^ (value >> 31);
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) out.push((1 << 3) | 1);
    if (index === 1) out.push(((points.length - 1) << 3) | 2);
    out.push(zigzag(x - lastX), zigzag(y - lastY));
    [lastX, lastY] = [x, y];
  }
  if (kind === 'polygon') out.push((1 << 3) | 7);
  return out;
}

export function gzipped(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes);
}
