import type { WorkingCalendar } from './calendar.ts';
import { CalendarGap } from './calendarGap.ts';
import { localYear } from './zone.ts';

/**
 * What the operator must know about the loaded years: the message of the first year missing between `now` and `ahead` ms
 * later, null when all are there. Limits of weeks reach into the next year before it begins.
 */
export function coverageNotice(calendar: WorkingCalendar, now: number, ahead: number): string | null {
  if (!calendar.covers(now)) return new CalendarGap(localYear(now, calendar.zone), calendar.name).message;
  if (calendar.covers(now + ahead)) return null;
  return new CalendarGap(localYear(now + ahead, calendar.zone), calendar.name).message;
}
