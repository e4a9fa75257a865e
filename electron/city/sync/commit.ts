import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { RowOutcome } from '../../../shared/case/normalised.ts';
import { isSamePauses, nextPauses } from '../../../shared/case/pauses.ts';
import type { CasePause } from '../../../shared/contract/cases.ts';
import { limitOf } from '../../../shared/pack/placer.ts';
import type { CityStore, Clock, PageResult, Placer } from '../ports.ts';
import type { PulledPage, RowReading, SourceAdapter } from './adapter.ts';

/** Rows or tombstones per transaction: about 50 ms of writing, so that readers and the event loop are not blocked. */
const MAX_ROWS_PER_TRANSACTION = 1_000;
/** A case that was missing from this many full sweeps becomes a tombstone (work-order-apis.md §1.5.5). */
const SWEEPS_TO_TOMBSTONE = 3;

export type CommitDeps = {
  store: CityStore;
  placer: Placer;
  clock: Clock;
  onPage(result: PageResult, source: string): void;
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
    const rows = placeRows(
      page.rows.slice(start, start + MAX_ROWS_PER_TRANSACTION).map(read),
      deps,
      source,
      at,
    );
    const last = !endsSweep && start + MAX_ROWS_PER_TRANSACTION >= page.rows.length;
    deps.onPage(store.applyPage({ source, rows, cursor: last ? page.cursor : null, at }), source);
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

/** Rows of one source as they are stored: placed, with a limit, and with the pauses of their clock. `at`: now, UTC ms. */
export function placeRows(
  readings: readonly RowReading[],
  { store, placer }: Pick<CommitDeps, 'store' | 'placer'>,
  source: string,
  at: number,
): RowOutcome[] {
  const ids = readings.flatMap((reading) => (reading.ok ? [reading.case.sourceId] : []));
  const known = store.pausesOf(source, ids);
  return readings.map((reading) => {
    if (!reading.ok) return reading;
    const { sourceId } = reading.case;
    const outcome = placeRow(reading, placer, known.get(sourceId) ?? [], at);
    // The same case may come again in this page.
    if (outcome.ok && outcome.case.pauses !== undefined) known.set(sourceId, [...outcome.case.pauses]);
    return outcome;
  });
}

/**
 * Adds what the pack knows of a case: street, grid, and a time limit where the upstream gives none. `pauses`: those that
 * are stored; `at`: now, UTC ms.
 */
export function placeRow(
  reading: RowReading,
  placer: Placer,
  pauses: readonly CasePause[],
  at: number,
): RowOutcome {
  if (!reading.ok) return reading;
  const { street, grid } = placer.place(reading.case);
  const row = { ...reading.case, categoryCode: placer.codeOf(reading.case) };
  const next = nextPauses(pauses, row, at);
  const paused = isSamePauses(pauses, next) ? {} : { pauses: next };
  if (row.upstreamDueAt !== null) {
    return {
      ok: true,
      case: { ...row, street, grid, dueAt: row.upstreamDueAt, dueBasis: 'upstream', ...paused },
    };
  }
  return {
    ok: true,
    case: { ...row, street, grid, ...limitOf(placer.due({ ...row, pauses: next })), ...paused },
  };
}
