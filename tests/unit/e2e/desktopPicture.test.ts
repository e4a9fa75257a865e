import { describe, expect, it } from 'vitest';
import { coloursIn, readDump, writePng } from '../../e2e/support/desktopPicture.ts';
import { readPng } from '../../e2e/support/png.ts';

/** A dump as an X server writes it: a header of words, a colour table, lines that may be padded. */
function dump(pixels: number[][], littleEndian: boolean): Buffer {
  const [height, width] = [pixels.length, pixels[0]?.length ?? 0];
  const stride = 4 * width + 8;
  const words = [104, 7, 2, 24, width, height, 0, littleEndian ? 0 : 1, 32, 0, 32, 32, stride];
  words.push(4, 0xff0000, 0xff00, 0xff, 8, 256, 2, width, height, 0, 0, 0);
  const header = Buffer.alloc(104 + 12 * 2);
  for (const [index, word] of words.entries()) header.writeUInt32BE(word, 4 * index);
  const body = Buffer.alloc(stride * height);
  for (const [y, line] of pixels.entries())
    for (const [x, pixel] of line.entries()) {
      if (littleEndian) body.writeUInt32LE(pixel, y * stride + 4 * x);
      else body.writeUInt32BE(pixel, y * stride + 4 * x);
    }
  return Buffer.concat([header, body]);
}

const pixels = [
  [0xff102030, 0x00ffffff, 0x0000ff],
  [0x010203, 0x010203, 0x010203],
];

describe('a picture of the desktop', () => {
  it.each([true, false])('is read as it was drawn, little-endian: %s', (littleEndian) => {
    const read = readDump(dump(pixels, littleEndian));
    expect([read.width, read.height]).toEqual([3, 2]);
    expect([...read.rgba]).toEqual([0x102030, 0xffffff, 0xff, 0x010203, 0x010203, 0x010203]);
  });

  it('comes through as PNG unchanged', () => {
    const read = readDump(dump(pixels, true));
    expect(readPng(writePng(read))).toEqual(read);
  });

  it('tells an empty part by its one colour', () => {
    const read = readDump(dump(pixels, true));
    expect(coloursIn(read, { x: 0, y: 0, width: 3, height: 1 })).toBe(3);
    expect(coloursIn(read, { x: 0, y: 1, width: 3, height: 1 })).toBe(1);
  });

  it('is refused when it is something else', () => {
    expect(() => readDump(Buffer.from('no picture'.padEnd(200)))).toThrow('not a picture of a desktop');
  });
});
