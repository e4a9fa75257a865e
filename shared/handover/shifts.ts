import { atClock, localDate } from '../time/zone.ts';

/** Usual times of shift changes (domain.md §7, row Hand-over), if the pack has none. */
export const SHIFT_TIMES: readonly string[] = ['08:00', '14:00', '20:00'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The reminder appears this long before a change, when the incoming shift arrives. */
const REMINDER_LEAD_MS = 15 * MINUTE;
/** A signature within this time before a change belongs to that change. */
const SIGNATURE_LEAD_MS = HOUR;
/** A post that has never handed over is reminded only this long after a change, since not every post works in shifts. */
const FIRST_REMINDER_MS = 2 * HOUR;

/** A change of shift: when (UTC ms), and its local time as HH:mm. */
export type ShiftChange = { at: number; name: string };

/** The last change at or before `now`. `times`: HH:mm in the zone, at least one. */
export function changeBefore(times: readonly string[], zone: string, now: number): ShiftChange {
  const found = changesAround(times, zone, now).findLast((change) => change.at <= now);
  if (found === undefined) throw new Error('a day has at least one change of shift');
  return found;
}

/** The change to which a signature at `now` belongs: one within the next hour, otherwise the last one. */
export function changeOf(times: readonly string[], zone: string, now: number): ShiftChange {
  return changeBefore(times, zone, now + SIGNATURE_LEAD_MS);
}

/** The change for which a hand-over is due; null if none is. `lastSignedAt` null: the post has never handed over. */
export function dueChange(
  times: readonly string[],
  zone: string,
  lastSignedAt: number | null,
  now: number,
): ShiftChange | null {
  const change = changeBefore(times, zone, now + REMINDER_LEAD_MS);
  if (lastSignedAt === null) return now - change.at < FIRST_REMINDER_MS ? change : null;
  return lastSignedAt >= change.at - SIGNATURE_LEAD_MS ? null : change;
}

function changesAround(times: readonly string[], zone: string, now: number): ShiftChange[] {
  const dates = new Set([now - DAY, now, now + DAY].map((at) => localDate(at, zone)));
  return [...dates]
    .flatMap((date) => times.map((name) => ({ at: atClock(date, name, zone), name })))
    .sort((a, b) => a.at - b.at);
}
