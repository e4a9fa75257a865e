import { expect, it } from 'vitest';
import { createTrustedClock } from '../../electron/city/clock/trustedClock.ts';

const START = Date.parse('2026-11-16T09:00:00+08:00');
const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];
const DAY = 24 * HOUR;

/** A machine whose clock can be set, and whose time passes. */
function machine() {
  const world = { offset: 0, passed: 0, changes: 0 };
  const clock = createTrustedClock({
    machine: { now: () => START + world.passed + world.offset },
    steady: () => 77_000 + world.passed,
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    onChange: () => {
      world.changes += 1;
    },
  });
  clock.stop();
  return { world, clock };
}

it('does not follow a clock that is a day ahead for some seconds', () => {
  const { world, clock } = machine();
  world.passed = MINUTE;
  world.offset = DAY;
  expect(clock.now()).toBe(START + MINUTE);
  expect(clock.doubt()).toEqual({
    ...{ kind: 'jump', machine: START + DAY + MINUTE, trusted: START + MINUTE },
  });
  world.passed += 20 * SECOND;
  world.offset = 0;
  expect(clock.now()).toBe(START + MINUTE + 20 * SECOND);
  expect(clock.doubt()).toBeNull();
  expect(world.changes).toBe(2);
});

it('goes on by the time that passes when the clock falls back a day, until somebody confirms it', () => {
  const { world, clock } = machine();
  world.offset = -DAY;
  for (let hour = 1; hour <= 8; hour++) {
    world.passed = hour * HOUR;
    expect(clock.now()).toBe(START + hour * HOUR);
  }
  clock.accept();
  expect(clock.doubt()).toBeNull();
  expect(clock.now()).toBe(START - DAY + 8 * HOUR);
});

it('takes corrections of a time service over, and drift', () => {
  const { world, clock } = machine();
  for (let day = 1; day <= 30; day++) {
    world.passed = day * DAY;
    world.offset = day * 30 * SECOND;
    expect(clock.now()).toBe(START + world.passed + world.offset);
  }
  world.offset -= 50 * SECOND;
  expect(clock.now()).toBe(START + world.passed + world.offset);
  expect(clock.doubt()).toBeNull();
});

it('has not jumped when the machine slept', () => {
  const { world, clock } = machine();
  world.passed = 9 * HOUR;
  expect(clock.now()).toBe(START + 9 * HOUR);
  expect(world.changes).toBe(0);
});

it('starts no earlier than the newest act, and believes the clock as soon as it is later', () => {
  const { world, clock } = machine();
  clock.notBefore(START + 3 * DAY);
  expect(clock.now()).toBe(START + 3 * DAY);
  expect(clock.doubt()).toMatchObject({ kind: 'behind', machine: START });
  world.passed = HOUR;
  expect(clock.now()).toBe(START + 3 * DAY + HOUR);
  world.offset = 5 * DAY;
  expect(clock.now()).toBe(START + 5 * DAY + HOUR);
  expect(clock.doubt()).toBeNull();
});

it('believes a clock at the start that is no earlier than the newest act', () => {
  const { clock } = machine();
  clock.notBefore(START - DAY);
  expect(clock.doubt()).toBeNull();
  expect(clock.now()).toBe(START);
});
