import type { Columns } from '../ports.ts';
import type { Arguments, QueryName } from './protocol.ts';
import { type ColumnsOptions, ColumnsWorker } from './supervisor.ts';

/**
 * Above this many rows a patch is not copied to the worker: the worker reads the store, which costs the writer less.
 */
const MAX_COPIED_ROWS = 500;

/** Queries whose answer depends on the current time only if the filter asks for overdue cases. */
const INDEPENDENT_OF_NOW: ReadonlySet<QueryName> = new Set(['page', 'heat', 'heatTimeline', 'histogram']);

/**
 * Starts the columns in a worker thread of their own. The database must exist. Identical queries in flight share one
 * answer, arrays included: callers must not write to them or transfer them. A worker that crashes is started again from
 * the store, at most a few times; after that every query is rejected with a message for the operator.
 */
export function startColumns(options: ColumnsOptions): Columns {
  const worker = new ColumnsWorker(options);
  const inFlight = new Map<string, Promise<unknown>>();
  let patches = 0;

  const ask = <K extends QueryName>(op: K, ...args: Arguments<K>): ReturnType<Columns[K]> => {
    // Not shared across a patch: a query sent after it must see it.
    const key = JSON.stringify([patches, op, withoutNow(op, args)]);
    const shared = inFlight.get(key);
    // The key determines the query and so the type of its answer.
    if (shared !== undefined) return shared as ReturnType<Columns[K]>;
    const answer = worker.ask(op, args);
    inFlight.set(key, answer);
    const forget = () => inFlight.delete(key);
    answer.then(forget, forget);
    return answer as ReturnType<Columns[K]>;
  };

  return {
    ready: worker.ready,
    readyWithin: (ms) => resolvesWithin(worker.ready, ms),
    patch: (rows, revision) => {
      patches++;
      worker.send(
        rows.length > MAX_COPIED_ROWS ? { op: 'changed', revision } : { op: 'patch', rows, revision },
      );
    },
    page: (...args) => ask('page', ...args),
    heat: (...args) => ask('heat', ...args),
    heatTimeline: (...args) => ask('heatTimeline', ...args),
    grids: (...args) => ask('grids', ...args),
    gridTimeline: (...args) => ask('gridTimeline', ...args),
    histogram: (...args) => ask('histogram', ...args),
    summary: (...args) => ask('summary', ...args),
    points: (...args) => ask('points', ...args),
    totals: (...args) => ask('totals', ...args),
    close: () => worker.close(),
  };
}

/** The arguments without `now` (always the last one) where the answer does not depend on it. */
function withoutNow<K extends QueryName>(op: K, args: Arguments<K>): readonly unknown[] {
  const [filter] = args;
  const timeless = INDEPENDENT_OF_NOW.has(op) && typeof filter === 'object' && filter.overdue === undefined;
  return timeless ? args.slice(0, -1) : args;
}

/** True if `promise` resolves within `ms`, false if it takes longer; rejects if it rejects in that time. */
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
