import { inflateSync } from 'node:zlib';

/** Pixels of a picture, four bytes each. */
export type Pixels = { width: number; height: number; rgba: Uint32Array };

/** Reads a PNG of 8 bits a channel without interlacing, as browsers make screenshots. Throws on any other. */
export function readPng(file: Buffer): Pixels {
  let at = 8;
  let [width, height, channels] = [0, 0, 0];
  const packed: Buffer[] = [];
  while (at < file.length) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      channels = body[9] === 6 ? 4 : body[9] === 2 ? 3 : 0;
      if (body[8] !== 8 || channels === 0 || body[12] !== 0) throw new Error('not a screenshot');
    }
    if (type === 'IDAT') packed.push(body);
    at += 12 + length;
  }
  const bytes = unfiltered(inflateSync(Buffer.concat(packed)), width * channels, height, channels);
  const rgba = new Uint32Array(width * height);
  for (let i = 0; i < rgba.length; i++) {
    const from = i * channels;
    rgba[i] = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
  }
  return { width, height, rgba };
}

/** Undoes the filters of the format: each line is told as a difference to what is left of it or above it. */
function unfiltered(data: Buffer, stride: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const here = y * stride + x;
      const left = x < step ? 0 : (out[here - step] ?? 0);
      const above = y === 0 ? 0 : (out[here - stride] ?? 0);
      const corner = x < step || y === 0 ? 0 : (out[here - stride - step] ?? 0);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
      out[here] = (data[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
