import { atClock, localDate } from '../time/zone.ts';

/** Common times of change in the halls (domain.md §7, row Hand-over), where the pack names none. */
export const SHIFT_TIMES: readonly string[] = ['08:00', '14:00', '20:00'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The incoming shift comes a quarter of an hour early. */
const EARLY_MS = 15 * MINUTE;
/** A signature in the hour before a change is of that change. */
const COUNTS_MS = HOUR;
/** A post that never handed over is reminded around the change only: not every desk keeps shifts. */
const FIRST_TIME_MS = 2 * HOUR;

/** A change of shift: when, and its time as the hall says it. */
export type Change = { at: number; name: string };

/** The last change at or before `now`. `times` are HH:mm of the zone, none empty. */
export function changeBefore(times: readonly string[], zone: string, now: number): Change {
  const found = changesAround(times, zone, now).findLast((change) => change.at <= now);
  if (found === undefined) throw new Error('a day has at least one change of shift');
  return found;
}

/** The change that a hand-over signed at `now` is of: the one that comes within the hour, else the last one. */
export function changeOf(times: readonly string[], zone: string, now: number): Change {
  return changeBefore(times, zone, now + COUNTS_MS);
}

/** The change for which the post owes a hand-over; null while none is due. `lastSignedAt` null: it never handed over. */
export function dueChange(
  times: readonly string[],
  zone: string,
  lastSignedAt: number | null,
  now: number,
): Change | null {
  const change = changeBefore(times, zone, now + EARLY_MS);
  if (lastSignedAt === null) return now - change.at < FIRST_TIME_MS ? change : null;
  return lastSignedAt >= change.at - COUNTS_MS ? null : change;
}

function changesAround(times: readonly string[], zone: string, now: number): Change[] {
  const dates = new Set([now - DAY, now, now + DAY].map((at) => localDate(at, zone)));
  return [...dates]
    .flatMap((date) => times.map((name) => ({ at: atClock(date, name, zone), name })))
    .sort((a, b) => a.at - b.at);
}
