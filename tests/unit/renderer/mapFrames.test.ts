import { expect, it } from 'vitest';
import { Frames } from '../../../renderer/map/frames.ts';

/** A drawing that asks for the next frame in each, as deck.gl does, over a screen with 60 frames a second. */
function screen() {
  let now = 0;
  let asked = new Map<number, (time: number) => void>();
  let ids = 0;
  const frames = new Frames(
    {
      request: (run) => {
        asked.set(++ids, run);
        return ids;
      },
      cancel: (id) => void asked.delete(id),
    },
    () => now,
  );
  let drawn = 0;
  const { provider } = frames;
  const loop = (): void => {
    drawn += 1;
    provider.requestAnimationFrame(loop);
  };
  provider.requestAnimationFrame(loop);
  /** How many frames were drawn in that time, ms. */
  const pass = (ms: number): number => {
    const before = drawn;
    for (const end = now + ms; now < end; now += 1000 / 60) {
      const due = [...asked.values()];
      asked = new Map();
      for (const run of due) run(now);
    }
    return drawn - before;
  };
  return { frames, provider, pass };
}

it('draws for a while, then rests until something happens', () => {
  const { frames, pass } = screen();
  expect(pass(500)).toBeGreaterThan(25);
  pass(500);
  expect(pass(60_000)).toBe(0);
  frames.wake();
  expect(pass(500)).toBeGreaterThan(25);
  pass(500);
  expect(pass(1000)).toBe(0);
});

it('goes on for as long as things happen, with one frame at a time', () => {
  const { frames, pass } = screen();
  let drawn = 0;
  for (let i = 0; i < 30; i++) {
    frames.wake();
    frames.wake();
    drawn += pass(100);
  }
  expect(drawn).toBeGreaterThanOrEqual(175);
  expect(drawn).toBeLessThanOrEqual(215);
});

it('is over when the drawing is, awake or at rest', () => {
  const awake = screen();
  awake.provider.cancelAnimationFrame();
  expect(awake.pass(500)).toBe(0);
  const resting = screen();
  resting.pass(2000);
  resting.provider.cancelAnimationFrame();
  resting.frames.wake();
  expect(resting.pass(500)).toBe(0);
});
