import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A file within the archive: its name in ASCII, and its content piece by piece, so that it is never in memory as a whole. */
export type ZipPart = { name: string; pieces: Iterable<string> };

type Written = { name: Buffer; crc: number; packed: number; size: number; at: number };

/** Without ZIP64, which not every reader knows, no file and no archive may be larger. */
const MAX_BYTES = 0xffff_ffff;
/** 1 January 1980, the first that the format knows: the same content gives the same bytes at any time. */
const DOS_DATE = 0x21;
const VERSION = 20;
/** Sizes and checksum follow the content, since they are not known before. */
const SIZES_FOLLOW = 0x8;
const DEFLATE = 8;
/** The fastest: a chunk must not hold up other requests, and the XML of a sheet packs well at any level. */
const LEVEL = 1;
/** Ends a deflate stream whose blocks so far were flushed and not final. */
const LAST_BLOCK = Buffer.from([0x03, 0x00]);

/**
 * A ZIP archive (APPNOTE 6.3, without ZIP64) as a stream of bytes. Each piece is packed on its own and flushed, so that
 * memory stays bounded by one piece.
 * @throws RangeError where a part or the archive would pass 4 GiB
 */
export function* zipBytes(parts: Iterable<ZipPart>): Generator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  const count = (bytes: Buffer): Buffer => {
    offset += bytes.length;
    if (offset > MAX_BYTES) throw new RangeError('A ZIP archive without ZIP64 holds 4 GiB');
    return bytes;
  };
  for (const { name, pieces } of parts) {
    const part: Written = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, at: offset };
    yield count(localHeader(part));
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      if (bytes.length === 0) continue;
      part.crc = crc32(bytes, part.crc);
      part.size += bytes.length;
      if (part.size > MAX_BYTES) throw new RangeError('A part of a ZIP archive without ZIP64 holds 4 GiB');
      const packed = deflateRawSync(bytes, { level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH });
      part.packed += packed.length;
      yield count(packed);
    }
    part.packed += LAST_BLOCK.length;
    yield count(LAST_BLOCK);
    yield count(sizesOf(part));
    written.push(part);
  }
  const directoryAt = offset;
  for (const part of written) yield count(directoryEntry(part));
  yield directoryEnd(written.length, directoryAt, offset - directoryAt);
}

function localHeader({ name }: Written): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(SIZES_FOLLOW, 6);
  head.writeUInt16LE(DEFLATE, 8);
  head.writeUInt16LE(DOS_DATE, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function sizesOf({ crc, packed, size }: Written): Buffer {
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(0x08074b50, 0);
  sizes.writeUInt32LE(crc, 4);
  sizes.writeUInt32LE(packed, 8);
  sizes.writeUInt32LE(size, 12);
  return sizes;
}

function directoryEntry({ name, crc, packed, size, at }: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(VERSION, 4);
  entry.writeUInt16LE(VERSION, 6);
  entry.writeUInt16LE(SIZES_FOLLOW, 8);
  entry.writeUInt16LE(DEFLATE, 10);
  entry.writeUInt16LE(DOS_DATE, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(at, 42);
  return Buffer.concat([entry, name]);
}

function directoryEnd(count: number, at: number, size: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
