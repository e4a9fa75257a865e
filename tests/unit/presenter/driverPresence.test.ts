import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAct } from '../../../shared/presenter/acts.ts';
import { type Control, LIVE, NO_CONTROL } from '../../../shared/presenter/control.ts';
import {
  contactAfterAnswer,
  contactAfterCheck,
  controlAfterCheck,
  DRIVER_GRACE_MS,
  type DriverContact,
  isUnresponsive,
  shouldAskDriver,
  UNRESPONSIVE_MS,
} from '../../../shared/presenter/driverPresence.ts';

const DRIVER = 'desk-1';
/** How often a wall looks, ms. */
const LOOK = 2000;

/** A wall that looks at those moments, each so long after the one before; the driver answers what it is asked until it hangs. */
function listens(
  waits: readonly number[],
  hangs: (now: number) => boolean,
): { now: number; silent: boolean }[] {
  let contact: DriverContact | null = null;
  let now = 1_000_000;
  return waits.map((wait) => {
    now += wait;
    contact = contactAfterCheck(contact, DRIVER, now);
    const silent = isUnresponsive(contact);
    if (shouldAskDriver(contact) && !hangs(now)) contact = contactAfterAnswer(contact, DRIVER, now + 5);
    return { now, silent };
  });
}

const looks = (count: number): number[] => Array.from({ length: count }, () => LOOK);

describe('a driver that is asked whether it does anything', () => {
  it('is silent some thirty seconds after it hung, and not before', () => {
    const hungAt = 1_000_000 + 20 * LOOK;
    const told = listens(looks(60), (now) => now >= hungAt);
    const first = told.find(({ silent }) => silent)?.now ?? 0;
    expect(first - hungAt).toBeGreaterThan(UNRESPONSIVE_MS - 10_000);
    expect(first - hungAt).toBeLessThanOrEqual(UNRESPONSIVE_MS + LOOK);
  });

  it('is silent too where it has never answered', () => {
    expect(listens(looks(20), () => true).at(-1)?.silent).toBe(true);
    expect(listens(looks(15), () => true).some(({ silent }) => silent)).toBe(false);
  });

  it('is never silent while it answers, however the wall itself is held up', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(12_000), fc.nat(9 * 3_600_000)), { maxLength: 80 }), (waits) => {
        expect(listens(waits, () => false).some(({ silent }) => silent)).toBe(false);
      }),
    );
  });

  it('is not judged by a wall that slept or whose timers go once a minute, nor by a clock that was set', () => {
    expect(listens([LOOK, 8 * 3_600_000, LOOK], () => true).some(({ silent }) => silent)).toBe(false);
    expect(listens([...looks(12), 60_000, ...looks(12)], () => true).some(({ silent }) => silent)).toBe(
      false,
    );
    expect(
      listens(
        Array.from({ length: 60 }, () => 60_000),
        () => true,
      ).some(({ silent }) => silent),
    ).toBe(false);
    expect(listens([...looks(12), -3_600_000, ...looks(12)], () => true).some(({ silent }) => silent)).toBe(
      false,
    );
  });

  it('is asked every few seconds, and at once where it is new', () => {
    const first = contactAfterCheck(null, DRIVER, 1000);
    expect(shouldAskDriver(first)).toBe(true);
    const answered = contactAfterAnswer(first, DRIVER, 1005);
    const asked = [3000, 5000, 7000].map((now) => shouldAskDriver(contactAfterCheck(answered, DRIVER, now)));
    expect(asked).toEqual([false, false, true]);
    expect(shouldAskDriver(contactAfterCheck(answered, 'desk-2', 3000))).toBe(true);
  });

  it('is not excused by the answers of another window', () => {
    const first = contactAfterCheck(null, DRIVER, 1000);
    expect(contactAfterAnswer(first, 'desk-2', 5000)).toBe(first);
    expect(contactAfterAnswer(null, DRIVER, 5000)).toBeNull();
  });
});

describe('the wall of a driver that hangs', () => {
  const operator = 'duty';
  const driver = { window: DRIVER, operator, name: 'duty', since: 0 };

  /** A frozen wall over those looks: what is in force after each. */
  function watched(count: number, hangs: (now: number) => boolean): { now: number; control: Control }[] {
    const frozen = applyAct(NO_CONTROL, { type: 'freeze' }, { driver, now: 1_000_000, id: 'a' });
    if (typeof frozen === 'string') throw new Error(frozen);
    let control = frozen;
    return listens(looks(count), hangs).map(({ now, silent }) => {
      const windows = new Set(silent ? [] : [DRIVER]);
      control = controlAfterCheck(control, 'wall-1', now, { windows, operator }) ?? control;
      return { now, control };
    });
  }
  const HUNG = 1_000_000 + 10 * LOOK;

  it('is live after the grace, and stays so when the driver answers again', () => {
    const back = HUNG + UNRESPONSIVE_MS + DRIVER_GRACE_MS + 20_000;
    const seen = watched(60, (now) => now >= HUNG && now < back);
    const live = seen.find(({ control }) => control.driver === null);
    expect(live?.control).toMatchObject({ content: LIVE, leftAt: null });
    expect(live?.now).toBeLessThanOrEqual(HUNG + UNRESPONSIVE_MS + DRIVER_GRACE_MS + 2 * LOOK);
    expect(seen.at(-1)?.now).toBeGreaterThan(back + 10_000);
    expect(seen.at(-1)?.control).toEqual(live?.control);
  });

  it('is live after the grace also where the clock was set back meanwhile', () => {
    const frozen = applyAct(NO_CONTROL, { type: 'freeze' }, { driver, now: HUNG, id: 'a' });
    if (typeof frozen === 'string') throw new Error(frozen);
    const nobody = { windows: new Set<string>(), operator: null };
    const year = 365 * 24 * 3_600_000;
    const left = controlAfterCheck(frozen, 'wall-1', HUNG + year, nobody) ?? frozen;
    const again = controlAfterCheck(left, 'wall-1', HUNG, nobody) ?? left;
    expect(again.leftAt).toBe(HUNG);
    expect(controlAfterCheck(again, 'wall-1', HUNG + DRIVER_GRACE_MS - 1, nobody)).toBeNull();
    expect(controlAfterCheck(again, 'wall-1', HUNG + DRIVER_GRACE_MS, nobody)?.content).toEqual(LIVE);
  });

  it('goes on being driven when the driver answers within the grace', () => {
    const back = HUNG + UNRESPONSIVE_MS + DRIVER_GRACE_MS / 2;
    const seen = watched(60, (now) => now >= HUNG && now < back);
    expect(seen.some(({ control }) => control.leftAt !== null)).toBe(true);
    expect(seen.every(({ control }) => control.driver?.window === DRIVER)).toBe(true);
    expect(seen.at(-1)?.control).toMatchObject({ leftAt: null, content: { frozenAt: 1_000_000 } });
  });
});
