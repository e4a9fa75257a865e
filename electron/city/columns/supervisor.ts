import { Worker } from 'node:worker_threads';
import type { Logger } from '../ports.ts';
import { ColumnsFailed } from './failed.ts';
import type { Answer, Arguments, QueryName, Reply, Request, WorkerOptions } from './protocol.ts';

export type ColumnsOptions = WorkerOptions & {
  logger: Logger;
  /** URL of `worker.ts`, or of its bundled form. */
  workerUrl: URL;
};

/** More crashes than this within the window mean a lasting fault: the worker is not started again. */
const MAX_RESTARTS = 3;
const RESTART_WINDOW_MS = 10 * 60_000;
/** Writing the cache of ten million cases takes a second or two. */
const CLOSE_TIMEOUT_MS = 20_000;

type PendingQuery = {
  request: Request;
  /** Workers that crashed while this was the oldest query. */
  crashes: number;
  resolve(value: Answer<QueryName>): void;
  reject(error: Error): void;
};

/** Runs the columns worker: sends requests, matches the answers, and starts a new worker when it crashes. */
export class ColumnsWorker {
  readonly ready: Promise<void>;
  readonly #options: ColumnsOptions;
  readonly #logger: Logger;
  readonly #pending = new Map<number, PendingQuery>();
  #worker: Worker | null;
  /** The current worker has loaded its columns. */
  #serving = false;
  #ids = 0;
  #crashTimes: number[] = [];
  #closing: Promise<void> | null = null;
  #resolveReady: () => void = () => {};
  #rejectReady: (error: Error) => void = () => {};

  constructor(options: ColumnsOptions) {
    this.#options = options;
    this.#logger = options.logger;
    this.ready = new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
    });
    // A failure to start rejects every query as well, so nobody need handle `ready`.
    this.ready.catch(() => {});
    this.#worker = this.#start();
  }

  /**
   * Sends a message that has no answer. If the worker crashes it is lost, which is harmless: the next one reads the
   * store.
   */
  send(request: Request): void {
    this.#worker?.postMessage(request);
  }

  ask<K extends QueryName>(op: K, args: Arguments<K>): Promise<Answer<K>> {
    if (this.#closing !== null) return Promise.reject(new ColumnsFailed('closed'));
    if (this.#worker === null) return Promise.reject(new ColumnsFailed('gave-up'));
    const id = ++this.#ids;
    // A member of the union, which the compiler cannot prove for a generic K.
    const request = { op, id, args } as Request;
    return new Promise<Answer<K>>((resolve, reject) => {
      // The worker answers each query with a value of its own type.
      this.#pending.set(id, {
        request,
        crashes: 0,
        resolve: (value) => resolve(value as Answer<K>),
        reject,
      });
      this.send(request);
    });
  }

  /** Answers the queries sent before, writes the cache file and ends the thread. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage({ op: 'close' } satisfies Request);
    const timer = setTimeout(() => {
      this.#logger.warn({}, 'Columns worker did not close in time');
      void worker.terminate();
    }, CLOSE_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
    this.#rejectReady(new ColumnsFailed('closed'));
    this.#refuseAll('closed');
  }

  #start(): Worker {
    this.#serving = false;
    const { dbPath, key, cachePath, zone, cacheEveryMs, workerUrl } = this.#options;
    const worker = new Worker(workerUrl, {
      name: 'columns',
      workerData: { dbPath, key, cachePath, zone, cacheEveryMs },
    });
    worker.on('message', (reply: Reply) => this.#receive(reply));
    worker.on('error', (error) => {
      const stack = error instanceof Error ? error.stack : undefined;
      this.#logger.error({ error: String(error), stack }, 'Columns worker failed');
    });
    worker.on('exit', (code) => this.#onExit(code));
    return worker;
  }

  #receive(reply: Reply): void {
    switch (reply.op) {
      case 'ready': {
        const { revision, cases, from, ms } = reply;
        this.#logger.info({ revision, cases, from, ms }, 'Columns ready');
        this.#serving = true;
        this.#resolveReady();
        return;
      }
      case 'log':
        this.#logger[reply.level](reply.fields, reply.message);
        return;
      case 'answer':
        this.#removePending(reply.id)?.resolve(reply.value);
        return;
      case 'failed': {
        const error = new Error(reply.message);
        error.stack = reply.stack;
        this.#removePending(reply.id)?.reject(error);
      }
    }
  }

  #removePending(id: number): PendingQuery | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #onExit(code: number): void {
    this.#worker = null;
    if (this.#closing !== null) return;
    const now = performance.now();
    this.#crashTimes = [...this.#crashTimes.filter((at) => at > now - RESTART_WINDOW_MS), now];
    if (this.#crashTimes.length > MAX_RESTARTS) {
      this.#logger.error({ code, crashes: this.#crashTimes.length }, 'Columns worker given up');
      this.#rejectReady(new ColumnsFailed('gave-up'));
      this.#refuseAll('gave-up');
      return;
    }
    this.#logger.warn({ code, crashes: this.#crashTimes.length }, 'Columns worker starts again');
    this.#blameOldestQuery();
    this.#worker = this.#start();
    for (const pending of this.#pending.values()) this.send(pending.request);
  }

  /** Answers come in order, so the oldest query is the one that crashed the worker, unless it crashed while loading. */
  #blameOldestQuery(): void {
    const [oldest] = this.#pending;
    if (oldest === undefined || !this.#serving) return;
    const [id, pending] = oldest;
    // It is tried once more, since it may not be the cause; not again, or it would keep all other queries from being
    // answered.
    if (++pending.crashes > 1) this.#removePending(id)?.reject(new ColumnsFailed('fatal-query'));
  }

  #refuseAll(reason: 'gave-up' | 'closed'): void {
    for (const { reject } of this.#pending.values()) reject(new ColumnsFailed(reason));
    this.#pending.clear();
  }
}
