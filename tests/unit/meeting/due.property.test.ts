import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysPast, dueOf } from '../../../shared/meeting/due.ts';
import { localDate } from '../../../shared/time/zone.ts';
import { CALENDAR } from './hall.ts';

const ZONE = 'Asia/Shanghai';
const moment = fc.integer({
  min: Date.parse('2026-01-01T00:00:00+08:00'),
  max: Date.parse('2026-10-31T23:59:59+08:00'),
});
const noon = (date: string): number => Date.parse(`${date}T12:00:00+08:00`);

it.each([
  ['a holiday moves to the working day behind the week', '2026-09-16', 20, '2026-10-08'],
  ['a working Saturday stands', '2026-09-30', 10, '2026-10-10'],
  ['a Sunday moves to Monday', '2026-11-25', 4, '2026-11-30'],
  ['0 is the day itself, also a holiday', '2026-10-01', 0, '2026-10-01'],
])('%s', (_what, date, days, due) => {
  expect(dueOf(noon(date), days, CALENDAR).date).toBe(due);
});

it('is the first working day that is not before the counted one', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 60 }), (now, days) => {
      const { date, at } = dueOf(now, days, CALENDAR);
      const counted = Temporal.PlainDate.from(localDate(now, ZONE)).add({ days });
      expect(date >= counted.toString()).toBe(true);
      expect(CALENDAR.day(noon(date)).working).toBe(true);
      for (let day = counted; day.toString() < date; day = day.add({ days: 1 }))
        expect(CALENDAR.day(noon(day.toString())).working).toBe(false);
      expect(localDate(at - 1, ZONE)).toBe(date);
      expect(daysPast(at, at - 1)).toBe(0);
      expect(daysPast(at, at + 1)).toBe(1);
    }),
  );
});

it('never comes earlier for more days', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 0, max: 60 }), (now, days) => {
      expect(dueOf(now, days + 1, CALENDAR).at).toBeGreaterThanOrEqual(dueOf(now, days, CALENDAR).at);
    }),
  );
});
