import { Worker } from 'node:worker_threads';
import type { Logger } from '../ports.ts';
import type { Answer, Arguments, QueryName, Reply, Request, WorkerOptions } from './protocol.ts';

export type ColumnsOptions = WorkerOptions & {
  logger: Logger;
  /** Address of `worker.ts`, or of what a bundler made of it. */
  workerUrl: URL;
};

/** More deaths than this within the window are not bad luck. */
const MOST_RESTARTS = 3;
const RESTART_WINDOW_MS = 10 * 60_000;
/** Writing the cache of ten million cases takes a second or two. */
const CLOSING_MS = 20_000;

const GONE = '统计服务多次异常退出，已停止。案件数据未受影响，请重新启动城哨；若仍出现，请查看日志。';
const FATAL_QUERY = '这次统计使统计服务异常退出，服务已自动恢复。请缩小筛选范围后再试。';
const CLOSED = '统计服务已关闭。';

type Waiting = {
  request: Request;
  /** Workers that died while it was the oldest. */
  deaths: number;
  resolve(value: Answer<QueryName>): void;
  reject(error: Error): void;
};

/** One columns worker after another: sends, waits for answers, and starts the next one when it dies. */
export class ColumnsWorker {
  readonly ready: Promise<void>;
  readonly #options: ColumnsOptions;
  readonly #logger: Logger;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null;
  /** The present worker has loaded. */
  #serving = false;
  #ids = 0;
  #deaths: number[] = [];
  #closing: Promise<void> | null = null;
  #isReady: () => void = () => {};
  #isNotReady: (error: Error) => void = () => {};

  constructor(options: ColumnsOptions) {
    this.#options = options;
    this.#logger = options.logger;
    this.ready = new Promise((resolve, reject) => {
      this.#isReady = resolve;
      this.#isNotReady = reject;
    });
    // Every question is refused as well; nobody needs to wait for `ready`.
    this.ready.catch(() => {});
    this.#worker = this.#start();
  }

  /** For what has no answer. Lost with a dying worker, which does no harm: the next one reads the store. */
  send(request: Request): void {
    this.#worker?.postMessage(request);
  }

  ask<K extends QueryName>(op: K, args: Arguments<K>): Promise<Answer<K>> {
    if (this.#closing !== null) return Promise.reject(new Error(CLOSED));
    if (this.#worker === null) return Promise.reject(new Error(GONE));
    const id = ++this.#ids;
    // One member of the union, which the compiler cannot tell while K is open.
    const request = { op, id, args } as Request;
    return new Promise<Answer<K>>((resolve, reject) => {
      // The worker answers what was asked under the id.
      this.#waiting.set(id, {
        request,
        deaths: 0,
        resolve: (value) => resolve(value as Answer<K>),
        reject,
      });
      this.send(request);
    });
  }

  /** What was asked before is answered, the cache file written, the thread ended. */
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
    }, CLOSING_MS);
    await gone;
    clearTimeout(timer);
    this.#isNotReady(new Error(CLOSED));
    this.#refuseAll(CLOSED);
  }

  #start(): Worker {
    this.#serving = false;
    const { dbPath, cachePath, zone, cacheEveryMs, workerUrl } = this.#options;
    const worker = new Worker(workerUrl, {
      name: 'columns',
      workerData: { dbPath, cachePath, zone, cacheEveryMs },
    });
    worker.on('message', (reply: Reply) => this.#receive(reply));
    worker.on('error', (error) => {
      const stack = error instanceof Error ? error.stack : undefined;
      this.#logger.error({ error: String(error), stack }, 'Columns worker failed');
    });
    worker.on('exit', (code) => this.#ended(code));
    return worker;
  }

  #receive(reply: Reply): void {
    switch (reply.op) {
      case 'ready': {
        const { revision, cases, from, ms } = reply;
        this.#logger.info({ revision, cases, from, ms }, 'Columns ready');
        this.#serving = true;
        this.#isReady();
        return;
      }
      case 'log':
        this.#logger[reply.level](reply.fields, reply.message);
        return;
      case 'answer':
        this.#take(reply.id)?.resolve(reply.value);
        return;
      case 'failed': {
        const error = new Error(reply.message);
        error.stack = reply.stack;
        this.#take(reply.id)?.reject(error);
      }
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #ended(code: number): void {
    this.#worker = null;
    if (this.#closing !== null) return;
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((at) => at > now - RESTART_WINDOW_MS), now];
    if (this.#deaths.length > MOST_RESTARTS) {
      this.#logger.error({ code, deaths: this.#deaths.length }, 'Columns worker given up');
      this.#isNotReady(new Error(GONE));
      this.#refuseAll(GONE);
      return;
    }
    this.#logger.warn({ code, deaths: this.#deaths.length }, 'Columns worker starts again');
    this.#suspect();
    this.#worker = this.#start();
    for (const waiting of this.#waiting.values()) this.send(waiting.request);
  }

  /** Answers come in order, so the oldest question is the one a worker died of, unless it died while loading. */
  #suspect(): void {
    const [oldest] = this.#waiting;
    if (oldest === undefined || !this.#serving) return;
    const [id, waiting] = oldest;
    // Once more, since it may be innocent; not for ever, or it would take all other answers with it.
    if (++waiting.deaths > 1) this.#take(id)?.reject(new Error(FATAL_QUERY));
  }

  #refuseAll(message: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(message));
    this.#waiting.clear();
  }
}
