import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { zxyToTileId } from 'pmtiles';
import { gzipped } from './tiles.ts';

export type MadeTile = { z: number; x: number; y: number; bytes: Uint8Array };
type Box = readonly [west: number, south: number, east: number, north: number];

/** Writes an MBTiles file (1.3). Rows of `tiles` count from the north, those in the file from the south. */
export function writeMbtiles(
  path: string,
  tiles: readonly MadeTile[],
  metadata: Record<string, string>,
): void {
  const db = new Database(path);
  db.exec('CREATE TABLE metadata (name text, value text)');
  db.exec('CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)');
  const put = db.prepare('INSERT INTO tiles VALUES (?, ?, ?, ?)');
  for (const { z, x, y, bytes } of tiles) put.run(z, x, 2 ** z - 1 - y, Buffer.from(bytes));
  const say = db.prepare('INSERT INTO metadata VALUES (?, ?)');
  for (const [name, value] of Object.entries(metadata)) say.run(name, value);
  db.close();
}

/** Writes a PMTiles file (version 3) with one directory. `type`: 1 MVT, packed by gzip; 2 PNG. */
export function writePmtiles(
  path: string,
  tiles: readonly MadeTile[],
  { type, bounds, metadata }: { type: 1 | 2; bounds: Box; metadata: Record<string, unknown> },
): void {
  const sorted = tiles
    .map(({ z, x, y, bytes }) => ({ id: zxyToTileId(z, x, y), bytes: type === 1 ? gzipped(bytes) : bytes }))
    .sort((a, b) => a.id - b.id);
  const varints: number[] = [];
  const varint = (value: number): void => {
    let left = value;
    while (left >= 0x80) {
      varints.push((left % 0x80) | 0x80);
      left = Math.floor(left / 0x80);
    }
    varints.push(left);
  };
  varint(sorted.length);
  let last = 0;
  for (const { id } of sorted) {
    varint(id - last);
    last = id;
  }
  for (const _ of sorted) varint(1);
  for (const { bytes } of sorted) varint(bytes.byteLength);
  for (const index of sorted.keys()) varint(index === 0 ? 1 : 0);
  const directory = gzipped(Uint8Array.from(varints));
  const said = gzipped(new TextEncoder().encode(JSON.stringify(metadata)));
  const data = Buffer.concat(sorted.map(({ bytes }) => bytes));
  const header = Buffer.alloc(127);
  header.write('PMTiles', 0, 'latin1');
  header[7] = 3;
  const at = [127, directory.length, 127 + directory.length, said.length];
  const dataAt = 127 + directory.length + said.length;
  const numbers = [...at, dataAt, 0, dataAt, data.length, sorted.length, sorted.length, sorted.length];
  for (const [index, value] of numbers.entries()) header.writeBigUInt64LE(BigInt(value), 8 + 8 * index);
  const zooms = tiles.map(({ z }) => z);
  header.set([1, 2, type === 1 ? 2 : 1, type, Math.min(...zooms), Math.max(...zooms)], 96);
  for (const [index, degrees] of bounds.entries())
    header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index);
  writeFileSync(path, Buffer.concat([header, directory, said, data]));
}
