import { describe, expect, it } from 'vitest';
import type { LimitUnit } from '../../../shared/contract/limitUnit.ts';
import { createCalendar } from '../../../shared/time/calendar.ts';
import { CalendarGap } from '../../../shared/time/calendarGap.ts';
import { coverageGap } from '../../../shared/time/coverage.ts';
import { deadline, remaining } from '../../../shared/time/deadline.ts';
import { cn, cnCalendar, cnSource, cnText, cnYears, officeHours } from './calendars.ts';

const calendar = cnCalendar();
const HOUR = 3_600_000;

/** domain.md §2.5 and the shapes around it. */
const vectors: [start: string, amount: number, unit: LimitUnit, due: string][] = [
  ['2026-11-20 17:30', 4, 'work_hour', '2026-11-23 11:30'],
  ['2026-11-20 17:30', 1, 'work_day', '2026-11-23 17:30'],
  ['2026-11-21 10:00', 2, 'work_hour', '2026-11-23 10:00'],
  ['2026-11-25 12:30', 1, 'work_hour', '2026-11-25 15:00'],
  ['2026-06-01 22:36', 2, 'urgent_hour', '2026-06-02 00:36'],
  // 调休 Saturdays count: 2026-02-14 and 2026-10-10 are worked.
  ['2026-02-14 09:00', 1, 'work_hour', '2026-02-14 10:00'],
  ['2026-10-10 17:30', 1, 'work_hour', '2026-10-12 08:30'],
  // National Day: the limit jumps over the whole holiday.
  ['2026-09-30 17:00', 2, 'work_hour', '2026-10-08 09:00'],
  ['2026-09-30 17:00', 2, 'natural_day', '2026-10-02 17:00'],
  ['2026-10-01 00:00', 2, 'urgent_work_day', '2026-10-03 00:00'],
  ['2026-11-20 17:59', 15, 'minute', '2026-11-20 18:14'],
  // Exactly used up at the close of a slot: that close, not the next opening.
  ['2026-11-20 17:30', 0.5, 'work_hour', '2026-11-20 18:00'],
  ['2026-11-20 08:00', 4, 'work_hour', '2026-11-20 12:00'],
  // 29 December 2018 is a make-up Saturday that the 2019 file announces; 31 December is off.
  ['2018-12-29 17:00', 2, 'work_hour', '2019-01-02 09:00'],
  // Over the year's end.
  ['2025-12-31 16:00', 1, 'work_day', '2026-01-04 16:00'],
];

describe('test vectors', () => {
  it.each(vectors)('%s + %s %s → %s', (start, amount, unit, due) => {
    expect(cnText(deadline(cn(start), { amount, unit }, calendar, []))).toBe(due);
    expect(remaining(cn(due), cn(start), { amount, unit }, calendar, [])).toBe(0);
  });

  it('counts to the close of the N-th working day where the pack says so', () => {
    const byDay = cnCalendar('end-of-day');
    const limit = { amount: 1, unit: 'work_day' } as const;
    expect(cnText(deadline(cn('2026-11-20 17:30'), limit, byDay, []))).toBe('2026-11-23 18:00');
    expect(cnText(deadline(cn('2026-11-21 10:00'), limit, byDay, []))).toBe('2026-11-23 18:00');
    expect(cnText(deadline(cn('2026-09-30 09:00'), { amount: 2, unit: 'work_day' }, byDay, []))).toBe(
      '2026-10-09 18:00',
    );
    // A pause of an hour moves it by a day: the reading knows whole days only.
    const pause = [{ from: cn('2026-11-23 09:00'), to: cn('2026-11-23 10:00') }];
    expect(cnText(deadline(cn('2026-11-20 17:30'), limit, byDay, pause))).toBe('2026-11-24 18:00');
    expect(remaining(cn('2026-11-24 17:00'), cn('2026-11-20 17:30'), limit, byDay, pause)).toBe(HOUR);
  });
});

