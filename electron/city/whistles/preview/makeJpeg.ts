import { Worker } from 'node:worker_threads';
import type { PreviewAnswer } from './protocol.ts';

/** A photo of 12 million pixels takes 3–7 s on two old cores, one of 48 million four times as long. */
const TIMEOUT_MS = 60_000;

/**
 * Makes a JPEG of a HEIC photo, in a worker of its own that ends with it: what a malformed file does to the decoder ends
 * there, and all memory is given back. Never rejects. @param workerUrl URL of `worker.ts`, or of its bundled form.
 */
export function makeJpeg(
  workerUrl: URL,
  content: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<PreviewAnswer> {
  if (signal.aborted) return Promise.resolve({ failure: 'too-slow' });
  return new Promise((resolve) => {
    const worker = new Worker(workerUrl, {
      name: 'preview',
      workerData: content,
      resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 4 },
      // The decoder prints what it dislikes about a file.
      stdout: true,
      stderr: true,
    });
    const settle = (answer: PreviewAnswer): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      resolve(answer);
    };
    const giveUp = (): void => {
      settle({ failure: 'too-slow' });
      void worker.terminate();
    };
    const timer = setTimeout(giveUp, TIMEOUT_MS);
    signal.addEventListener('abort', giveUp);
    worker.once('message', settle);
    worker.once('error', () => settle({ failure: 'unreadable' }));
    worker.once('exit', () => settle({ failure: 'unreadable' }));
  });
}
