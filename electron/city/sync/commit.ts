import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { keepUnmentioned } from '../../../shared/case/keepUnmentioned.ts';
import type { StoredCase } from '../../../shared/case/mentioned.ts';
import type { NormalisedCase, PlacedCase, RowOutcome } from '../../../shared/case/normalised.ts';
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
    const readings = page.rows.slice(start, start + MAX_ROWS_PER_TRANSACTION).map((row) => read(row));
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

/**
 * Rows of one source as they are stored: placed, with a limit, and with the pauses of their clock (计时暂停). Of a list that
 * has not all columns, each keeps what is stored of its case. To be followed by storing them without a wait, so that
 * nothing can change in between. `at`: now, UTC ms.
 */
export function placeRows(
  { store, placer }: Pick<CommitDeps, 'store' | 'placer'>,
  source: string,
  readings: readonly RowReading[],
  at: number,
): RowOutcome[] {
  const read = readings.flatMap((reading) => (reading.ok ? [reading] : []));
  const stored = store.storedCases(
    source,
    read.filter(({ mentioned }) => mentioned !== undefined).map((reading) => reading.case.sourceId),
  );
  const pauses = store.pausesOf(
    source,
    read.map((reading) => reading.case.sourceId),
  );
  return readings.map((reading) => {
    if (!reading.ok) return reading;
    const { sourceId } = reading.case;
    const before = stored.get(sourceId);
    const known = pauses.get(sourceId) ?? [];
    const outcome = placedReading(reading, before, placer, known, at);
    // The same case may come again in this page, below a different header of the same list.
    if (outcome.case.pauses !== undefined) pauses.set(sourceId, [...outcome.case.pauses]);
    if (reading.mentioned !== undefined && !isOlder(outcome.case, before))
      stored.set(sourceId, { ...outcome.case, absence: null });
    return outcome;
  });
}

type Placed = Extract<RowOutcome, { ok: true }>;

function placedReading(
  reading: Extract<RowReading, { ok: true }>,
  before: StoredCase | undefined,
  placer: Placer,
  pauses: readonly CasePause[],
  at: number,
): Placed {
  const { case: row, mentioned, notes } = reading;
  if (mentioned === undefined) return { ok: true, case: placeCase(row, placer, pauses, at), notes };
  const placed =
    before === undefined
      ? placeCase(row, placer, pauses, at)
      : keepUnmentioned(row, mentioned, before, placer, { pauses, at });
  return { ok: true, case: placed, wholeContact: true, notes };
}

/** The store leaves a case as it is when an older state of it comes. */
function isOlder(row: PlacedCase, before: StoredCase | undefined): boolean {
  const known = before?.updatedAt ?? null;
  return row.updatedAt !== null && known !== null && row.updatedAt < known;
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
  return reading.ok ? { ok: true, case: placeCase(reading.case, placer, pauses, at) } : reading;
}

function placeCase(
  read: NormalisedCase,
  placer: Placer,
  pauses: readonly CasePause[],
  at: number,
): PlacedCase {
  const { street, grid } = placer.place(read);
  const row = { ...read, categoryCode: placer.codeOf(read) };
  const next = nextPauses(pauses, row, at);
  const paused = isSamePauses(pauses, next) ? {} : { pauses: next };
  if (row.upstreamDueAt !== null)
    return { ...row, street, grid, dueAt: row.upstreamDueAt, dueBasis: 'upstream', ...paused };
  return { ...row, street, grid, ...limitOf(placer.due({ ...row, pauses: next })), ...paused };
}
