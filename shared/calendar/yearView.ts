import type { CalendarDayKind, CalendarYearState, CalendarYearView } from '../contract/calendars.ts';
import { calendarOf } from '../pack/placer.ts';
import type { CityPack } from '../pack/schema.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { CalendarDay } from '../time/yearTable.ts';
import { startOfDay } from '../time/zone.ts';

/** Every day of a year for a window; no days for a year that cannot be counted. `own`: years that the city imported. */
export function yearViewOf(pack: CityPack, own: ReadonlySet<number>, year: number): CalendarYearView {
  const calendar = calendarOf(pack);
  const state = stateOf(calendar, own, year);
  if (state === 'missing') return { year, state, days: [] };
  return {
    year,
    state,
    days: daysOf(calendar, year).map((day) => {
      const { date, weekday, half, name } = day;
      return { date, weekday, kind: kindOf(day), half, name };
    }),
  };
}

export function stateOf(
  calendar: WorkingCalendar,
  own: ReadonlySet<number>,
  year: number,
): CalendarYearState {
  const start = startOfDay(`${year}-01-01`, calendar.zone);
  if (!calendar.covers(start)) return 'missing';
  if (calendar.provisionalYear(start, start) !== null) return 'provisional';
  return own.has(year) ? 'own' : 'published';
}

/** How many days of these years two packs count differently, in full or by half. */
export function changedDays(before: CityPack, after: CityPack, years: readonly number[]): number {
  const [old, now] = [calendarOf(before), calendarOf(after)];
  let changed = 0;
  for (const year of years) {
    const worked = (calendar: WorkingCalendar): Map<string, string> =>
      new Map(
        stateOf(calendar, new Set(), year) === 'missing'
          ? []
          : daysOf(calendar, year).map((day) => [day.date, `${day.working} ${day.half}`]),
      );
    const [a, b] = [worked(old), worked(now)];
    for (const date of new Set([...a.keys(), ...b.keys()])) if (a.get(date) !== b.get(date)) changed++;
  }
  return changed;
}

function daysOf(calendar: WorkingCalendar, year: number): CalendarDay[] {
  return calendar.days(
    startOfDay(`${year}-01-01`, calendar.zone),
    startOfDay(`${year}-12-31`, calendar.zone),
  );
}

function kindOf({ working, half, basis }: CalendarDay): CalendarDayKind {
  if (basis === 'local') return 'closed';
  if (half !== null) return 'half';
  if (basis === 'weekday') return working ? 'work' : 'weekend';
  return working ? 'make-up' : 'off';
}
