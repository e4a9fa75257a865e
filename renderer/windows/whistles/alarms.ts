import type { Waiting, WhistleSummary } from '../../../shared/contract/whistles.ts';
import { alarmKey } from '../../../shared/handover/alarmKey.ts';
import { type Me, mineOf } from './filter.ts';

/** An act that the signed-in operator owes. Anything else that happens is a notice, and silent. */
export type Alarm = {
  /** Stays the same until the act changes, or falls overdue: then it is another alarm. */
  key: string;
  whistle: string;
  row: WhistleSummary;
  waiting: Waiting;
  /** Worth the insistent tone: overdue, or escalated to 督办 or higher. */
  urgent: boolean;
};

export function alarmsOf(rows: Iterable<WhistleSummary>, me: Me | null): Alarm[] {
  const found: Alarm[] = [];
  for (const row of rows)
    for (const waiting of mineOf(row, me))
      found.push({
        key: alarmKey(row, waiting),
        whistle: row.id,
        row,
        waiting,
        urgent: waiting.overdue || row.level >= 2,
      });
  return found;
}

/** What an operator knows of alarms in this window, and when each came. Times in ms of the service's clock. */
export type AlarmBook = {
  /** Alarms known so far → when they came. */
  came: Readonly<Record<string, number>>;
  /** 已知晓: quiet, but still owed. */
  acknowledged: readonly string[];
  /** 搁置 until a moment, as the service last reported; then they sound again. */
  shelved: Readonly<Record<string, number>>;
};

export const NO_ALARMS: AlarmBook = { came: {}, acknowledged: [], shelved: {} };

const MINUTE = 60_000;
const FLOOD_WINDOW = 10 * MINUTE;
/** More than ten new alarms in ten minutes: nobody can judge each on its own any more (domain.md §7). */
export const FLOOD = 10;
const HOUR = 60 * MINUTE;

/** Until when alarms are shelved, by key; a fact of the service, so that all windows of an operator agree. */
export type Shelf = Readonly<Record<string, number>>;

/**
 * The book after a look at what is owed now and what is shelved. `fresh`: alarms that came, or whose shelving ran out,
 * since the last look. The first look of a shift (`opening`) knows everything without calling it new.
 */
export function look(
  book: AlarmBook,
  alarms: readonly Alarm[],
  shelf: Shelf,
  now: number,
  opening: boolean,
): { book: AlarmBook; fresh: Alarm[] } {
  const came: Record<string, number> = {};
  const shelved: Record<string, number> = {};
  const fresh: Alarm[] = [];
  const keys = new Set(alarms.map(({ key }) => key));
  for (const [key, at] of Object.entries(book.came)) if (now - at < HOUR || keys.has(key)) came[key] = at;
  const acknowledged = new Set(book.acknowledged.filter((key) => keys.has(key)));
  for (const alarm of alarms) {
    const until = shelf[alarm.key];
    if (until !== undefined && until > now) {
      shelved[alarm.key] = until;
      // Put off in whichever window: quiet in this one too.
      acknowledged.add(alarm.key);
    }
    const before = book.shelved[alarm.key];
    const woke = before !== undefined && before <= now && !(alarm.key in shelved);
    if (alarm.key in came && !woke) continue;
    // Alarms that stood there before the shift began count as old for the rate, yet have to be acknowledged.
    came[alarm.key] = opening ? now - HOUR : now;
    if (woke) acknowledged.delete(alarm.key);
    if (!opening) fresh.push(alarm);
  }
  return { book: { came, acknowledged: [...acknowledged], shelved }, fresh };
}

/** 知晓 is not done: the act stays owed and listed. */
export function acknowledge(book: AlarmBook, keys: readonly string[]): AlarmBook {
  return { ...book, acknowledged: [...new Set([...book.acknowledged, ...keys])] };
}

/** New alarms of the last hour, and whether the last ten minutes were a flood. */
export function alarmLoad(book: AlarmBook, now: number): { perHour: number; flood: boolean } {
  const ages = Object.values(book.came).map((at) => now - at);
  return {
    perHour: ages.filter((age) => age < HOUR).length,
    flood: ages.filter((age) => age < FLOOD_WINDOW).length > FLOOD,
  };
}

/** A tone that sounded; `at` in ms of the service's clock. */
export type Tone = { at: number; urgent: boolean };
/** How long a service that was started again may bring alarms that are not new, ms. */
export const CATCH_UP = MINUTE;

/**
 * Whether new alarms sound. After a restart the service fires what fell due meanwhile, one after the other: that is one tone,
 * and a second one only where the first urgent alarm comes after others. `restartedAt`: when the stream began anew.
 */
export function sounds(last: Tone | null, restartedAt: number | null, now: number, urgent: boolean): boolean {
  if (restartedAt === null || now - restartedAt >= CATCH_UP) return true;
  if (last === null || last.at < restartedAt) return true;
  return urgent && !last.urgent;
}

/** In a flood alarms are grouped by kind and street, the largest group first. */
export function groupAlarms(alarms: readonly Alarm[]): { kind: string; street: string; alarms: Alarm[] }[] {
  const groups = new Map<string, { kind: string; street: string; alarms: Alarm[] }>();
  for (const alarm of alarms) {
    const key = `${alarm.row.kind}/${alarm.row.street}`;
    const group = groups.get(key) ?? { kind: alarm.row.kindName, street: alarm.row.street, alarms: [] };
    group.alarms.push(alarm);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.alarms.length - a.alarms.length);
}
