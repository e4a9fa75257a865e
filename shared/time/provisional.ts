import type { LimitUnit } from '../contract/limitUnit.ts';
import { sentError } from '../errors/errorText.ts';
import type { WorkingCalendar } from './calendar.ts';
import { isContinuous } from './deadline.ts';

/** A deadline is provisional (暂定): the table of this year is not loaded, and it may move when the table arrives. */
export type Provisional = {
  year: number;
  reason: ReturnType<typeof sentError<'calendar-provisional'>>;
};

/**
 * Whether a limit that runs from `start` to `due` (UTC ms) is provisional: its unit counts working time, and it touches a
 * year that is counted by weekends and statutory days alone. Null if it is not, and for a `due` that is not known.
 */
export function provisionalOf(
  start: number,
  due: number | null,
  unit: LimitUnit,
  calendar: WorkingCalendar,
): Provisional | null {
  if (due === null || isContinuous(unit)) return null;
  const year = calendar.provisionalYear(start, due);
  if (year === null) return null;
  return { year, reason: sentError('calendar-provisional', { calendar: calendar.name, year }) };
}
