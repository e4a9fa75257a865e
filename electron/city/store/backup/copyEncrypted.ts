import { Worker } from 'node:worker_threads';
import type { Encryption } from '../encryption/key.ts';
import type { CopyOrder } from './worker.ts';

export type Copying = {
  /** Rejects if the copy failed or was stopped. */
  finished: Promise<void>;
  stop(): void;
};

/**
 * Copies an encrypted database that is in use, encrypted with the same key, in a thread of its own: SQLite refuses online
 * backups of it, and the command that can copy it holds its thread up until it is done.
 */
export function copyEncrypted(from: string, to: string, { key, backupWorkerUrl }: Encryption): Copying {
  const order: CopyOrder = { from, to, key: key.hex };
  const worker = new Worker(backupWorkerUrl, { name: 'backup', workerData: order });
  let failure: Error | null = null;
  const finished = new Promise<void>((resolve, reject) => {
    worker.on('error', (error) => {
      failure = error instanceof Error ? error : new Error(String(error));
    });
    // Only now does nothing write to the file any more.
    worker.on('exit', (code) => {
      if (code === 0 && failure === null) resolve();
      else reject(failure ?? new Error('stopped'));
    });
  });
  return { finished, stop: () => void worker.terminate() };
}
