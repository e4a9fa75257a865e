import type { MeetingDecision } from '../contract/meeting.ts';
import type { DecisionKind } from '../contract/meetingItems.ts';
import { sentError } from '../errors/errorText.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import { atClock, localDate } from '../time/zone.ts';

/** Kinds of decisions that are done once they are made, or come again by themselves. */
const WITHOUT_DATE: readonly DecisionKind[] = ['close', 'look-again'];

export const hasDate = (kind: DecisionKind): boolean => !WITHOUT_DATE.includes(kind);

/**
 * The last day of a decision: `days` calendar days after the day of `now`; one that falls on a day off moves to the next
 * working day of the city (domain-2.md §2.10). 0 is the day itself, whatever day that is: those who meet today work today.
 * `at` is the end of that day, UTC ms. @throws CalendarGap
 */
export function dueOf(
  now: number,
  days: number,
  calendar: WorkingCalendar,
): NonNullable<MeetingDecision['due']> {
  const { zone } = calendar;
  let day = Temporal.PlainDate.from(localDate(now, zone)).add({ days });
  const noon = (): number => atClock(day.toString(), '12:00', zone);
  if (days > 0) while (!calendar.day(noon()).working) day = day.add({ days: 1 });
  const date = day.toString();
  const at = atClock(date, '24:00', zone);
  const year = days === 0 ? null : calendar.provisionalYear(now, noon());
  const reason = year === null ? null : sentError('calendar-provisional', { calendar: calendar.name, year });
  return { date, at, provisional: year === null || reason === null ? null : { year, reason } };
}

const DAY = 86_400_000;

/** Whole or begun days that a date has passed, 0 within it. `at`: its end; UTC ms. */
export const daysPast = (at: number, now: number): number => Math.max(0, Math.ceil((now - at) / DAY));
