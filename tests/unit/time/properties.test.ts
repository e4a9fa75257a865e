import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { LimitUnit } from '../../../shared/contract/limitUnit.ts';
import { allowance, deadline, elapsedOn, remaining } from '../../../shared/time/deadline.ts';
import { cn, cnCalendar } from './calendars.ts';
import { countMinutes, walk } from './oracle.ts';

const calendar = cnCalendar();
const MINUTE = 60_000;
const first = cn('2018-01-01 00:00') / MINUTE;
const last = cn('2026-10-31 00:00') / MINUTE;
const instant = fc.integer({ min: first, max: last }).map((m) => m * MINUTE);
const units: LimitUnit[] = [
  'urgent_hour',
  'work_hour',
  'work_day',
  'natural_day',
  'urgent_work_day',
  'minute',
];
const limit = fc.record({ amount: fc.integer({ min: 1, max: 20 }), unit: fc.constantFrom(...units) });
const pauses = (start: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: -2000, max: 20_000 }), fc.integer({ min: 1, max: 6000 })), {
      maxLength: 4,
    })
    .map((list) =>
      list.map(([offset, length]) => ({
        from: start + offset * MINUTE,
        to: start + (offset + length) * MINUTE,
      })),
    );
const run = instant.chain((start) => fc.record({ start: fc.constant(start), limit, pauses: pauses(start) }));

describe('against counting day by day', () => {
  it('elapsed working time', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 30 * 1440 }), (from, minutes) => {
        const to = from + minutes * MINUTE;
        return calendar.elapsed(from, to) === countMinutes(from, to) * MINUTE;
      }),
      { numRuns: 60 },
    );
  });

  it('deadlines in working hours, with pauses', () => {
    fc.assert(
      fc.property(run, fc.integer({ min: 1, max: 24 }), ({ start, pauses: list }, amount) => {
        const expected = walk(start, amount * 60, (ms) => list.some((p) => ms >= p.from && ms < p.to));
        return deadline(start, { amount, unit: 'work_hour' }, calendar, list) === expected;
      }),
      { numRuns: 60 },
    );
  });
});

describe('laws', () => {
  it('a deadline is where exactly the allowance has run', () => {
    fc.assert(
      fc.property(run, ({ start, limit: given, pauses: list }) => {
        const due = deadline(start, given, calendar, list);
        if (due === null) return false;
        return (
          elapsedOn(start, due, given.unit, calendar, list) === allowance(start, given, calendar) &&
          remaining(due, start, given, calendar, list) === 0
        );
      }),
    );
  });

  it('a later start, a longer limit and one more pause never bring it forward', () => {
    fc.assert(
      fc.property(run, fc.integer({ min: 0, max: 5000 }), ({ start, limit: given, pauses: list }, later) => {
        const due = deadline(start, given, calendar, []) ?? 0;
        const longer = { ...given, amount: given.amount + 1 };
        return (
          (deadline(start + later * MINUTE, given, calendar, []) ?? 0) >= due &&
          (deadline(start, longer, calendar, []) ?? 0) > due &&
          (deadline(start, given, calendar, list) ?? 0) >= due
        );
      }),
    );
  });

  it('pausing never yields more working time than the calendar has', () => {
    fc.assert(
      fc.property(run, ({ start, limit: given, pauses: list }) => {
        const due = deadline(start, given, calendar, list) ?? start;
        return (
          elapsedOn(start, due, given.unit, calendar, list) <= elapsedOn(start, due, given.unit, calendar, [])
        );
      }),
    );
  });

  it('elapsed time adds up over any cut', () => {
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const [x = 0, y = 0, z = 0] = [a, b, c].sort((p, q) => p - q);
        return calendar.elapsed(x, y) + calendar.elapsed(y, z) === calendar.elapsed(x, z);
      }),
    );
  });

  it('remaining falls with time', () => {
    fc.assert(
      fc.property(
        run,
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (given, a, b) => {
          const at = (minutes: number) =>
            remaining(given.start + minutes * MINUTE, given.start, given.limit, calendar, given.pauses);
          return at(Math.min(a, b)) >= at(Math.max(a, b));
        },
      ),
    );
  });
});
