import { describe, expect, it } from 'vitest';
import { type Clocks, watchTimeLimit } from '../../../renderer/base/timeLimit.ts';

const MINUTE = 60_000;
const LIMIT = 3 * MINUTE;

/** A page whose clocks and callbacks the test has in its hands. */
function page() {
  const clocks: Clocks = { wall: Date.UTC(2026, 10, 24, 2), running: 5_000 };
  const listeners = { every: new Set<() => void>(), shown: new Set<() => void>() };
  const join = (set: Set<() => void>) => (run: () => void) => {
    set.add(run);
    return () => set.delete(run);
  };
  let over = 0;
  const stop = watchTimeLimit(
    { ...clocks },
    LIMIT,
    { clocks: () => ({ ...clocks }), every: join(listeners.every), onShown: join(listeners.shown) },
    () => {
      over += 1;
    },
  );
  const advance = (wall: number, running: number): void => {
    clocks.wall += wall;
    clocks.running += running;
  };
  const call = (set: Set<() => void>): void => {
    for (const run of [...set]) run();
  };
  return {
    advance,
    stop,
    tick: () => call(listeners.every),
    show: () => call(listeners.shown),
    over: () => over,
    listening: () => listeners.every.size + listeners.shown.size,
  };
}

describe('a time limit', () => {
  it('is over after its time, once, and listens no longer', () => {
    const limit = page();
    limit.advance(LIMIT - 1, LIMIT - 1);
    limit.tick();
    expect(limit.over()).toBe(0);
    limit.advance(1, 1);
    limit.tick();
    limit.tick();
    limit.show();
    expect([limit.over(), limit.listening()]).toEqual([1, 0]);
  });

  it.each([
    ['the clock of the machine was set back an hour', -60 * MINUTE, LIMIT],
    ['the clock of the machine was set back by as much as has passed', 0, LIMIT],
    ['the machine slept, and its own clock stood still', LIMIT, 1000],
    ['the clock of the machine was set to the next day', 24 * 60 * MINUTE, 1000],
  ])('is over where %s', (_, wall, running) => {
    const limit = page();
    limit.advance(wall, running);
    limit.tick();
    expect(limit.over()).toBe(1);
  });

  it('is looked at as soon as somebody can see the page again', () => {
    const limit = page();
    limit.advance(LIMIT, 1000);
    limit.show();
    expect(limit.over()).toBe(1);
  });

  it('is not over once it was called off', () => {
    const limit = page();
    limit.stop();
    limit.advance(LIMIT, LIMIT);
    limit.tick();
    expect([limit.over(), limit.listening()]).toEqual([0, 0]);
  });
});
