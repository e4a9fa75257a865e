import type { CityStore, Logger } from '../ports.ts';

/** Indexes cases for the text search in idle time. */
export type Indexer = {
  /** To be called when new rows may be pending. */
  wake(): void;
  stop(): void;
};

/** One slice blocks the service for about this long, ms. */
const SLICE_MS = 8;
const MAX_BATCH = 2000;

/** Indexes in slices between other work; the batch size is adapted to the time that the last slice took. */
export function startIndexer(store: Pick<CityStore, 'indexBatch'>, logger: Logger): Indexer {
  let batch = 20;
  let pending: NodeJS.Immediate | null = null;
  let stopped = false;

  function slice(): void {
    pending = null;
    if (stopped) return;
    const began = performance.now();
    let more: boolean;
    try {
      more = store.indexBatch(batch);
    } catch (error) {
      // For example a full disk. The next stored page wakes the indexer again.
      logger.warn({ error }, 'text index waits');
      return;
    }
    const took = performance.now() - began;
    if (took > SLICE_MS) batch = Math.max(1, batch >> 1);
    else if (took < SLICE_MS / 2) batch = Math.min(MAX_BATCH, batch * 2);
    if (more) pending = setImmediate(slice);
  }

  return {
    wake() {
      if (!stopped) pending ??= setImmediate(slice);
    },
    stop() {
      stopped = true;
      if (pending !== null) clearImmediate(pending);
    },
  };
}
