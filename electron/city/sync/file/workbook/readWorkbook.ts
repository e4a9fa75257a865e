import { Worker } from 'node:worker_threads';
import { UpstreamError } from '../../adapter.ts';
import type { WorkbookKind } from '../container.ts';
import type { Cell, SheetHead, WorkbookAnswer, WorkbookOrder } from './protocol.ts';

/** A list of a million rows takes some minutes; a file that takes longer for one batch is an attack, or broken. */
const SILENCE_MS = 180_000;
const MAX_HEAP_MIB = 2048;

/** Reads workbooks in worker threads: a second of parsing must not hold up the service, nor a broken file end it. */
export type Workbooks = {
  /** The sheets, hidden ones too, with their first rows. @throws UpstreamError `not-a-list`, `workbook-too-large` */
  heads(path: string, kind: WorkbookKind): Promise<SheetHead[]>;
  /** Rows of a sheet, blank ones too. Ending the iteration ends the reading. @throws UpstreamError as `heads` does */
  rows(
    path: string,
    kind: WorkbookKind,
    sheet: string,
    onLettersLost: (letters: number) => void,
  ): AsyncGenerator<Cell[]>;
};

/** @param workerUrl URL of `worker.ts`, or of its bundled form */
export function createWorkbooks(workerUrl: URL): Workbooks {
  return {
    async heads(path, kind) {
      for await (const answer of answersOf(workerUrl, { path, kind, sheet: null }))
        if (answer.type === 'sheets') return answer.sheets;
      throw new UpstreamError('not-a-list', { what: 'damaged' }, false);
    },
    async *rows(path, kind, sheet, onLettersLost) {
      for await (const answer of answersOf(workerUrl, { path, kind, sheet })) {
        if (answer.type === 'letters-lost') onLettersLost(answer.letters);
        if (answer.type === 'rows') yield* answer.rows;
      }
    },
  };
}

/** The worker's answers up to its end. It waits after each batch until the next answer is asked for. */
async function* answersOf(
  workerUrl: URL,
  order: Omit<WorkbookOrder, 'taken'>,
): AsyncGenerator<WorkbookAnswer> {
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(workerUrl, {
    name: 'workbook',
    workerData: { ...order, taken } satisfies WorkbookOrder,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MIB },
  });
  const arrived: WorkbookAnswer[] = [];
  let wake = (): void => undefined;
  const take = (answer: WorkbookAnswer): void => {
    arrived.push(answer);
    wake();
  };
  worker.on('message', take);
  worker.on('error', (error) =>
    take({ type: 'failed', what: isOutOfMemory(error) ? 'too-large' : 'damaged' }),
  );
  worker.on('exit', () => take({ type: 'end' }));
  try {
    for (;;) {
      const answer = arrived.shift();
      if (answer === undefined) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(() => take({ type: 'failed', what: 'damaged' }), SILENCE_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        continue;
      }
      if (answer.type === 'end') return;
      if (answer.type === 'failed') throw failure(answer.what);
      yield answer;
      if (answer.type !== 'rows') continue;
      Atomics.add(taken, 0, 1);
      Atomics.notify(taken, 0);
    }
  } finally {
    await worker.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function failure(what: Extract<WorkbookAnswer, { type: 'failed' }>['what']): UpstreamError {
  return what === 'too-large'
    ? new UpstreamError('workbook-too-large', {}, false)
    : new UpstreamError('not-a-list', { what }, false);
}
