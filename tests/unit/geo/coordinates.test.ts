import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromWgs84, toWgs84 } from '../../../shared/geo/coordinates.ts';

/** Metres between two points that lie close to each other. */
function metres([lonA, latA]: [number, number], [lonB, latB]: [number, number]): number {
  const perDegree = 111_320;
  return Math.hypot((lonA - lonB) * Math.cos((latA * Math.PI) / 180), latA - latB) * perDegree;
}

describe('coordinates', () => {
  test.each(['gcj02', 'bd09', 'cgcs2000', 'wgs84'] as const)(
    'a round trip through %s stays below 1 cm',
    (crs) => {
      const lon = fc.double({ min: 75, max: 135, noNaN: true });
      const lat = fc.double({ min: 4, max: 53, noNaN: true });
      fc.assert(
        fc.property(lon, lat, (x, y) => {
          const [shiftedLon, shiftedLat] = fromWgs84(x, y, crs);
          expect(metres(toWgs84(shiftedLon, shiftedLat, crs), [x, y])).toBeLessThan(0.01);
        }),
        { numRuns: 2000 },
      );
    },
  );

  test.each([
    ['Nanjing', 118.7969, 32.0603],
    ['Nanning', 108.3661, 22.8172],
    ['Ningbo', 121.5509, 29.875],
    ['Hohhot', 111.7519, 40.8414],
    ['Suzhou, Anhui', 116.9641, 33.6461],
  ])('GCJ-02 shifts %s by 450 to 650 m', (_city, lon, lat) => {
    const shift = metres(fromWgs84(lon, lat, 'gcj02'), [lon, lat]);
    expect(shift).toBeGreaterThan(450);
    expect(shift).toBeLessThan(650);
    expect(metres(fromWgs84(lon, lat, 'bd09'), [lon, lat])).toBeGreaterThan(shift);
  });

  test('outside China GCJ-02 is the identity', () => {
    expect(toWgs84(-71.0587, 42.3594, 'gcj02')).toEqual([-71.0587, 42.3594]);
  });

  test('ends on the edge of the shifted box and for any numbers', () => {
    expect(toWgs84(72.004, 30, 'gcj02')).toHaveLength(2);
    expect(toWgs84(137.8347, 55.8271, 'bd09')).toHaveLength(2);
    fc.assert(
      fc.property(fc.double(), fc.double(), (x, y) => {
        expect(toWgs84(x, y, 'gcj02')).toHaveLength(2);
        expect(toWgs84(x, y, 'bd09')).toHaveLength(2);
      }),
    );
  });
});
