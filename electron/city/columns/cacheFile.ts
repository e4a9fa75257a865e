import { closeSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { CODE_COLUMNS, Table, TIME_COLUMNS } from './table.ts';

/**
 * File signature. It changes with the layout below or the meaning of a flag, so that a file of an older program is
 * ignored.
 */
const MAGIC = Buffer.from('CWCOLS03');

const Column = z.object({ width: z.union([z.literal(2), z.literal(4)]), values: z.array(z.string()).min(1) });
const Header = z.object({
  /** The store's revision that the columns reflect. */
  revision: z.int().nonnegative(),
  /** Which database they were read from. */
  store: z.string(),
  length: z.int().positive(),
  rows: z.int().nonnegative(),
  codes: z.object({
    category: Column,
    org: Column,
    street: Column,
    grid: Column,
    source: Column,
    channel: Column,
    stage: Column,
  }),
});
type Header = z.infer<typeof Header>;

/**
 * Writes the columns to disk, so that a start with a million cases need not read them from SQLite. Layout: signature,
 * length of the header (4 bytes), header (JSON), the arrays one after another in the machine's byte order, CRC-32 of
 * all of it. The file is written under a temporary name, flushed and renamed, so that a partial file never has the
 * final name.
 * @param store identifies the database; {@link readCache} compares it
 */
export function writeCache(path: string, table: Table, revision: number, store: string): void {
  const codes = Object.fromEntries(
    CODE_COLUMNS.map((name) => {
      const column = table.codes[name];
      return [name, { width: column.codes.BYTES_PER_ELEMENT, values: column.values }];
    }),
  );
  const { length, rows } = table;
  const header = Buffer.from(JSON.stringify({ revision, store, length, rows, codes }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);

  const temporaryPath = `${path}.new`;
  try {
    writeWithChecksum(temporaryPath, [MAGIC, size, header, ...arrays(table).map(bytes)]);
    renameSync(temporaryPath, path);
  } catch (error) {
    // On a full disk, half a file must not go on taking up space.
    rmSync(temporaryPath, { force: true });
    throw error;
  }
}

function writeWithChecksum(path: string, parts: Buffer[]): void {
  const file = openSync(path, 'w', 0o600);
  try {
    let sum = 0;
    for (const part of parts) {
      sum = crc32(part, sum);
      writeFully(file, part);
    }
    const check = Buffer.alloc(4);
    check.writeUInt32LE(sum);
    writeFully(file, check);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * The columns of a cache file. Null when there is none, when it is damaged, or when another database or program wrote
 * it.
 */
export function readCache(path: string, store: string): { table: Table; revision: number } | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    return readOpen(file, store);
  } catch {
    return null;
  } finally {
    closeSync(file);
  }
}

/** Deletes a cache file found wrong; otherwise it could be taken for right once the store reaches its revision. */
export function removeCache(path: string): void {
  rmSync(path, { force: true });
}

function readOpen(file: number, store: string): { table: Table; revision: number } | null {
  const { size } = fstatSync(file);
  const prefix = readFully(file, Buffer.alloc(MAGIC.length + 4));
  if (!prefix.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const headerSize = prefix.readUInt32LE(MAGIC.length);
  if (prefix.length + headerSize > size) return null;
  const headerBytes = readFully(file, Buffer.alloc(headerSize));
  const header = Header.parse(JSON.parse(headerBytes.toString()));
  if (header.store !== store || prefix.length + headerSize + bodySize(header) + 4 !== size) return null;

  const table = emptyTable(header);
  let sum = crc32(headerBytes, crc32(prefix));
  for (const array of arrays(table)) sum = crc32(readFully(file, bytes(array)), sum);
  if (readFully(file, Buffer.alloc(4)).readUInt32LE() !== sum) return null;
  return codesAreInRange(table) ? { table, revision: header.revision } : null;
}

function emptyTable(header: Header): Table {
  const table = new Table(header.length);
  table.length = header.length;
  table.rows = header.rows;
  for (const name of CODE_COLUMNS) {
    const { width, values } = header.codes[name];
    const room = header.length + 1;
    table.codes[name].restore(values, width === 2 ? new Uint16Array(room) : new Uint32Array(room));
  }
  return table;
}

/** Every array of a table, up to its length, in the order of the file. */
function arrays(table: Table): ArrayBufferView[] {
  const { flags, rework, lon, lat, length } = table;
  return [
    flags.subarray(0, length),
    rework.subarray(0, length),
    lon.subarray(0, length),
    lat.subarray(0, length),
    ...TIME_COLUMNS.map((name) => table.times[name].subarray(0, length)),
    ...CODE_COLUMNS.map((name) => table.codes[name].codes.subarray(0, length)),
  ];
}

function bodySize(header: Header): number {
  const codes = CODE_COLUMNS.reduce((sum, name) => sum + header.codes[name].width, 0);
  return header.length * (2 + 2 * 4 + TIME_COLUMNS.length * 8 + codes);
}

function codesAreInRange(table: Table): boolean {
  return CODE_COLUMNS.every((name) => {
    const { codes, values } = table.codes[name];
    let greatest = 0;
    for (let i = 0; i < codes.length; i++) greatest = Math.max(greatest, codes[i]!);
    return greatest < values.length;
  });
}

function bytes(array: ArrayBufferView): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function writeFully(file: number, part: Buffer): void {
  for (let done = 0; done < part.length; ) done += writeSync(file, part, done);
}

function readFully(file: number, into: Buffer): Buffer {
  for (let done = 0; done < into.length; ) {
    const read = readSync(file, into, done, into.length - done, null);
    if (read === 0) throw new Error('The file ends early');
    done += read;
  }
  return into;
}
