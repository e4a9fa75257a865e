import { parentPort, workerData } from 'node:worker_threads';
import jpeg from 'jpeg-js';
import { halved, heicPicture } from './heicPicture.ts';
import { limitWasmMemory } from './limitWasmMemory.ts';
import type { PreviewAnswer } from './protocol.ts';

/** Larger photos are shown at half their width and height: a 4K display has 8 million pixels. */
const MAX_SHOWN_PIXELS = 16_000_000;
/** Number plates and faces stay legible, and a photo of 12 million pixels takes some 2 MB. */
const QUALITY = 85;

/** Entry point of the worker thread: makes a JPEG of one HEIC photo, and ends. */
async function makeJpeg(content: Uint8Array): Promise<PreviewAnswer> {
  const decoded = await heicPicture(content);
  if (typeof decoded === 'string') return { failure: decoded };
  const shown = decoded.width * decoded.height > MAX_SHOWN_PIXELS ? halved(decoded) : decoded;
  return { jpeg: Uint8Array.from(jpeg.encode(shown, QUALITY).data) };
}

if (parentPort === null) throw new Error('This file must run in a worker thread');
limitWasmMemory(768 * 1024 * 1024);
parentPort.postMessage(await makeJpeg(workerData as Uint8Array));
