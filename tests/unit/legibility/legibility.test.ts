import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arcMinutes,
  heightOf,
  measure,
  pitchOf,
  scaleFor,
  scriptOf,
} from '../../../shared/legibility/legibility.ts';

describe('angles', () => {
  // domain.md §7: desk 0.7 m, rows of seats 3, 6, 8 and 10 m.
  it.each([
    [16, 0.7, 3.3],
    [20, 0.7, 4.1],
    [16, 3, 14],
    [20, 3, 17.5],
    [16, 6, 27.9],
    [20, 6, 34.9],
    [16, 8, 37.2],
    [20, 8, 46.5],
    [16, 10, 46.5],
    [20, 10, 58.2],
  ])('%i′ at %f m is %f mm', (minutes, metres, millimetres) =>
    expect(heightOf(minutes, metres)).toBeCloseTo(millimetres, 1),
  );

  it('come back as they went', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 200, noNaN: true }),
        fc.double({ min: 0.3, max: 30, noNaN: true }),
        (minutes, metres) => {
          expect(arcMinutes(heightOf(minutes, metres), metres)).toBeCloseTo(minutes, 9);
        },
      ),
    );
  });

  it('a 55-inch panel of 1,920 × 1,080 has 0.63 mm', () =>
    expect(pitchOf(55, 1920, 1080)).toBeCloseTo(0.634, 3));
});

describe('texts on a screen', () => {
  const WALL = { distance: 6, pitch: 1.2 };

  it('are told by size and script, the smallest first', () => {
    const found = measure(
      [
        { text: '在办 20', size: 40 },
        { text: '1,234', size: 40 },
        { text: '超期', size: 40.1 },
        { text: '数据时间', size: 20 },
      ],
      WALL,
    );
    expect(found.map(({ script, size, count, verdict }) => [script, size, count, verdict])).toEqual([
      ['chinese', 20, 1, 'small'],
      ['plain', 40, 1, 'good'],
      ['chinese', 40, 2, 'good'],
    ]);
    expect(found[0]?.millimetres).toBeCloseTo(21.6, 5);
    expect(found[0]?.minutes).toBeCloseTo(12.4, 1);
  });

  it('Chinese between 16′ and 20′ is tight, a number is not', () => {
    // 27 px: 29.2 mm of a character, 16.7′. 33 px: 28.9 mm of a digit, 16.6′.
    expect(measure([{ text: '超', size: 27 }], WALL)[0]?.verdict).toBe('tight');
    expect(measure([{ text: '9', size: 33 }], WALL)[0]?.verdict).toBe('good');
  });

  it.each([
    ['超期 12', 'chinese'],
    ['12 h', 'plain'],
    ['〇', 'chinese'],
    ['', 'plain'],
  ])('%j is %s', (text, script) => expect(scriptOf(text)).toBe(script));

  it('find the step at which nothing is too small', () => {
    const found = measure([{ text: '超期', size: 27 }], WALL);
    expect(scaleFor(found, 1, [1, 1.15, 1.3])).toBe(1.3);
    expect(scaleFor(found, 1, [1, 1.15])).toBeNull();
    expect(scaleFor(measure([{ text: '超期', size: 80 }], WALL), 1.5, [1, 1.15, 1.5])).toBe(1);
    expect(scaleFor([], 1, [0.85, 1])).toBe(0.85);
  });
});
