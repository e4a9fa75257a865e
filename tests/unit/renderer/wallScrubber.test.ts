import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Period } from '../../../renderer/live/link/filter.ts';
import {
  barsOf,
  extentOf,
  laidOut,
  nextFrame,
  type Range,
  rangeOfBars,
  resized,
  shifted,
  ticksOf,
  windowDays,
} from '../../../renderer/windows/wall/scrubberModel.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight of 2026-11-22 in Shanghai. */
const TODAY = Date.UTC(2026, 10, 21, 16);
const NOW = TODAY + 9 * HOUR + 1234;

const periods = fc.constantFrom<Period>('today', '24h', '7d', '30d', 'all');
const spans = fc
  .tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 2000 }))
  .map(
    ([ago, length]): Range => ({ from: NOW - ago * DAY, to: NOW - ago * DAY + Math.min(length, ago) * DAY }),
  );

describe('extent of the time line', () => {
  it('holds the period in at most a hundred-odd bars aligned to local midnight', () => {
    fc.assert(
      fc.property(periods, fc.option(spans), (period, span) => {
        const extent = extentOf(period, NOW, TODAY, span);
        expect(barsOf(extent)).toBeGreaterThan(0);
        expect(barsOf(extent)).toBeLessThanOrEqual(102);
        expect(Math.abs((TODAY - extent.from) % extent.step)).toBe(0);
        if (period === 'all' && span !== null) {
          expect(extent.from).toBeLessThanOrEqual(span.from);
          expect(extent.to).toBeGreaterThan(span.to);
        }
        if (period !== 'today' && period !== 'all') expect(extent.to).toBeGreaterThan(NOW);
      }),
    );
  });

  it.each([
    // Early in the day some hours are shown ahead, so that bars keep their size.
    [1, 6 * HOUR],
    [9 * HOUR + 1234, 9.5 * HOUR],
    [9.5 * HOUR, 10 * HOUR],
    [DAY - 1, DAY],
  ])('of today ends with the bar of now: %d ms after midnight', (passed, length) => {
    expect(extentOf('today', TODAY + passed, TODAY, null)).toEqual({
      from: TODAY,
      to: TODAY + length,
      step: HOUR / 2,
      midnight: TODAY,
    });
  });

  it('is labelled on midnights when it is long', () => {
    const ticks = ticksOf(extentOf('7d', NOW, TODAY, null));
    expect(ticks.length).toBeGreaterThanOrEqual(5);
    for (const at of ticks) expect(Math.abs((TODAY - at) % DAY)).toBe(0);
  });
});

describe('a chosen range', () => {
  const extent = extentOf('7d', NOW, TODAY, null);
  const bars = fc.integer({ min: -20, max: 120 });

  it('never leaves the extent, however it is dragged or moved', () => {
    fc.assert(
      fc.property(bars, bars, bars, bars, (a, b, by, more) => {
        const range = resized(extent, shifted(extent, rangeOfBars(extent, a, b), by), more);
        expect(range.from).toBeGreaterThanOrEqual(extent.from);
        expect(range.to).toBeLessThanOrEqual(extent.to);
        expect(range.to - range.from).toBeGreaterThanOrEqual(extent.step);
      }),
    );
  });

  it('keeps its width while it plays and stops at the end', () => {
    let range: Range | null = nextFrame(extent, null);
    const width = (range?.to ?? 0) - (range?.from ?? 0);
    let frames = 0;
    for (let next = range; next !== null; next = nextFrame(extent, range)) {
      range = next;
      frames += 1;
      expect(range.to - range.from).toBe(width);
    }
    expect(range?.to).toBe(extent.to);
    expect(frames).toBeLessThanOrEqual(barsOf(extent));
  });

  it('gives the length of the window in days', () => {
    expect(windowDays({ from: TODAY, to: TODAY + 2 * DAY }, null, NOW)).toBe(2);
    expect(windowDays({ from: null, to: null }, { from: NOW - 3000 * DAY, to: NOW - 2970 * DAY }, NOW)).toBe(
      30,
    );
    expect(windowDays({ from: NOW - 7 * DAY, to: null }, { from: NOW - 30 * DAY, to: NOW - DAY }, NOW)).toBe(
      7,
    );
  });
});

describe('bars', () => {
  it('count every case of an answer that lies inside, also when its bars are narrower', () => {
    const extent = extentOf('today', NOW, TODAY, null);
    const bars = laidOut(extent, {
      start: TODAY - HOUR,
      step: HOUR / 4,
      counts: [9, 9, 9, 9, 1, 2, 3],
      open: [0, 0, 0, 0, 1, 0, 3],
    });
    expect(bars[0]).toEqual({ count: 3, open: 1 });
    expect(bars[1]).toEqual({ count: 3, open: 3 });
    expect(bars.slice(2).every((bar) => bar.count === 0)).toBe(true);
  });
});
