import type { FeedbackRule } from '../contract/orders.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { atClock, localDate, startOfDay } from '../time/zone.ts';
import { WORKING_DAYS_TO_RUNG } from './limits.ts';

/** `2026-11-20` and 3 → `2026-11-23`. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Local days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** End of a local day, UTC ms: the first instant of the next one. */
export function endOfDay(date: string, zone: string): number {
  return startOfDay(addDays(date, 1), zone);
}

/** The last instant (UTC ms) of the day that ends at `dueAt`. */
export function lastOf(dueAt: number): number {
  return dueAt - 1;
}

/**
 * The date itself, or the first working day after it: a limit that ends on a day off ends when work goes on
 * (domain-2.md §2.10: by the calendar, not by a week). @throws CalendarGap
 */
export function workingDayFrom(date: string, calendar: WorkingCalendar): string {
  for (let day = date; ; day = addDays(day, 1)) {
    if (calendar.day(startOfDay(day, calendar.zone)).working) return day;
  }
}

/** The working day by which a limit of `days` natural days from an instant (UTC ms) runs out, before the calendar moves it. */
export function countedFrom(start: number, days: number, zone: string): string {
  return addDays(localDate(start, zone), days);
}

/**
 * When a rung (催办) is reached, UTC ms. The first at the opening of work on the day after the limit, be it a day off: it goes
 * to a leader. The others at the close of the n-th working day after the rung before. `base`: the limit, or that rung.
 * @throws CalendarGap
 */
export function rungAt(rung: 1 | 2 | 3, base: number, calendar: WorkingCalendar): number {
  if (rung === 1) return atClock(localDate(base, calendar.zone), opening(calendar), calendar.zone);
  return calendar.endOfWorkingDay(base, WORKING_DAYS_TO_RUNG[rung].days);
}

/** When the feedback of a cycle that began at `from` (UTC ms) is due: the end of a working day. @throws CalendarGap */
export function feedbackDueAt(from: number, rule: FeedbackRule, calendar: WorkingCalendar): number | null {
  if (rule.kind === 'once') return null;
  const day = workingDayFrom(countedFrom(from, rule.days, calendar.zone), calendar);
  return endOfDay(day, calendar.zone);
}

/** `08:00`: when the first slot of a working day begins. */
function opening({ working }: WorkingCalendar): string {
  return working.slots.map(([from]) => from).sort()[0] ?? '00:00';
}
