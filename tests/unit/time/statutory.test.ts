import { expect, it } from 'vitest';
import { lunarDatesOf } from '../../../build/scripts/makeLunarDates.ts';
import { createCalendar } from '../../../shared/time/calendar.ts';
import { deadline } from '../../../shared/time/deadline.ts';
import { FIRST_LUNAR_YEAR, LUNAR_DATES } from '../../../shared/time/lunarDates.ts';
import { provisionalOf } from '../../../shared/time/provisional.ts';
import { provisionalDays, statutoryDays } from '../../../shared/time/statutory.ts';
import { cn, cnCalendar, cnSource, cnText, cnYears } from './calendars.ts';

const datesOf = (year: number, name: string) =>
  (statutoryDays(year) ?? []).filter((day) => day.name.split('、').includes(name)).map((day) => day.date);

it('has the dates of the library, and those of the calendar in ICU', () => {
  expect(FIRST_LUNAR_YEAR + LUNAR_DATES.length - 1).toBe(2100);
  for (const [i, row] of LUNAR_DATES.entries()) {
    const year = FIRST_LUNAR_YEAR + i;
    expect(row, String(year)).toEqual(lunarDatesOf(year));
    const [, spring, dragonBoat, midAutumn] = row.map((date) =>
      Temporal.PlainDate.from(`${year}-${date}`).withCalendar('chinese'),
    );
    expect([spring?.monthCode, spring?.day], `${year} 春节`).toEqual(['M01', 1]);
    expect([dragonBoat?.monthCode, dragonBoat?.day], `${year} 端午`).toEqual(['M05', 5]);
    expect([midAutumn?.monthCode, midAutumn?.day], `${year} 中秋`).toEqual(['M08', 15]);
  }
});

it.each([
  [2025, '2025-01-28', '2025-04-04', '2025-05-31', '2025-10-06'],
  [2026, '2026-02-16', '2026-04-05', '2026-06-19', '2026-09-25'],
  [2027, '2027-02-05', '2027-04-05', '2027-06-09', '2027-09-15'],
  [2028, '2028-01-25', '2028-04-04', '2028-05-28', '2028-10-03'],
  [2029, '2029-02-12', '2029-04-04', '2029-06-16', '2029-09-22'],
  [2030, '2030-02-02', '2030-04-05', '2030-06-05', '2030-09-12'],
])('%i: 除夕 %s, 清明 %s, 端午 %s, 中秋 %s', (year, eve, tombSweeping, dragonBoat, midAutumn) => {
  expect(datesOf(year, '春节')[0]).toBe(eve);
  expect(datesOf(year, '清明节')).toEqual([tombSweeping]);
  expect(datesOf(year, '端午节')).toEqual([dragonBoat]);
  expect(datesOf(year, '中秋节')).toEqual([midAutumn]);
});

it('counts the days of the law of 2025, a day that is two holidays once', () => {
  const names = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'];
  for (let year = 2025; year <= 2100; year++) {
    const counts = names.map((name) => datesOf(year, name).length);
    expect(counts, String(year)).toEqual([1, 4, 1, 2, 1, 1, 3]);
  }
  expect(statutoryDays(2026)).toHaveLength(13);
  expect(statutoryDays(2031)?.find((day) => day.date === '2031-10-01')?.name).toBe('中秋节、国庆节');
  expect(statutoryDays(2024)).toBeNull();
  expect(statutoryDays(2101)).toBeNull();
  expect(provisionalDays('mars', 2027)).toBeNull();
  expect(provisionalDays(null, 2027)).toBeNull();
});

it('every statutory day of 2025 and 2026 is off in the published notice', () => {
  for (const table of cnYears(2025, 2026)) {
    const off = new Set(table.days.filter((day) => day.isOffDay).map((day) => day.date));
    for (const { date } of statutoryDays(table.year) ?? []) expect(off, date).toContain(date);
  }
});

it('counts a year without a table by weekends and statutory days, and says which year it was', () => {
  const calendar = cnCalendar();
  const limit = { amount: 2, unit: 'work_day' } as const;
  const start = cn('2027-02-04 10:00');
  const due = deadline(start, limit, calendar, []);
  // 除夕 is Friday, 5 February; the four days end on Monday, and nobody knows yet which days the notice will move.
  expect(cnText(due)).toBe('2027-02-10 10:00');
  expect(provisionalOf(start, due, limit.unit, calendar)).toEqual({
    year: 2027,
    reason: {
      code: 'calendar-provisional',
      parameters: { calendar: 'cn', year: 2027 },
      message: expect.stringContaining('2027 年放假调休安排尚未导入'),
    },
  });
  expect(calendar.day(cn('2027-02-08 12:00'))).toMatchObject({
    working: false,
    name: '春节',
    basis: 'statutory',
  });
});

it('is provisional only where working time of such a year is touched', () => {
  const calendar = cnCalendar();
  const start = cn('2026-12-30 09:00');
  expect(provisionalOf(start, cn('2026-12-31 18:00'), 'work_hour', calendar)).toBeNull();
  expect(provisionalOf(start, cn('2027-01-04 09:00'), 'work_hour', calendar)?.year).toBe(2027);
  expect(provisionalOf(start, cn('2027-01-04 09:00'), 'natural_day', calendar)).toBeNull();
  expect(provisionalOf(start, null, 'work_hour', calendar)).toBeNull();
  expect(provisionalOf(cn('2028-05-01 09:00'), cn('2029-01-05 09:00'), 'work_day', calendar)?.year).toBe(
    2028,
  );
});

it('takes days of a provisional year that the table of a neighbouring year lists', () => {
  const calendar = createCalendar({
    ...cnSource(),
    years: [
      ...cnYears(2026),
      { year: 2028, days: [{ name: '元旦', date: '2027-12-31', isOffDay: true }], papers: [] },
    ],
  });
  expect(calendar.day(cn('2027-12-31 12:00'))).toMatchObject({ working: false, basis: 'table' });
  expect(calendar.provisionalYear(cn('2027-12-31 12:00'), cn('2027-12-31 12:00'))).toBe(2027);
});
