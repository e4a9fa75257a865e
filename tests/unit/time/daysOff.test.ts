import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../shared/time/calendar.ts';
import { deadline } from '../../../shared/time/deadline.ts';
import type { CalendarYear, LocalDaysOff, WorkingTime } from '../../../shared/time/workingTime.ts';
import { cn, cnSource, cnText } from './calendars.ts';

const HOUR = 3_600_000;
const off = (from: string, to: string, half: LocalDaysOff['half'] = null): LocalDaysOff => ({
  ...{ from, to, half, reason: '台风停工' },
});
const withDaysOff = (...daysOff: LocalDaysOff[]) => createCalendar({ ...cnSource(), daysOff });
const worked = (calendar: ReturnType<typeof createCalendar>, date: string) =>
  calendar.elapsed(cn(`${date} 00:00`), cn(`${date} 23:59`)) / HOUR;

describe('days off of the city', () => {
  it('are not counted, both dates included, and move a deadline', () => {
    const calendar = withDaysOff(off('2026-11-23', '2026-11-24'));
    expect(cnText(deadline(cn('2026-11-20 17:30'), { amount: 4, unit: 'work_hour' }, calendar, []))).toBe(
      '2026-11-25 11:30',
    );
    expect(calendar.day(cn('2026-11-24 10:00'))).toMatchObject({
      working: false,
      half: null,
      name: '台风停工',
      basis: 'local',
    });
    expect(worked(calendar, '2026-11-25')).toBe(8);
  });

  it('stop a make-up day, and leave a holiday its name', () => {
    const calendar = withDaysOff(off('2026-09-30', '2026-10-10'));
    expect(worked(calendar, '2026-10-10')).toBe(0);
    expect(calendar.day(cn('2026-10-01 10:00'))).toMatchObject({ name: '国庆节', basis: 'table' });
  });

  it('reach over the end of a year and into a provisional one', () => {
    const calendar = withDaysOff(off('2026-12-31', '2027-01-04'));
    expect([worked(calendar, '2026-12-31'), worked(calendar, '2027-01-04')]).toEqual([0, 0]);
    expect(worked(calendar, '2027-01-05')).toBe(8);
  });

  it('of one half leave the other to be worked; two halves make a whole', () => {
    const calendar = withDaysOff(
      off('2026-11-23', '2026-11-23', 'morning'),
      off('2026-11-24', '2026-11-24', 'afternoon'),
      off('2026-11-25', '2026-11-25', 'afternoon'),
      off('2026-11-25', '2026-11-25', 'morning'),
      off('2026-11-28', '2026-11-28', 'morning'),
    );
    const start = cn('2026-11-20 18:00');
    const due = (hours: number) =>
      cnText(deadline(start, { amount: hours, unit: 'work_hour' }, calendar, []));
    expect(due(1)).toBe('2026-11-23 15:00');
    expect(due(5)).toBe('2026-11-24 09:00');
    expect(due(9)).toBe('2026-11-26 09:00');
    expect(calendar.day(cn('2026-11-23 12:00'))).toMatchObject({ working: true, half: 'morning' });
    expect(calendar.day(cn('2026-11-25 12:00'))).toMatchObject({ working: false, half: null });
    // Half of a Saturday that is not worked stays off.
    expect(worked(calendar, '2026-11-28')).toBe(0);
  });
});

describe('half days of a year table', () => {
  const table = (...days: CalendarYear['days']): CalendarYear => ({ year: 2026, days, papers: [] });
  const calendarOf = (working: WorkingTime, ...days: CalendarYear['days']) =>
    createCalendar({ ...cnSource(), working, years: [table(...days)] });
  const { working } = cnSource();

  it('a half off on a working day, and a make-up day of which a half is worked', () => {
    const calendar = calendarOf(
      working,
      { name: '除夕前', date: '2026-11-23', isOffDay: true, half: 'afternoon' },
      { name: '值班', date: '2026-11-28', isOffDay: false, half: 'afternoon' },
    );
    expect(worked(calendar, '2026-11-23')).toBe(4);
    expect(worked(calendar, '2026-11-28')).toBe(4);
    expect(cnText(calendar.endOfWorkingDay(cn('2026-11-22 10:00'), 1))).toBe('2026-11-23 12:00');
  });

  it('meet in the longest break between slots; a day of one slot is cut at noon', () => {
    const half = (slots: WorkingTime['slots'], which: 'morning' | 'afternoon') => {
      const calendar = calendarOf(
        { ...working, slots },
        { name: '半天', date: '2026-11-23', isOffDay: true, half: which },
      );
      return calendar
        .spans(cn('2026-11-23 00:00'), cn('2026-11-23 23:59'))
        .map(({ start, end }) => `${cnText(start)?.slice(11)}–${cnText(end)?.slice(11)}`);
    };
    const late: WorkingTime['slots'] = [
      ['08:30', '12:30'],
      ['13:30', '17:00'],
      ['17:30', '19:00'],
    ];
    expect(half(late, 'morning')).toEqual(['13:30–17:00', '17:30–19:00']);
    expect(half(late, 'afternoon')).toEqual(['08:30–12:30']);
    expect(half([['09:00', '17:00']], 'morning')).toEqual(['12:00–17:00']);
    expect(half([['09:00', '17:00']], 'afternoon')).toEqual(['09:00–12:00']);
    expect(half([['13:00', '17:00']], 'afternoon')).toEqual([]);
  });
});