describe('pauses', () => {
  const limit = { amount: 4, unit: 'work_hour' } as const;
  const start = cn('2026-11-20 17:30');

  it('measures a pause on the calendar of the limit', () => {
    // Fri 18:00 to Mon 08:00 is 62 h of wall clock and nothing of working time.
    const weekend = [{ from: cn('2026-11-20 18:00'), to: cn('2026-11-23 08:00') }];
    expect(cnText(deadline(start, limit, calendar, weekend))).toBe('2026-11-23 11:30');
    const morning = [{ from: cn('2026-11-23 09:00'), to: cn('2026-11-23 15:00') }];
    expect(cnText(deadline(start, limit, calendar, morning))).toBe('2026-11-23 17:30');
    const urgent = { amount: 4, unit: 'urgent_hour' } as const;
    expect(
      cnText(
        deadline(start, urgent, calendar, [{ from: cn('2026-11-20 20:00'), to: cn('2026-11-20 21:00') }]),
      ),
    ).toBe('2026-11-20 22:30');
  });

  it('counts overlapping pauses once and ignores pauses before the start and after the end', () => {
    const pauses = [
      { from: cn('2026-11-20 16:00'), to: cn('2026-11-20 17:00') },
      { from: cn('2026-11-23 09:00'), to: cn('2026-11-23 10:00') },
      { from: cn('2026-11-23 09:30'), to: cn('2026-11-23 10:00') },
      { from: cn('2026-11-24 09:00'), to: null },
    ];
    expect(cnText(deadline(start, limit, calendar, pauses))).toBe('2026-11-23 14:30');
  });

  it('has no deadline while an open pause holds the clock', () => {
    const open = [{ from: cn('2026-11-23 09:00'), to: null }];
    expect(deadline(start, limit, calendar, open)).toBeNull();
    expect(remaining(cn('2026-11-25 10:00'), start, limit, calendar, open)).toBe(2.5 * HOUR);
  });
});

describe('coverage', () => {
  it('names a missing year for which no law is known, and guesses nothing', () => {
    const early = cn('2017-12-29 17:30');
    expect(() => deadline(early, { amount: 4, unit: 'work_hour' }, calendar, [])).toThrow(/缺少 2017 年/);
    expect(deadline(early, { amount: 4, unit: 'urgent_hour' }, calendar, [])).toBe(early + 4 * HOUR);
    expect(() => calendar.elapsed(cn('2017-12-30 10:00'), cn('2018-01-05 10:00'))).toThrow(CalendarGap);
    expect(() => calendar.day(cn('2101-01-01 10:00'))).toThrow(CalendarGap);
    expect(calendar.covers(cn('2017-12-31 23:59'))).toBe(false);
    expect(calendar.covers(cn('2026-12-31 23:59'))).toBe(true);
    expect(calendar.covers(cn('2027-01-01 00:00'))).toBe(true);
  });

  it('never counts provisionally by the law of another calendar', () => {
    const mars = createCalendar({ ...cnSource(), name: 'mars', years: cnYears(2026) });
    expect(mars.covers(cn('2027-01-01 00:00'))).toBe(false);
    expect(() => mars.day(cn('2027-01-01 10:00'))).toThrow(CalendarGap);
  });

  it('warns before the year is needed', () => {
    const month = 31 * 24 * HOUR;
    expect(coverageGap(calendar, cn('2026-11-22 10:00'), month)).toBeNull();
    expect(coverageGap(calendar, cn('2026-12-10 10:00'), month)).toEqual({
      year: 2027,
      needed: 'ahead',
      counted: 'provisionally',
    });
    expect(coverageGap(calendar, cn('2028-03-01 10:00'), month)).toEqual({
      year: 2028,
      needed: 'now',
      counted: 'provisionally',
    });
    expect(coverageGap(calendar, cn('2017-11-20 10:00'), month)).toEqual({
      year: 2017,
      needed: 'now',
      counted: 'not',
    });
  });

  it('takes an empty year file for a notice that is not out', () => {
    const withEmpty = createCalendar({
      zone: 'Asia/Shanghai',
      working: officeHours,
      name: 'cn',
      years: [...cnYears(2026), { year: 2027, days: [], papers: [] }],
      daysOff: [],
    });
    expect(withEmpty.provisionalYear(cn('2027-03-01 00:00'), cn('2027-03-01 00:00'))).toBe(2027);
  });

  it('needs no year files where the pack names no calendar', () => {
    const boston = createCalendar({
      zone: 'America/New_York',
      working: officeHours,
      name: null,
      years: [],
      daysOff: [],
    });
    // Friday 17:30 before the end of summer time (2011-11-06): Monday 11:30 local is 16:30 UTC.
    const start = Date.parse('2011-11-04T17:30:00-04:00');
    expect(deadline(start, { amount: 4, unit: 'work_hour' }, boston, [])).toBe(
      Date.parse('2011-11-07T11:30:00-05:00'),
    );
  });

  it('refuses slots that overlap or run backwards', () => {
    const slots = (list: [string, string][]) => () =>
      createCalendar({
        zone: 'Asia/Shanghai',
        working: { ...officeHours, slots: list },
        name: 'cn',
        years: [],
        daysOff: [],
      });
    expect(slots([['12:00', '08:00']])).toThrow(/不晚于/);
    expect(
      slots([
        ['08:00', '12:00'],
        ['11:00', '18:00'],
      ]),
    ).toThrow(/重叠/);
  });
});
