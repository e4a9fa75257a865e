import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CityContext } from '../../../electron/city/sync/adapter.ts';
import { readLocation } from '../../../electron/city/sync/normalise/location.ts';
import { Crs } from '../../../shared/contract/sources.ts';
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
    ['degrees, minutes and seconds', '118°46′52.32″E', '32°2′27.96″N', 'ok', 118.7812, 32.0411],
    ['the same in Chinese', '东经118度46分52.32秒', '北纬32度2分27.96秒', 'ok', 118.7812, 32.0411],
    ['degrees and decimal minutes', "118°46.872'", "32°2.466'", 'ok', 118.7812, 32.0411],
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
    ['degrees beside metres', 118.7812, 3544721.232, 'none', null, null],
    ['half a degree and thirty minutes', '118.5°30′', '32°', 'none', null, null],
    ['sixty minutes', '118°60′', '32°', 'none', null, null],
    ['not a number', Number.NaN, Number.POSITIVE_INFINITY, 'none', null, null],
  ])('%s', (_what, x, y, quality, lon, lat) => {
    const reading = read(x, y);
    expect(reading.quality).toBe(quality);
    for (const [found, expected] of [
      [reading.lon, lon],
      [reading.lat, lat],
    ]) {
      if (expected === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(expected!, 9);
    }
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

  test.each(['beijing54', 'xian80'] as const)('%s has no position', (crs) => {
    for (const [x, y] of [
      ['118.79', '32.02'],
      ['385693.948', '3544721.232'],
    ]) {
      expect(readLocation(x, y, { crs, city })).toMatchObject({
        quality: 'none',
        lon: null,
        original: { x, y, crs },
        note: { code: 'location-old-datum', parameters: { crs } },
      });
    }
  });

  test('a system that is not supported has no position', () => {
    expect(readLocation(118.7812, 32.0411, { crs: null, city })).toMatchObject({
      quality: 'none',
      original: { crs: 'unknown' },
      note: { code: 'location-system-unsupported' },
    });
  });

  test('degrees in a source of metres are degrees', () => {
    for (const crs of ['web-mercator', 'cgcs2000-plane', 'epsg:4549'] as const) {
      const { quality, lon, original } = readLocation('118.7812', '32.0411', { crs, city });
      expect({ quality, lon }).toEqual({ quality: 'ok', lon: 118.7812 });
      expect(original?.crs).toBe(crs === 'web-mercator' ? 'wgs84' : 'cgcs2000');
    }
  });

  test('whatever has no place says why, but for what was not given', () => {
    const codes = [
      ['x', 'y'],
      [0, 0],
      [-2541.3, 11873.9],
      [385693.948, 3044721.232 - 3_000_000],
    ].map(([x, y]) => read(x, y).note?.code);
    expect(codes).toEqual([
      'location-incomplete',
      'location-zero',
      'location-not-degrees',
      'location-not-degrees',
    ]);
    expect(read('', null).note).toBeNull();
  });

  test('property: never throws, and a point always lies on the globe', () => {
    const values = fc.oneof(
      ...[fc.anything(), fc.double(), fc.string(), fc.integer({ min: -200, max: 200 })],
      ...[fc.integer({ min: 100_000, max: 50_000_000 }), fc.stringMatching(/^[0-9°'NSEW.,]{0,30}$/)],
    );
    fc.assert(
      fc.property(values, values, fc.constantFrom(...Crs.options), (x, y, crs) => {
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
