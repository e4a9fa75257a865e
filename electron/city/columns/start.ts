import type { Columns } from '../ports.ts';
import type { Arguments, QueryName } from './protocol.ts';
import { type ColumnsOptions, ColumnsWorker } from './supervisor.ts';

/** Above this, rows of a patch are not copied over: copying costs the writer's thread more than reading the worker. */
const COPY_ROWS = 500;

/** Kinds of answer that «now» enters through the filter alone. */
const TIMELESS: ReadonlySet<QueryName> = new Set(['page', 'heat', 'histogram']);

/**
 * Columns in a worker thread of their own. The database must exist. Identical questions under way share one answer,
 * arrays included: read them, do not write to or transfer them. When the worker dies it is started again from the
 * store, a few times; after that every question is refused with a message for the operator.
 */
export function startColumns(options: ColumnsOptions): Columns {
  const worker = new ColumnsWorker(options);
  const underWay = new Map<string, Promise<unknown>>();
  let patches = 0;

  const ask = <K extends QueryName>(op: K, ...args: Arguments<K>): ReturnType<Columns[K]> => {
    // Not shared across a patch: what is asked after it must see it.
    const key = JSON.stringify([patches, op, withoutNow(op, args)]);
    const shared = underWay.get(key);
    // The key names the question, and so the type of its answer.
    if (shared !== undefined) return shared as ReturnType<Columns[K]>;
    const answer = worker.ask(op, args);
    underWay.set(key, answer);
    const over = () => underWay.delete(key);
    answer.then(over, over);
    return answer as ReturnType<Columns[K]>;
  };

  return {
    ready: worker.ready,
    readyWithin: (ms) => resolvesWithin(worker.ready, ms),
    patch: (rows, revision) => {
      patches++;
      worker.send(rows.length > COPY_ROWS ? { op: 'changed', revision } : { op: 'patch', rows, revision });
    },
    page: (...args) => ask('page', ...args),
    heat: (...args) => ask('heat', ...args),
    grids: (...args) => ask('grids', ...args),
    histogram: (...args) => ask('histogram', ...args),
    summary: (...args) => ask('summary', ...args),
    points: (...args) => ask('points', ...args),
    totals: (...args) => ask('totals', ...args),
    close: () => worker.close(),
  };
}

/** The arguments without «now» (always the last one) where the answer is the same at any time. */
function withoutNow<K extends QueryName>(op: K, args: Arguments<K>): readonly unknown[] {
  const [filter] = args;
  const timeless = TIMELESS.has(op) && typeof filter === 'object' && filter.overdue === undefined;
  return timeless ? args.slice(0, -1) : args;
}

/** True when `promise` resolves within `ms`, false when it takes longer; rejects as it does. */
async function resolvesWithin(promise: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([promise.then(() => true), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
