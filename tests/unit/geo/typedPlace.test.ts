import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOfText, placeText } from '../../../shared/geo/typedPlace.ts';

describe('a typed place', () => {
  it.each([
    ['118.78, 32.04', [118.78, 32.04]],
    ['118.78，32.04', [118.78, 32.04]],
    ['32.04 118.78', [118.78, 32.04]],
    ['32.04N 118.78E', [118.78, 32.04]],
    ['e118.78 n32.04', [118.78, 32.04]],
    ['东经118°47′24″ 北纬32°1′12″', [118.79, 32.02]],
    ['32°1′12″N, 118°47′24″E', [118.79, 32.02]],
    ['-71.06, 42.33', [-71.06, 42.33]],
  ])('%s', (text, expected) => {
    const found = placeOfText(text);
    expect(found?.map((degrees) => Number(degrees.toFixed(6)))).toEqual(expected);
  });

  it.each(['', '夫子庙', '118.78', '118.78, 32.04, 5', '32.04N 31N', '385000 3545000', '12345', '118.78°E'])(
    'is not %s',
    (text) => expect(placeOfText(text)).toBeNull(),
  );

  it('is read again as it is written, to a metre', () => {
    const lon = fc.double({ min: 74, max: 135, noNaN: true });
    const lat = fc.double({ min: 4, max: 53, noNaN: true });
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        const [a, b] = placeOfText(placeText([x, y])) ?? [0, 0];
        expect(Math.abs(a - x) + Math.abs(b - y)).toBeLessThan(2e-5);
      }),
    );
  });
});
