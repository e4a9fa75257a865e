import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classLabels,
  classOf,
  countBreaks,
  countTop,
  densityTop,
  niceScale,
  RATE_BREAKS,
} from '../../../renderer/map/classes.ts';

const figures = (count: number, open = 0, overdue = 0, limited = count) => ({
  count,
  open,
  overdue,
  limited,
});

describe('scales of the map', () => {
  it.each([
    [1, 0, 1],
    [130, 0, 100],
    [180, 0, 200],
    [200, 1, 500],
    [200, -1, 100],
    [1400, 0, 1000],
    [6000, 0, 5000],
    [3, -9, 1],
  ])('niceScale(%d, %d) is %d', (value, steps, expected) => {
    expect(niceScale(value, steps, 1)).toBe(expected);
  });

  it('steps by hand go up and down again to the same end', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e9, noNaN: true }),
        fc.integer({ min: 0, max: 9 }),
        (value, steps) => {
          const up = niceScale(value, steps, 1);
          expect(niceScale(up, -steps, 1)).toBe(niceScale(value, 0, 1));
        },
      ),
    );
  });

  it('five whole, rising classes from one case on, whatever the top', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1_000_000 }), (top) => {
        const breaks = countBreaks(top);
        expect(breaks).toHaveLength(5);
        expect(breaks[0]).toBe(1);
        for (const [index, low] of breaks.entries()) {
          expect(Number.isInteger(low)).toBe(true);
          if (index > 0) expect(low).toBeGreaterThan(breaks[index - 1] ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });

  it('depend on the length of the window, not on what it holds', () => {
    expect(densityTop(200, 1, 0)).toBe(200);
    expect(densityTop(200, 7, 0)).toBe(1000);
    expect(densityTop(200, 7, 1)).toBe(2000);
    expect(countTop(1350, 30, 1334, 0)).toBe(100);
    expect(countTop(0, 30, 0, 0)).toBe(5);
  });
});

describe('class of a grid', () => {
  it.each([
    ['no figures', undefined, 'count', -1],
    ['no case', figures(0), 'count', -1],
    ['one case', figures(1), 'count', 0],
    ['at the top', figures(100), 'count', 4],
    ['just below a break', figures(49), 'count', 2],
    ['open only', figures(100, 3), 'open', 0],
    ['no limit at all', figures(9, 0, 0, 0), 'rate', -1],
    ['too few for a rate', figures(4, 0, 4), 'rate', -2],
    ['none overdue', figures(50, 0, 0), 'rate', -1],
    ['under five per cent', figures(100, 0, 1), 'rate', 0],
    ['just five per cent', figures(100, 0, 5), 'rate', 1],
    ['all overdue', figures(100, 0, 100), 'rate', 4],
  ] as const)('%s', (_, row, measure, expected) => {
    expect(classOf(row, measure, measure === 'rate' ? RATE_BREAKS : countBreaks(100))).toBe(expected);
  });

  it('labels leave no gap between classes', () => {
    expect(classLabels('count', countBreaks(100))).toEqual(['1–9', '10–24', '25–49', '50–99', '≥100']);
    expect(classLabels('count', countBreaks(5))).toEqual(['1', '2', '3', '4', '≥5']);
    expect(classLabels('rate', RATE_BREAKS)).toEqual(['<5%', '5–10%', '10–20%', '20–40%', '≥40%']);
  });
});
