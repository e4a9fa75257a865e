import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';

/** Packed bytes that are unpacked at once, and unpacked bytes that are handed on at once. */
const PACKED_BYTES = 64 << 10;
const PIECE_BYTES = 256 << 10;
/** Unpacked at most, of a table of styles or sheets: larger ones are a fault of their program. */
export const MAX_TABLE_BYTES = 64 << 20;
/** Unpacked at most, of any part. */
const MAX_PART_BYTES = 4 * 2 ** 30;
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** Names of parts that hold data, not pictures. */
const DATA = /\.(?:xml|rels|bin)$/i;
/** In its place stands a size of eight bytes, of an archive of many gigabytes. */
const LARGER = 0xffffffff;

type Entry = { method: number; crc: number; packed: number; unpacked: number; at: number };

/** The parts of a workbook that is a ZIP archive (.xlsx, .ods). */
export type XlsxParts = {
  /** Bytes of a part as it is unpacked, by what the archive says; 0 where there is none. */
  size(path: string): number;
  /** A part as text; null where there is none. Throws where it is damaged, or larger than that many bytes. */
  text(path: string, mostBytes: number): string | null;
  /** A part from its beginning, a piece at a time. Throws where it is damaged: its sum is checked at its end. */
  pieces(path: string): AsyncGenerator<Uint8Array>;
  /** Checks the sums of all parts that hold data, for a library that checks none. Throws where one is damaged. */
  assertSums(): Promise<void>;
};

/** Null where the archive is not as office programs write it. Throws where it is damaged. */
export function partsOf(bytes: Uint8Array): XlsxParts | null {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(archive);
  if (entries === null) return null;
  const parts: XlsxParts = {
    size: (path) => entries.get(path)?.unpacked ?? 0,
    text(path, mostBytes) {
      const entry = entries.get(path);
      if (entry === undefined) return null;
      const packed = packedOf(archive, entry);
      const text = entry.method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: mostBytes });
      assertSum(entry, crc32(text));
      return new TextDecoder().decode(text);
    },
    async *pieces(path) {
      const entry = entries.get(path);
      if (entry === undefined) throw new Error(`the part ${path} is missing`);
      const pieces = Readable.from(cut(packedOf(archive, entry)));
      // An error ends the stream of pieces too, so that nothing is left open.
      const unpacked =
        entry.method === STORED
          ? pieces
          : pipeline(pieces, createInflateRaw({ chunkSize: PIECE_BYTES }), () => undefined);
      let sum = 0;
      let read = 0;
      for await (const piece of unpacked as AsyncIterable<Uint8Array>) {
        sum = crc32(piece, sum);
        read += piece.length;
        if (read > MAX_PART_BYTES) throw new Error('the part exceeds the limit');
        yield piece;
      }
      assertSum(entry, sum);
    },
    async assertSums() {
      for (const path of entries.keys()) {
        if (!DATA.test(path)) continue;
        for await (const _ of parts.pieces(path));
      }
    },
  };
  return parts;
}

function* cut(packed: Buffer): Generator<Buffer> {
  for (let at = 0; at < packed.length; at += PACKED_BYTES) yield packed.subarray(at, at + PACKED_BYTES);
}

function assertSum({ crc }: Entry, sum: number): void {
  // Some programs write none.
  if (crc !== 0 && crc !== sum) throw new Error('the sum of the part is another');
}

/**
 * The parts by name; null for an archive that is not as office programs write it. Throws where the archive contradicts itself:
 * a directory that lost the part with the formats would turn dates into numbers.
 */
function directoryOf(archive: Buffer): Map<string, Entry> | null {
  const end = directoryEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  const from = archive.readUInt32LE(end + 16);
  if (from === LARGER) return null;
  const entries = new Map<string, Entry>();
  let at = from;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || archive.readUInt32LE(at) !== ENTRY) throw damaged('directory');
    const nameBytes = archive.readUInt16LE(at + 28);
    const entry: Entry = {
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      packed: archive.readUInt32LE(at + 20),
      unpacked: archive.readUInt32LE(at + 24),
      at: archive.readUInt32LE(at + 42),
    };
    if (!isUsual(entry)) return null;
    const name = archive.subarray(at + 46, at + 46 + nameBytes);
    assertLocal(archive, entry, name);
    if (entries.has(name.toString())) throw damaged('directory');
    entries.set(name.toString(), entry);
    at += 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  if (at !== from + archive.readUInt32LE(end + 12)) throw damaged('directory');
  return entries;
}

function directoryEnd(archive: Buffer): number {
  let end = archive.length - DIRECTORY_END_BYTES;
  const first = Math.max(0, end - MAX_COMMENT_BYTES);
  while (end >= first && archive.readUInt32LE(end) !== DIRECTORY_END) end -= 1;
  if (end < first) throw damaged('directory');
  return end;
}

function isUsual({ method, packed, unpacked, at }: Entry): boolean {
  if (method !== STORED && method !== DEFLATED) return false;
  if (packed === LARGER || unpacked === LARGER || at === LARGER) return false;
  // Where the sizes stand behind the part only.
  return packed !== 0 || unpacked !== 0 || method !== DEFLATED;
}

/** What stands before a part must be what the directory says of it. */
function assertLocal(archive: Buffer, { method, packed, at }: Entry, name: Buffer): void {
  if (at + 30 > archive.length || archive.readUInt32LE(at) !== LOCAL) throw damaged('part');
  const from = at + 30;
  const isSame = archive.subarray(from, from + archive.readUInt16LE(at + 26)).equals(name);
  if (!isSame || archive.readUInt16LE(at + 8) !== method) throw damaged('part');
  if (dataFrom(archive, at) + packed > archive.length) throw damaged('part');
}

function damaged(what: string): Error {
  return new Error(`the ${what} of the archive is damaged`);
}

function dataFrom(archive: Buffer, at: number): number {
  return at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
}

function packedOf(archive: Buffer, { at, packed }: Entry): Buffer {
  const from = dataFrom(archive, at);
  return archive.subarray(from, from + packed);
}
