import { provisionalDays, type StatutoryDay } from './statutory.ts';
import type { CalendarYear, LocalDaysOff } from './workingTime.ts';
import type { SpecialDay, SpecialDays } from './yearTable.ts';
import { yearOfDate } from './zone.ts';

/** `published`: its table is loaded; `provisional`: counted by weekends and statutory days; `missing`: cannot be counted. */
export type YearState = 'published' | 'provisional' | 'missing';

/** The days of any year that differ from the weekday rule. */
export type SpecialDaysOfYears = {
  stateOf(year: number): YearState;
  of(year: number): SpecialDays;
};

/**
 * Year tables and the city's own days off → special days. A table may list days of its neighbours (the New Year notice of
 * 2019 moves 29–31 December 2018), so days are merged before any year is built; an empty table (notice not out yet)
 * covers nothing. `name` null: weekday rule alone, and every year is covered.
 */
export function specialDaysOf(source: {
  name: string | null;
  years: readonly CalendarYear[];
  daysOff: readonly LocalDaysOff[];
}): SpecialDaysOfYears {
  const listed = new Map<string, SpecialDay>();
  const covered = new Set<number>();
  for (const table of [...source.years].sort((a, b) => a.year - b.year)) {
    if (table.days.length === 0) continue;
    covered.add(table.year);
    for (const { date, name, isOffDay, half } of table.days) {
      const off = isOffDay && half !== undefined ? null : isOffDay;
      listed.set(date, { off, half: half ?? null, name, basis: 'table' });
    }
  }
  // Every list asks for each of its rows whether the year is provisional.
  const known = new Map<number, StatutoryDay[] | null>();
  const statutory = (year: number): StatutoryDay[] | null => {
    const days = known.get(year) ?? provisionalDays(source.name, year);
    known.set(year, days);
    return days;
  };
  const stateOf = (year: number): YearState => {
    if (source.name === null || covered.has(year)) return 'published';
    return statutory(year) === null ? 'missing' : 'provisional';
  };
  return {
    stateOf,
    of(year) {
      const days = new Map<string, SpecialDay>();
      if (stateOf(year) === 'provisional') {
        for (const { date, name } of statutory(year) ?? [])
          days.set(date, { off: true, half: null, name, basis: 'statutory' });
      }
      // Days that the table of a neighbouring year lists are known, also in a provisional year.
      for (const [date, day] of listed) if (yearOfDate(date) === year) days.set(date, day);
      for (const off of source.daysOff) layOver(days, off, year);
      return days;
    },
  };
}

function layOver(
  days: Map<string, SpecialDay>,
  { from, to, half, reason }: LocalDaysOff,
  year: number,
): void {
  const last = Temporal.PlainDate.from(to);
  for (
    let day = Temporal.PlainDate.from(from);
    Temporal.PlainDate.compare(day, last) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (day.year !== year) continue;
    const date = day.toString();
    const known = days.get(date);
    if (known?.off === true) continue;
    const whole = half === null || (known !== undefined && known.half !== null && known.half !== half);
    days.set(date, {
      off: whole ? true : (known?.off ?? null),
      half: whole ? null : half,
      name: reason,
      basis: 'local',
    });
  }
}
