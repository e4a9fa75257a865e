import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import libheif from 'libheif-js/libheif-wasm/libheif.js';
import type { PreviewFailure } from './protocol.ts';

/** RGBA. */
export type Picture = { width: number; height: number; data: Uint8ClampedArray };

/** Pixels of a photo: the largest sensor of a phone that writes HEIC whole has 48 million. 4 bytes each, held twice. */
const MAX_PIXELS = 50_000_000;

/**
 * Decodes the main picture of a HEIC file, turned upright as the file says (`irot`, `imir`; the orientation in its EXIF is a
 * copy of that, and must not be applied again: ISO/IEC 23008-12 annex A).
 */
export async function heicPicture(content: Uint8Array): Promise<Picture | PreviewFailure> {
  const wasm = createRequire(import.meta.url).resolve('libheif-js/libheif-wasm/libheif.wasm');
  const { HeifDecoder } = libheif({ wasmBinary: readFileSync(wasm) });
  const images = new HeifDecoder().decode(content);
  const image = images.find((each) => each.is_primary()) ?? images[0];
  if (image === undefined) return 'unreadable';
  const [width, height] = [image.get_width(), image.get_height()];
  if (!(width > 0 && height > 0)) return 'unreadable';
  if (width * height > MAX_PIXELS) return 'too-large';
  const empty = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  const shown = await new Promise<Picture | null>((resolve) => image.display(empty, resolve));
  return shown ?? 'unreadable';
}

/** Half the width and height, each pixel the mean of four. */
export function halved({ width, height, data }: Picture): Picture {
  const [w, h] = [width >> 1, height >> 1];
  const half = new Uint8ClampedArray(w * h * 4);
  const row = width * 4;
  for (let y = 0, to = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      for (let channel = 0; channel < 4; channel++, to++) {
        const from = (2 * y * width + 2 * x) * 4 + channel;
        const at = (place: number): number => data[place] ?? 0;
        half[to] = (at(from) + at(from + 4) + at(from + row) + at(from + row + 4)) / 4;
      }
  return { width: w, height: h, data: half };
}
