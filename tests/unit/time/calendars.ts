import { readFileSync } from 'node:fs';
import { type CalendarSource, createCalendar, type WorkingCalendar } from '../../../shared/time/calendar.ts';
import { CalendarYear, type WorkingTime } from '../../../shared/time/workingTime.ts';

/** The shipped year files. */
export function cnYears(...years: number[]): CalendarYear[] {
  return years.map((year) =>
    CalendarYear.parse(
      JSON.parse(readFileSync(new URL(`../../../build/calendars/cn/${year}.json`, import.meta.url), 'utf8')),
    ),
  );
}

export const officeHours: WorkingTime = {
  weekdays: [1, 2, 3, 4, 5],
  slots: [
    ['08:00', '12:00'],
    ['14:00', '18:00'],
  ],
  workDay: 'rolling',
  source: 'test',
};

export const ALL_YEARS = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026];

/** The shipped calendar as a source, to be changed by a test. */
export function cnSource(): CalendarSource {
  return {
    zone: 'Asia/Shanghai',
    working: officeHours,
    name: 'cn',
    years: cnYears(...ALL_YEARS),
    daysOff: [],
  };
}

export function cnCalendar(workDay: WorkingTime['workDay'] = 'rolling'): WorkingCalendar {
  return createCalendar({ ...cnSource(), working: { ...officeHours, workDay } });
}

/** `2026-11-20 17:30` in China, which has had one offset since 1991. */
export function cn(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
}

export function cnText(ms: number | null): string | null {
  return ms === null ? null : new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
