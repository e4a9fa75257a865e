import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { RowOutcome } from '../../../shared/case/normalised.ts';
import type { CityStore, Clock, PageResult, Placer } from '../ports.ts';
import type { PulledPage, RowReading, SourceAdapter } from './adapter.ts';
import { placeRows } from './placeRows.ts';

/** Rows or tombstones per transaction: about 50 ms of writing, so that readers and the event loop are not blocked. */
const MAX_ROWS_PER_TRANSACTION = 1_000;
/** A case that was missing from this many full sweeps becomes a tombstone (work-order-apis.md §1.5.5). */
const SWEEPS_TO_TOMBSTONE = 3;

export type CommitDeps = {
  store: CityStore;
  placer: Placer;
  clock: Clock;
  onPage(result: PageResult, source: string): void;
  /** Told of each row once it is stored: as it came, as it was read, and as it was placed. */
  onRow?(row: unknown, reading: RowReading, outcome: RowOutcome): void;
  /** The import that the pages belong to, by its key, and how many rows so far were no cases; absent: none. */
  import?: { key: number; leftOut(): number };
};

/**
 * Normalises, places and commits one page in transactions of at most 1000 rows. The cursor is written with the last
 * transaction; at the end of a full sweep it is written after every missing case has its tombstone.
 * Throws what the store throws; the stored cursor is then still that of the previous page.
 */
export async function commitPage(
  deps: CommitDeps,
  source: string,
  read: SourceAdapter['read'],
  page: PulledPage,
): Promise<void> {
  const { store } = deps;
  const at = deps.clock.now();
  const endsSweep = page.sweepStartedAt !== null;
  for (let start = 0; start < page.rows.length; start += MAX_ROWS_PER_TRANSACTION) {
    if (start > 0) await yieldToEventLoop();
    const received = page.rows.slice(start, start + MAX_ROWS_PER_TRANSACTION);
    const readings = received.map((row) => read(row));
    const rows = placeRows(deps, source, readings, at);
    const last = !endsSweep && start + MAX_ROWS_PER_TRANSACTION >= page.rows.length;
    deps.onPage(
      store.applyPage({
        source,
        rows,
        cursor: last ? page.cursor : null,
        at,
        ...(deps.import === undefined
          ? {}
          : { import: { key: deps.import.key, leftOut: deps.import.leftOut() } }),
      }),
      source,
    );
    for (const [index, outcome] of rows.entries()) {
      const reading = readings[index];
      if (reading !== undefined) deps.onRow?.(received[index], reading, outcome);
    }
  }
  if (page.sweepStartedAt !== null) await tombstoneMissing(deps, source, page.sweepStartedAt, at);
  if ((endsSweep || page.rows.length === 0) && page.cursor !== null) store.setCursor(source, page.cursor);
}

async function tombstoneMissing(
  deps: CommitDeps,
  source: string,
  startedAt: number,
  at: number,
): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const result = deps.store.finishSweep(
      source,
      startedAt,
      SWEEPS_TO_TOMBSTONE,
      at,
      after,
      MAX_ROWS_PER_TRANSACTION,
    );
    deps.onPage(result, source);
    after = result.next;
    if (after !== null) await yieldToEventLoop();
  }
}
