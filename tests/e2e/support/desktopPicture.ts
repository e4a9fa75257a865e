import { crc32, deflateSync } from 'node:zlib';
import type { Pixels } from './png.ts';

/** Smallest header of a dump; a longer one holds the window's name. */
const HEADER = 100;

/**
 * Reads what `xwd` says of a desktop: 24 bits of colour in words of 32, as every X server of today has them, and the
 * picture bare of what lies between and below the monitors. Throws on any other.
 */
export function readDump(dump: Buffer): Pixels {
  const word = (index: number): number => dump.readUInt32BE(4 * index);
  const [headerSize, version, format] = [word(0), word(1), word(2)];
  const [width, height, byteOrder, bits, stride, colours] = [
    word(4),
    word(5),
    word(7),
    word(11),
    word(12),
    word(19),
  ];
  if (dump.length < HEADER || version !== 7 || format !== 2 || bits !== 32)
    throw new Error('not a picture of a desktop');
  // Twelve bytes for each entry of the colour table, which true colour does not need.
  const start = headerSize + 12 * colours;
  const rgba = new Uint32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = start + y * stride + 4 * x;
      const pixel = byteOrder === 0 ? dump.readUInt32LE(at) : dump.readUInt32BE(at);
      rgba[y * width + x] = pixel & 0xffffff;
    }
  return { width, height, rgba };
}

/** The pixels as a PNG without alpha. */
export function writePng({ width, height, rgba }: Pixels): Buffer {
  const lines = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const pixel = rgba[y * width + x] ?? 0;
      const at = y * (1 + 3 * width) + 1 + 3 * x;
      lines.writeUIntBE(pixel, at, 3);
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits a channel, red green blue.
  head.set([8, 2], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines, { level: 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(body.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

/** How many different colours a part of the picture has: one where nothing is drawn, thousands under a map. */
export function coloursIn(
  { width, rgba }: Pixels,
  part: { x: number; y: number; width: number; height: number },
): number {
  const seen = new Set<number>();
  for (let y = part.y; y < part.y + part.height; y++)
    for (let x = part.x; x < part.x + part.width; x++) seen.add(rgba[y * width + x] ?? 0);
  return seen.size;
}
