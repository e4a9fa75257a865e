import { categoryWord } from '../../../shared/case/categoryWord.ts';
import { keepUnmentioned } from '../../../shared/case/keepUnmentioned.ts';
import type { Mentioned, StoredCase } from '../../../shared/case/mentioned.ts';
import type { NormalisedCase, PlacedCase, RowOutcome } from '../../../shared/case/normalised.ts';
import { isSamePauses, nextPauses } from '../../../shared/case/pauses.ts';
import { statedLimitOf } from '../../../shared/case/statedLimit.ts';
import type { CasePause } from '../../../shared/contract/cases.ts';
import type { SentError } from '../../../shared/contract/common.ts';
import { upstreamMessage } from '../../../shared/errors/upstream/message.ts';
import { limitBy } from '../../../shared/pack/placer.ts';
import type { CityStore, Placer } from '../ports.ts';
import type { RowReading } from './adapter.ts';
import { excerpt } from './normalise/excerpt.ts';

export type PlacingDeps = { store: Pick<CityStore, 'storedCases' | 'pausesOf'>; placer: Placer };

/** For rows of a source of which nothing is stored. */
export const NOTHING_STORED: PlacingDeps['store'] = {
  storedCases: () => new Map(),
  pausesOf: () => new Map(),
};

/**
 * Rows of one source as they are stored: placed, with a limit, and with the pauses of their clock (计时暂停). Of a list that
 * has not all columns, each keeps what is stored of its case. To be followed by storing them without a wait, so that
 * nothing can change in between. `at`: now, UTC ms.
 */
export function placeRows(
  { store, placer }: PlacingDeps,
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
    const { case: row, mentioned } = reading;
    const notes = [...reading.notes, ...categoryNotes(row, mentioned, placer)];
    const before = stored.get(row.sourceId);
    const known = pauses.get(row.sourceId) ?? [];
    const placed =
      mentioned === undefined || before === undefined
        ? placeCase(row, placer, known, at)
        : keepUnmentioned(row, mentioned, before, placer, { pauses: known, at });
    // The same case may come again in this page, below a different header of the same list.
    if (placed.pauses !== undefined) pauses.set(row.sourceId, [...placed.pauses]);
    if (mentioned !== undefined && !isOlder(placed, before))
      stored.set(row.sourceId, { ...placed, absence: null });
    return { ok: true, case: placed, wholeContact: mentioned !== undefined, notes };
  });
}

/** Where the catalogue has not the category of the row, or more than once: its limit is not known then. */
function categoryNotes(row: NormalisedCase, mentioned: Mentioned | undefined, placer: Placer): SentError[] {
  const isNamed = mentioned === undefined || mentioned.has('categoryName') || mentioned.has('categoryCode');
  const problem = isNamed ? placer.categoryDoubt(row) : null;
  if (problem === null) return [];
  return [upstreamMessage('category-not-found', { problem, value: excerpt(categoryWord(row)) })];
}

/** The store leaves a case as it is when an older state of it comes. */
function isOlder(row: PlacedCase, before: StoredCase | undefined): boolean {
  const known = before?.updatedAt ?? null;
  return row.updatedAt !== null && known !== null && row.updatedAt < known;
}

/** Adds what the pack knows of a case: street, grid, and a time limit where the upstream gives none. */
function placeCase(row: NormalisedCase, placer: Placer, known: readonly CasePause[], at: number): PlacedCase {
  const categoryCode = placer.codeOf(row);
  const pauses = nextPauses(known, row, at);
  return {
    ...row,
    categoryCode,
    ...placer.place(row),
    ...limitBy(placer, row.upstreamDueAt, {
      ...{ categoryCode, requestedAt: row.requestedAt, pauses },
      stated: statedLimitOf(row.originalTimes),
    }),
    ...(isSamePauses(known, pauses) ? {} : { pauses }),
  };
}
