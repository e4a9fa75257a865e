import type { CityStore, Logger } from '../ports.ts';

/** Text search is filled in while nothing else happens. */
export type Indexer = {
  /** New rows may be waiting. */
  wake(): void;
  stop(): void;
};

/** One slice holds up the service for about this long, ms: less than a frame of a window. */
const SLICE_MS = 8;
const MAX_BATCH = 2000;

/** Indexes in slices between other work; the size of a slice follows how long the last one took on this machine. */
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
      // A full disk, for one: the next page that is stored wakes it again.
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
