import { canonical } from '../../../shared/journal/canonical.ts';
import { type AdoptedContext, adoptionOf } from '../../../shared/whistle/rejudge.ts';
import { clockContextOf, RulesSnapshot, withFormerNames } from '../../../shared/whistle/rulesSnapshot.ts';
import type { WhistleState } from '../../../shared/whistle/state.ts';
import type { Clock } from '../ports.ts';
import type { JournalTable } from '../store/journalTable.ts';
import type { WhistleTable } from '../store/whistleTable.ts';
import type { WhistleStreams } from './streams.ts';

/** Whistles that are taken over between two turns of the event loop: some 5,000 are open in a busy city. */
const BATCH = 20;

type AdoptionParts = {
  table: WhistleTable;
  journalTable: Pick<JournalTable, 'reproject' | 'timers'>;
  streams: WhistleStreams;
  clock: Clock;
};

/** The rules that the stored whistles have been taken over to; at the first start those of the pack. */
export function adoptedContext(given: {
  table: Pick<WhistleTable, 'rulesSnapshot'>;
  snapshot: RulesSnapshot;
}): AdoptedContext {
  return contextOf(storedSnapshot(given.table) ?? given.snapshot);
}

/** Returns the function that puts other rules or another calendar into force; it changes the fields of `live`. */
export function createAdoption(
  parts: AdoptionParts,
  live: AdoptedContext,
): (snapshot: RulesSnapshot) => Promise<void> {
  const { table, journalTable, streams, clock } = parts;
  let started = false;

  async function adopt(
    given: RulesSnapshot,
    act: Parameters<Parameters<WhistleStreams['turn']>[0]>[0],
  ): Promise<void> {
    const stored = storedSnapshot(table);
    const snapshot = withFormerNames(given, stored?.former ? [stored] : snapshotsOf(table.allRules()));
    const body = JSON.stringify(RulesSnapshot.parse(snapshot));
    if (table.rulesSnapshot() === body) return;
    const before = { ...live };
    const number = table.beginAdoption(body, clock.now());
    Object.assign(live, contextOf(snapshot));
    const open = table.openIds();
    const all = stored === null || differsBesideCalendar(stored, snapshot);
    const left: string[] = [];
    try {
      const ended = table.endedSince(
        Math.min(firstChange(stored, snapshot), reopenableSince(stored, snapshot, clock.now())),
      );
      for (const [index, id] of [...open, ...ended].entries()) {
        if (index % BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
        const commandId = `rules-${number}-${id}`;
        const state = streams.load(id);
        if (state === null) continue;
        const plan = state.seen.includes(commandId) ? null : adoptionOf(state, before, live, clock.now());
        if (plan !== null) await act(id, { type: 'adopt-rules', commandId, ...plan }, null, nothing);
        else if (all || hasOtherTimers(parts, id, state)) left.push(id);
      }
      journalTable.reproject(projections(parts, left), () => table.endAdoption(number));
    } catch (error) {
      // The rules in force and the timers must agree even so; the next start takes over the rest.
      journalTable.reproject(projections(parts, open), nothing);
      throw error;
    }
  }

  return async (snapshot) => {
    const turn = started ? streams.turn : streams.turnBeforeTimers;
    await turn((act) => adopt(snapshot, act));
    started = true;
  };
}

/** Rows of lists depend on rules and organisations too; on the calendar, only timers do. */
function differsBesideCalendar(before: RulesSnapshot, after: RulesSnapshot): boolean {
  const rest = ({ foldVersion, pack, rules, orgs }: RulesSnapshot) =>
    canonical({ foldVersion, pack, rules, orgs });
  return rest(before) !== rest(after);
}

/** Whether timers that are stored differ from those by the rules in force: a reminder may move where no deadline does. */
function hasOtherTimers({ journalTable, streams }: AdoptionParts, id: string, state: WhistleState): boolean {
  const { kind, timers } = streams.projection(id, state, state.seq, state.updatedAt);
  const stored = new Map(journalTable.timers.of(kind, id).map((timer) => [timer.id, timer]));
  return (
    stored.size !== timers.length ||
    timers.some((timer) => {
      const row = stored.get(timer.id);
      return row === undefined || row.dueAt !== timer.dueAt || row.body !== timer.body;
    })
  );
}

function contextOf(snapshot: RulesSnapshot): AdoptedContext {
  return { ...clockContextOf(snapshot), pack: snapshot.pack };
}

/** Null before the first, and if an earlier version wrote it in a form that this one does not read. */
function storedSnapshot(table: Pick<WhistleTable, 'rulesSnapshot'>): RulesSnapshot | null {
  const body = table.rulesSnapshot();
  return body === null ? null : (snapshotsOf([body])[0] ?? null);
}

function snapshotsOf(bodies: readonly string[]): RulesSnapshot[] {
  return bodies.flatMap((body) => RulesSnapshot.safeParse(JSON.parse(body)).data ?? []);
}

function* projections({ streams }: AdoptionParts, ids: readonly string[]) {
  for (const id of ids) {
    const state = streams.load(id);
    if (state !== null) yield streams.projection(id, state, state.seq, state.updatedAt);
  }
}

/**
 * The time (UTC ms) from which two calendars differ: whistles that ended before need not be judged again. Infinity if they
 * are the same; 0 if more than days off has changed.
 */
export function firstChange(before: RulesSnapshot | null, after: RulesSnapshot): number {
  if (before === null) return Infinity;
  const { years: oldYears, daysOff: oldOff, ...oldRest } = calendarOf(before);
  const { years: newYears, daysOff: newOff, ...newRest } = calendarOf(after);
  if (canonical(oldRest) !== canonical(newRest)) return 0;
  const [old, now] = [daysOf(oldYears, oldOff), daysOf(newYears, newOff)];
  const changed = [...new Set([...old, ...now])].filter((day) => !old.has(day) || !now.has(day));
  const dates = changed.map((day) => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - DAY);
  return Math.min(...dates);
}

/**
 * Since when (UTC ms) whistles were closed that may still be reopened (重启) and then go on under their old kind. Infinity if
 * no kind has changed.
 */
function reopenableSince(before: RulesSnapshot | null, after: RulesSnapshot, now: number): number {
  if (before === null || canonical(before.rules.kinds) === canonical(after.rules.kinds)) return Infinity;
  return now - after.rules.reopenDays * DAY;
}

const DAY = 86_400_000;

function calendarOf({ zone, working, calendar, years, daysOff }: RulesSnapshot) {
  return { zone, working, calendar, years, daysOff };
}

/** Each day with what it is, each year, and each local day off, beginning with its date. */
function daysOf(years: RulesSnapshot['years'], daysOff: RulesSnapshot['daysOff']): Set<string> {
  return new Set([
    ...years.flatMap(({ year, days }) => [
      `${year}-01-01`,
      ...days.map((day) => `${day.date} ${canonical(day)}`),
    ]),
    ...daysOff.map((off) => `${off.from} ${canonical(off)}`),
  ]);
}

function nothing(): void {}
