import fc from 'fast-check';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../shared/contract/common.ts';
import { areaMetres, lengthMetres } from '../../../shared/geo/measure.ts';

/** A plane of Gauss–Krüger whose central meridian runs through the place, where it keeps lengths. */
const planeAt = (lon: number) => proj4(`+proj=tmerc +lat_0=0 +lon_0=${lon} +k=1 +x_0=0 +y_0=0 +ellps=WGS84`);

describe('measuring on the map', () => {
  it('is that of the plane of surveyors, to 0.01 %', () => {
    const at = fc.record({
      lon: fc.double({ min: 75, max: 134, noNaN: true }),
      lat: fc.double({ min: 4, max: 53, noNaN: true }),
      dx: fc.double({ min: 0.001, max: 0.05, noNaN: true }),
      dy: fc.double({ min: 0.001, max: 0.05, noNaN: true }),
    });
    fc.assert(
      fc.property(at, ({ lon, lat, dx, dy }) => {
        const ring: LonLat[] = [
          [lon, lat],
          [lon + dx, lat],
          [lon + dx, lat + dy],
        ];
        const { forward } = planeAt(lon + dx / 2);
        const [a, b, c] = ring.map((place) => forward(place)) as [LonLat, LonLat, LonLat];
        const length = Math.hypot(b[0] - a[0], b[1] - a[1]) + Math.hypot(c[0] - b[0], c[1] - b[1]);
        expect(Math.abs(lengthMetres(ring) / length - 1)).toBeLessThan(1e-4);
        const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
        expect(Math.abs(areaMetres(ring) / area - 1)).toBeLessThan(2e-3);
      }),
    );
  });

  it('of less than a line or a ring is nothing', () => {
    expect(lengthMetres([[118, 32]])).toBe(0);
    expect([
      areaMetres([]),
      areaMetres([
        [118, 32],
        [118.1, 32],
      ]),
    ]).toEqual([0, 0]);
  });

  it('of a minute of latitude at 45° is 1852 m', () => {
    expect(
      lengthMetres([
        [0, 45],
        [0, 45 + 1 / 60],
      ]),
    ).toBeCloseTo(1852.2, 0);
  });
});
