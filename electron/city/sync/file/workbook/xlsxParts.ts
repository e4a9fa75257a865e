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
};

/** Null where the archive is not as office programs write it. */
export function partsOf(bytes: Uint8Array): XlsxParts | null {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(archive);
  if (entries === null) return null;
  return {
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
  };
}

function* cut(packed: Buffer): Generator<Buffer> {
  for (let at = 0; at < packed.length; at += PACKED_BYTES) yield packed.subarray(at, at + PACKED_BYTES);
}

function assertSum({ crc }: Entry, sum: number): void {
  // Some programs write none.
  if (crc !== 0 && crc !== sum) throw new Error('the sum of the part is another');
}

function directoryOf(archive: Buffer): Map<string, Entry> | null {
  const entries = new Map<string, Entry>();
  let end = archive.length - DIRECTORY_END_BYTES;
  const first = Math.max(0, end - MAX_COMMENT_BYTES);
  while (end >= first && archive.readUInt32LE(end) !== DIRECTORY_END) end -= 1;
  if (end < first) return null;
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== ENTRY) return null;
    const nameBytes = archive.readUInt16LE(at + 28);
    const entry: Entry = {
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      packed: archive.readUInt32LE(at + 20),
      unpacked: archive.readUInt32LE(at + 24),
      at: archive.readUInt32LE(at + 42),
    };
    if (!isUsual(archive, entry)) return null;
    entries.set(archive.toString('utf8', at + 46, at + 46 + nameBytes), entry);
    at += 46 + nameBytes + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function isUsual(archive: Buffer, { method, packed, unpacked, at }: Entry): boolean {
  if (method !== STORED && method !== DEFLATED) return false;
  if (packed === LARGER || unpacked === LARGER || at === LARGER) return false;
  // Where the sizes stand behind the part only.
  if (packed === 0 && unpacked === 0 && method === DEFLATED) return false;
  if (at + 30 > archive.length || archive.readUInt32LE(at) !== LOCAL) return false;
  return dataFrom(archive, at) + packed <= archive.length;
}

function dataFrom(archive: Buffer, at: number): number {
  return at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
}

function packedOf(archive: Buffer, { at, packed }: Entry): Buffer {
  const from = dataFrom(archive, at);
  return archive.subarray(from, from + packed);
}
