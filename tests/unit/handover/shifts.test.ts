import { describe, expect, it } from 'vitest';
import { changeBefore, changeOf, dueChange, SHIFT_TIMES } from '../../../shared/handover/shifts.ts';

const ZONE = 'Asia/Shanghai';
const at = (text: string): number => Date.parse(`2026-03-${text}:00+08:00`);

describe('changes of shift', () => {
  it.each([
    ['02T07:59', '01T20:00', '20:00'],
    ['02T08:00', '02T08:00', '08:00'],
    ['02T13:59', '02T08:00', '08:00'],
    ['02T23:59', '02T20:00', '20:00'],
  ])('before %s it was %s', (now, change, name) => {
    expect(changeBefore(SHIFT_TIMES, ZONE, at(now))).toEqual({ at: at(change), name });
  });

  it.each([
    ['02T13:00', '14:00'],
    ['02T12:59', '08:00'],
    ['02T19:30', '20:00'],
    ['02T07:10', '08:00'],
  ])('a signature at %s is of %s', (now, name) => {
    expect(changeOf(SHIFT_TIMES, ZONE, at(now)).name).toBe(name);
  });

  it.each([
    ['nothing is due in the middle of a shift', '02T12:00', '02T08:05', null],
    ['a quarter of an hour early', '02T13:45', '02T08:05', '14:00'],
    ['not a minute earlier', '02T13:44', '02T08:05', null],
    ['until it is signed, however late', '02T19:00', '02T08:05', '14:00'],
    ['signed early counts', '02T14:10', '02T13:05', null],
    ['signed too early does not', '02T14:10', '02T12:55', '14:00'],
    ['the next change takes its place', '02T20:00', '02T08:05', '20:00'],
    ['a post that never handed over, around the change', '02T09:59', null, '08:00'],
    ['and not all day', '02T10:00', null, null],
  ])('%s', (_why, now, last, name) => {
    const due = dueChange(SHIFT_TIMES, ZONE, last === null ? null : at(last), at(now));
    expect(due?.name ?? null).toBe(name);
  });

  it("are a pack's own where it has them", () => {
    expect(changeBefore(['08:30'], ZONE, at('02T08:29'))).toEqual({ at: at('01T08:30'), name: '08:30' });
  });
});
