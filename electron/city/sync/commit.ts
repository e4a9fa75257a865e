import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RowOutcome } from '../../../shared/case/normalised.ts';
import type { CityStore, Clock, PageResult, Placer } from '../ports.ts';
import type { PulledPage, RowReading, SourceAdapter } from './adapter.ts';

/** Rows per transaction: about 50 ms of writing, so that readers and the event loop get their turn. */
const CHUNK = 1_000;
/** A case is taken for gone after it was missing from this many full sweeps (work-order-apis.md §1.5.5). */
const SWEEPS_TO_GONE = 3;

export type CommitDeps = {
  store: CityStore;
  placer: Placer;
  clock: Clock;
  onPage(result: PageResult, source: string): void;
};

/**
 * Reads, places and commits one page, in transactions of at most 1000 rows; the cursor goes with the last of them.
 * Throws what the store throws: the cursor then still stands before the page.
 */
export async function commitPage(
  deps: CommitDeps,
  source: string,
  read: SourceAdapter['read'],
  page: PulledPage,
): Promise<void> {
  const { store } = deps;
  const at = deps.clock.now();
  if (page.rows.length === 0 && page.cursor !== null) store.setCursor(source, page.cursor);
  for (let start = 0; start < page.rows.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    const rows = page.rows.slice(start, start + CHUNK).map((row) => placeRow(read(row), deps.placer));
    const last = start + CHUNK >= page.rows.length;
    deps.onPage(store.applyPage({ source, rows, cursor: last ? page.cursor : null, at }), source);
  }
  if (page.sweepStartedAt !== null) {
    deps.onPage(store.finishSweep(source, page.sweepStartedAt, SWEEPS_TO_GONE, at), source);
  }
}

/** Adds what the pack knows: street, grid, and a limit where the upstream names none. */
export function placeRow(reading: RowReading, placer: Placer): RowOutcome {
  if (!reading.ok) return reading;
  const { case: row } = reading;
  const { street, grid } = placer.place(row);
  if (row.upstreamDueAt !== null) {
    return { ok: true, case: { ...row, street, grid, dueAt: row.upstreamDueAt, dueBasis: 'upstream' } };
  }
  const dueAt = placer.due(row);
  return { ok: true, case: { ...row, street, grid, dueAt, dueBasis: dueAt === null ? null : 'pack' } };
}
