import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CityContext } from '../../../electron/city/sync/adapter.ts';
import { readLocation } from '../../../electron/city/sync/normalise/location.ts';
import { readPoint } from '../../../electron/city/sync/normalise/points.ts';
import { fromWgs84 } from '../../../shared/geo/coordinates.ts';

const city: CityContext = {
  bbox: [118.7, 31.95, 118.85, 32.1],
  fallbackPoints: [[118.7969, 32.0603]],
  zone: 'Asia/Shanghai',
};
const read = (x: unknown, y: unknown) => readLocation(x, y, { crs: 'wgs84', city });

describe('readLocation', () => {
  test.each([
    ['numbers', 118.7812, 32.0411, 'ok', 118.7812, 32.0411],
    ['strings', '118.7812', ' 32.0411 ', 'ok', 118.7812, 32.0411],
    ['decimal commas', '118,7812', '32,0411', 'ok', 118.7812, 32.0411],
    ['degree signs and letters', 'E118.7812°', '32.0411N', 'ok', 118.7812, 32.0411],
    ['full-width digits', '１１８．７８１２', '32.0411', 'ok', 118.7812, 32.0411],
    ['swapped, beyond 90', 32.0411, 118.7812, 'swapped', 118.7812, 32.0411],
    ['whole degrees', 118, 32, 'coarse', 118, 32],
    ['one decimal', '118.8', '32.0', 'coarse', 118.8, 32],
    ['fallback point', 118.7969, 32.0603, 'fallback', 118.7969, 32.0603],
    ['another city', 120.5853, 31.2989, 'outside', 120.5853, 31.2989],
    ['zero', 0, 0, 'zero', null, null],
    ['zero as text', '0.0', '0.000000', 'zero', null, null],
    ['nothing', null, undefined, 'none', null, null],
    ['blank', '', ' ', 'none', null, null],
    ['half', 118.78, null, 'none', null, null],
    ['words', 'abc', 'def', 'none', null, null],
    ['metres of a city grid', '-2541.3', '11873.9', 'none', null, null],
    ['not a number', Number.NaN, Number.POSITIVE_INFINITY, 'none', null, null],
  ])('%s', (_what, x, y, quality, lon, lat) => {
    const reading = read(x, y);
    expect(reading).toMatchObject({ quality, lon, lat });
    expect(reading.note === null).toBe(quality === 'ok' || (x ?? '') === '' || x === null);
  });

  test('swapped inside ±90 is seen by the city', () => {
    const boston: CityContext = {
      bbox: [-71.2, 42.2, -70.9, 42.45],
      fallbackPoints: [],
      zone: 'America/New_York',
    };
    expect(readLocation(42.3594, -71.0587, { crs: 'wgs84', city: boston })).toMatchObject({
      quality: 'swapped',
      lon: -71.0587,
      lat: 42.3594,
    });
  });

  test.each(['gcj02', 'bd09'] as const)('%s is converted before it is judged', (crs) => {
    const [x, y] = fromWgs84(118.7812, 32.0411, crs);
    const reading = readLocation(y, x, { crs, city });
    expect(reading.quality).toBe('swapped');
    expect(reading.lon).toBeCloseTo(118.7812, 7);
    expect(reading.lat).toBeCloseTo(32.0411, 7);
    expect(reading.original).toEqual({ x: String(y), y: String(x), crs });
  });

  test('property: never throws, and a point always lies on the globe', () => {
    const values = fc.oneof(fc.anything(), fc.double(), fc.string(), fc.integer({ min: -200, max: 200 }));
    fc.assert(
      fc.property(values, values, fc.constantFrom('wgs84' as const, 'gcj02' as const), (x, y, crs) => {
        const { lon, lat } = readLocation(x, y, { crs, city });
        expect(lon === null).toBe(lat === null);
        if (lon !== null && lat !== null) {
          expect(Math.abs(lon)).toBeLessThanOrEqual(181);
          expect(Math.abs(lat)).toBeLessThanOrEqual(91);
        }
      }),
    );
  });
});

describe('readPoint', () => {
  test.each([
    ['POINT (120.58 31.34)', '120.58', '31.34'],
    ['SRID=4326;point(120.58 31.34)', '120.58', '31.34'],
    ['POINT Z (120.58 31.34 5)', '120.58', '31.34'],
    ['120.58,31.34', '120.58', '31.34'],
    ['(120.58, 31.34)', '120.58', '31.34'],
    ['120.58，31.34', '120.58', '31.34'],
    [{ type: 'Point', coordinates: [120.58, 31.34] }, 120.58, 31.34],
    [{ type: 'Feature', geometry: { type: 'Point', coordinates: [120.58, 31.34] } }, 120.58, 31.34],
    ['{"type":"Point","coordinates":[120.58,31.34]}', 120.58, 31.34],
    [[120.58, 31.34], 120.58, 31.34],
    [{ latitude: '31.34', longitude: '120.58', human_address: '' }, '120.58', '31.34'],
  ])('%j', (value, x, y) => {
    expect(readPoint(value)).toEqual({ x, y });
  });

  test.each(['', 'POINT EMPTY', 'here', '1', 7, null, [], [[1, 2]], {}, { coordinates: 'x' }, '{"a"'])(
    'not %j',
    (value) => {
      expect(readPoint(value)).toBeNull();
    },
  );

  test('property: never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.string()), (value) => void readPoint(value)));
  });
});
