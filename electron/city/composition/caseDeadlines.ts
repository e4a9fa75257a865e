import { createHash } from 'node:crypto';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { canonical } from '../../../shared/journal/canonical.ts';
import { type DueReading, dueBy, limitOf } from '../../../shared/pack/placer.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { createSerialQueue } from '../journal/serialQueue.ts';
import type { Clock, PageResult } from '../ports.ts';
import type { Deadlines, OwnDeadline } from '../store/deadlines.ts';

type DueOf = (row: Pick<OwnDeadline, 'categoryCode' | 'requestedAt' | 'pauses' | 'stated'>) => DueReading;

/** Cases looked at in one go; other requests are served between two. */
const PAGE = 2000;

function movedOf(rows: readonly OwnDeadline[], due: DueOf) {
  return rows.flatMap((row) => {
    const limit = limitOf(due(row), row.stated);
    return limit.dueAt === row.dueAt && limit.dueBasis === row.dueBasis
      ? []
      : [{ seq: row.seq, source: row.source, ...limit }];
  });
}

/** How many open cases would get another deadline; nothing is written. */
export async function countMovedCases(deadlines: Deadlines, due: DueOf): Promise<number> {
  let count = 0;
  for (let after: number | null = 0; after !== null; ) {
    const { rows, next } = deadlines.own(after, PAGE);
    count += movedOf(rows, due).length;
    after = next;
    await yieldToEventLoop();
  }
  return count;
}

/**
 * Gives open cases the deadline of `due` where it differs, which came with version `calendar` of the working calendar.
 * `onPage` is told of each transaction. Returns whether it came to the end: between two pages it stops if `goOn` says so.
 */
export async function moveCases(
  deadlines: Deadlines,
  due: DueOf,
  why: { now: () => number; calendar: number },
  onPage: (result: PageResult, source: string) => void,
  goOn: () => boolean,
): Promise<boolean> {
  for (let after: number | null = 0; after !== null; ) {
    // Without a pause between reading and writing, so that no case can change in between.
    const { rows, next } = deadlines.own(after, PAGE);
    for (const [source, moved] of Map.groupBy(movedOf(rows, due), (row) => row.source))
      onPage(deadlines.move(source, moved, { at: why.now(), calendar: why.calendar }), source);
    after = next;
    await yieldToEventLoop();
    if (!goOn()) return false;
  }
  return true;
}

/** Keeps the stored deadlines of open cases to the working calendar in force. */
export type CaseDeadlines = {
  /** The calendar has changed. Resolves when every deadline is by it, or by a still later one. @throws StoreError */
  changed(): Promise<void>;
  /**
   * Computes them again if they are by another calendar: the program ended before all were moved, or a release came with
   * another year. @throws StoreError
   */
  resume(): Promise<void>;
  /** Stops after the present page; the next start does the rest. */
  stop(): Promise<void>;
};

/** `current`: the pack with the calendar in force, and the version of the calendar. */
export function createCaseDeadlines(parts: {
  deadlines: Deadlines;
  current: () => { pack: CityPack; version: number };
  clock: Clock;
  onPage: (result: PageResult, source: string) => void;
}): CaseDeadlines {
  const { deadlines, current, clock, onPage } = parts;
  const passes = createSerialQueue();
  let stopped = false;
  let changes = 0;

  async function pass(): Promise<void> {
    const { pack, version } = current();
    const mark = markOf(pack);
    if (stopped || deadlines.calendar() === mark) return;
    const before = changes;
    // After a later change, a pass for that one is waiting.
    const goOn = () => !stopped && changes === before;
    const why = { now: clock.now, calendar: version };
    if (await moveCases(deadlines, dueBy(pack), why, onPage, goOn)) deadlines.setCalendar(mark);
  }

  return {
    changed() {
      changes++;
      // Cases that are stored from now on have deadlines by the new calendar.
      deadlines.setCalendar(null);
      return passes.run(pass);
    },
    resume: () => passes.run(pass),
    stop() {
      stopped = true;
      return passes.idle();
    },
  };
}

/** Before cases are stored with deadlines by the calendar of this pack, without the service, which might have another. */
export function forgetOtherCalendar(deadlines: Deadlines, pack: CityPack): void {
  if (deadlines.calendar() !== markOf(pack)) deadlines.setCalendar(null);
}

/** A hash of the working calendar. The catalogue has no part in it: no limit is changed while somebody works to it. */
function markOf({ manifest: { zone, working, calendar }, calendarYears, daysOff = [] }: CityPack): string {
  const years = calendarYears.map(({ year, days }) => ({ year, days }));
  return createHash('sha256').update(canonical({ zone, working, calendar, years, daysOff })).digest('hex');
}
