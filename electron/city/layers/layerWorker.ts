import { Worker } from 'node:worker_threads';
import type { Logger } from '../ports.ts';
import type { Asked, LayerAnswer, LayerRequest } from './protocol.ts';
import { LayerRefused } from './refused.ts';

/** A document of 400 MB is several times as large when it is parsed. */
const MAX_HEAP_MIB = 3072;

export type LayerWorker = {
  /** @throws LayerRefused; an error where the worker failed or was closed */
  ask<K extends keyof Asked>(op: K, order: Asked[K]['order']): Promise<Asked[K]['answer']>;
  close(): Promise<void>;
};

/**
 * A worker thread for layers: a second of reading or of clipping must not hold up the service, nor a broken file end it. It
 * starts with the first question, and anew after it has failed. `urls`: of `worker.ts`, or of its bundled form, and of the
 * worker that reads workbooks.
 */
export function createLayerWorker(urls: { layers: URL; workbooks: URL }, logger: Logger): LayerWorker {
  let worker: Worker | null = null;
  let closed = false;
  let next = 0;
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  function failAll(error: Error): void {
    worker = null;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  }

  function start(): Worker {
    const started = new Worker(urls.layers, {
      name: 'layers',
      workerData: urls.workbooks.href,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MIB },
    });
    started.on('message', (answer: LayerAnswer) => {
      const waiting = pending.get(answer.id);
      pending.delete(answer.id);
      if ('value' in answer) waiting?.resolve(answer.value);
      else if ('refused' in answer) waiting?.reject(refusalOf(answer.refused));
      else waiting?.reject(new Error(answer.failed));
    });
    started.on('error', (error) => {
      if (worker !== started) return;
      logger.error({ error }, 'the worker of layers failed');
      failAll(error instanceof Error ? error : new Error(String(error)));
    });
    started.on('exit', () => {
      if (worker === started) failAll(new Error('the worker of layers has ended'));
    });
    started.unref();
    return started;
  }

  return {
    ask(op, order) {
      if (closed) return Promise.reject(new Error('the worker of layers is closed'));
      worker ??= start();
      next += 1;
      const id = next;
      return new Promise((resolve, reject) => {
        // The answer to an id is that of its question.
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
        // A member of the union, which the compiler cannot prove for a generic K.
        worker?.postMessage({ id, op, order } as LayerRequest);
      });
    },
    async close() {
      closed = true;
      const ending = worker;
      failAll(new Error('the worker of layers is closed'));
      await ending?.terminate();
    },
  };
}

/** Code and parameters are what the worker's own refusal had. */
function refusalOf({ code, parameters }: { code: string; parameters: object }): LayerRefused {
  return new LayerRefused(code as 'layer-file', parameters as never);
}
