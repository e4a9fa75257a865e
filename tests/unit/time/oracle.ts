import { ALL_YEARS, cnYears } from './calendars.ts';

/**
 * Counts by hand what the calendar computes: minute by minute over a plain walk of days, with no table, no search and
 * no zone library. China's offset is fixed, so UTC + 8 h read as UTC gives the local clock.
 */
const special = new Map(
  cnYears(...ALL_YEARS).flatMap((y) => y.days.map((d) => [d.date, !d.isOffDay] as const)),
);

export function isWorkingMinute(ms: number): boolean {
  const local = new Date(ms + 8 * 3_600_000);
  const date = local.toISOString().slice(0, 10);
  const weekday = local.getUTCDay();
  if (!(special.get(date) ?? (weekday >= 1 && weekday <= 5))) return false;
  const hour = local.getUTCHours();
  return (hour >= 8 && hour < 12) || (hour >= 14 && hour < 18);
}

/** Working minutes in [from, to), both on whole minutes. */
export function countMinutes(from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 60_000) if (isWorkingMinute(at)) count++;
  return count;
}

/** The end of the n-th working minute from `from`, skipping minutes inside pauses. */
export function walk(from: number, minutes: number, paused: (ms: number) => boolean): number {
  let left = minutes;
  let at = from;
  while (left > 0) {
    if (isWorkingMinute(at) && !paused(at)) left--;
    at += 60_000;
  }
  return at;
}
