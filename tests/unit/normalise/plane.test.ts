import fc from 'fast-check';
import proj4 from 'proj4';
import { describe, expect, test } from 'vitest';
import type { CityContext } from '../../../electron/city/sync/adapter.ts';
import { crsOfName } from '../../../electron/city/sync/normalise/crsName.ts';
import { readLocation } from '../../../electron/city/sync/normalise/location.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import type { Crs } from '../../../shared/contract/sources.ts';

const cityOf = (bbox: Bbox): CityContext => ({ bbox, fallbackPoints: [], zone: 'Asia/Shanghai' });
const nanjing = cityOf([118.749, 31.968, 118.886, 32.055]);
const beijing = cityOf([116.362, 39.847, 116.455, 39.983]);
/** Wider than the 3° between two central meridians. */
const chongqing = cityOf([105.28, 28.16, 110.2, 32.2]);
/** Zone 14 of 6° lies here, whose eastings look like Web Mercator of the east coast. */
const aksu = cityOf([80, 40.9, 80.6, 41.4]);

const read = (x: unknown, y: unknown, crs: Crs = 'cgcs2000', city = nanjing) =>
  readLocation(x, y, { crs, city });

/** Metres between two points that lie close to each other. */
function metres(lonA: number | null, latA: number | null, [lonB, latB]: readonly number[]): number {
  if (lonA === null || latA === null) return Number.POSITIVE_INFINITY;
  const perDegree = 111_320;
  return Math.hypot((lonA - lonB!) * Math.cos((latA * Math.PI) / 180), latA - latB!) * perDegree;
}

const FIRST = [118.7901, 32.0201] as const;
const SECOND = [118.7955, 32.0188] as const;

/** Written out here and not taken from the program. */
const system = (meridian: number, falseEasting: number) =>
  `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 +a=6378137 +rf=298.257222101 +units=m +no_defs`;

describe('known answers', () => {
  test.each([
    ['easting first', '385693.948', '3544721.232', FIRST, 'ok', 'epsg:4549'],
    ['zone 40 in front', '40386202.542', '3544571.364', SECOND, 'ok', 'epsg:4528'],
    ['northing first', '3544721.232', '385693.948', FIRST, 'ok', 'epsg:4549'],
    ['grouped digits', '385,693.948', '3,544,721.232', FIRST, 'ok', 'epsg:4549'],
    ['Web Mercator', '13223653.443', '3765949.354', FIRST, 'ok', 'web-mercator'],
    ['Web Mercator, y first', '3765949.354', '13223653.443', FIRST, 'swapped', 'web-mercator'],
    ['degrees', '118.7901', '32.0201', FIRST, 'ok', 'cgcs2000'],
  ] as const)('%s', (_, x, y, place, quality, crs) => {
    const reading = read(x, y);
    expect(metres(reading.lon, reading.lat, place)).toBeLessThan(1);
    expect(reading).toMatchObject({ quality, original: { x, y, crs } });
  });

  test('GeoJSON that names 4549', () => {
    const crs = crsOfName('urn:ogc:def:crs:EPSG::4549')!;
    const reading = read(385693.948, 3544721.232, crs);
    expect(metres(reading.lon, reading.lat, FIRST)).toBeLessThan(1);
    expect(reading).toMatchObject({ quality: 'ok', note: null });
  });

  test('WFS with the latitude first is told as swapped', () => {
    expect(read(32.0201, 118.7901, 'wgs84')).toMatchObject({
      quality: 'swapped',
      note: { code: 'location-swapped' },
      lon: 118.7901,
    });
  });
});

describe('notes', () => {
  test('a plane that was found and not stated is told', () => {
    expect(read(385693.948, 3544721.232).note).toMatchObject({
      code: 'location-from-gauss-kruger',
      parameters: { meridian: 120 },
      message: '坐标按 CGCS2000 高斯平面坐标（米）换算，中央经线 120°',
    });
    expect(read(13223653.443, 3765949.354).note?.code).toBe('location-from-web-mercator');
    expect(read(13223653.443, 3765949.354, 'web-mercator').note).toBeNull();
  });

  test.each<[string, number, number, Crs, string]>([
    ['a northing cut by 3,000 km', 385693.948, 544721.232, 'cgcs2000', 'location-not-degrees'],
    ['zone 24, which does not exist', 24386202, 3544571, 'cgcs2000', 'location-not-degrees'],
    ['no meridian brings it near the city', 385693.948, 4544721.232, 'cgcs2000', 'location-zone-unclear'],
    [
      'Shanghai in Web Mercator or Kashmir in zone 13',
      13_450_000,
      3_660_000,
      'cgcs2000',
      'location-zone-unclear',
    ],
    ['zone 39 in a source of meridian 120', 39386202, 3544571, 'epsg:4549', 'location-other-system'],
    ['Web Mercator in a source of a plane', 13223653, 3765949, 'cgcs2000-plane', 'location-other-system'],
    ['a plane in a source of Web Mercator', 40386202, 3544571, 'web-mercator', 'location-other-system'],
    ['Web Mercator in a shifted source', 13223653, 3765949, 'gcj02', 'location-other-system'],
  ])('%s: not placed', (_, x, y, crs, code) => {
    for (const reading of [read(x, y, crs), read(y, x, crs)]) {
      expect(reading).toMatchObject({
        quality: 'none',
        lon: null,
        note: { code },
        original: { crs: 'unknown' },
      });
    }
  });
});

describe('outside the city', () => {
  test.each<[string, number, number, Crs, string]>([
    ['zone number', 40_620_000, 3_460_000, 'cgcs2000', system(120, 40_500_000)],
    ['stated meridian', 620_000, 3_460_000, 'epsg:4549', system(120, 500_000)],
    ['near the city', 420_000, 3_560_000, 'cgcs2000', system(120, 500_000)],
    ['Web Mercator, stated', 13_500_000, 3_660_000, 'web-mercator', 'EPSG:3857'],
    ['Web Mercator like no zone', 12_900_000, 4_860_000, 'cgcs2000', 'EPSG:3857'],
  ])('is shown where it is: %s', (_, x, y, crs, definition) => {
    const reading = read(x, y, crs);
    expect(reading).toMatchObject({ quality: 'outside', note: { code: 'location-outside' } });
    expect(metres(reading.lon, reading.lat, proj4(definition).inverse([x, y]))).toBeLessThan(0.1);
  });
});

describe('other planes', () => {
  test('a plane is never shifted, so a shifted source may give it', () => {
    const { lon, lat } = read(385693.948, 3544721.232, 'gcj02');
    expect(metres(lon, lat, FIRST)).toBeLessThan(1);
  });

  test('a city across two zones needs the zone', () => {
    expect(read(550_000, 3_200_000, 'cgcs2000', chongqing).note?.code).toBe('location-zone-unclear');
    expect(read(35_500_000, 3_200_000, 'cgcs2000', chongqing).lon).toBeCloseTo(105, 6);
    expect(read(500_000, 3_200_000, 'epsg:4545', chongqing).lon).toBeCloseTo(108, 6);
  });

  test('a city far from China has no such zones', () => {
    const boston = cityOf([-71.195, 42.225, -70.985, 42.4]);
    expect(read(385693.948, 3544721.232, 'wgs84', boston).note?.code).toBe('location-zone-unclear');
    const { quality, lon } = read(-7_910_000, 5_210_000, 'web-mercator', boston);
    expect({ quality, lon }).toEqual({ quality: 'ok', lon: expect.closeTo(-71.057, 3) });
  });
});

const thirds = Array.from({ length: 21 }, (_, i) => ({ zone: 25 + i, meridian: 75 + 3 * i }));
const sixths = Array.from({ length: 11 }, (_, i) => ({ zone: 13 + i, meridian: 75 + 6 * i }));
const systems: { definition: string; stated: Crs }[] = [
  ...sixths.map(({ zone, meridian }, i) => ({
    definition: system(meridian, zone * 1_000_000 + 500_000),
    stated: `epsg:${4491 + i}` as const,
  })),
  ...sixths.map(({ meridian }, i) => ({
    definition: system(meridian, 500_000),
    stated: `epsg:${4502 + i}` as const,
  })),
  ...thirds.map(({ zone, meridian }, i) => ({
    definition: system(meridian, zone * 1_000_000 + 500_000),
    stated: `epsg:${4513 + i}` as const,
  })),
  ...thirds.map(({ meridian }, i) => ({
    definition: system(meridian, 500_000),
    stated: `epsg:${4534 + i}` as const,
  })),
  { definition: 'EPSG:3857', stated: 'web-mercator' },
];

test('property: a point of the city in any system and either order is placed right or not at all', () => {
  const inputs = fc.record({
    city: fc.constantFrom(nanjing, beijing, chongqing, aksu),
    across: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
    up: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
    plane: fc.constantFrom(...systems),
    isStated: fc.boolean(),
    isSwapped: fc.boolean(),
  });
  const meridianOf = ({ definition }: { definition: string }) => /lon_0=(\d+)/.exec(definition)?.[1];
  let placed = 0;
  fc.assert(
    fc.property(inputs, ({ city, across, up, plane, isStated, isSwapped }) => {
      const [west, south, east, north] = city.bbox;
      const point: [number, number] = [west + (east - west) * across, south + (north - south) * up];
      // 600 km beyond its zone an easting runs into the number of the next one, and nobody projects so far.
      fc.pre(Math.abs(Number(meridianOf(plane) ?? point[0]) - point[0]) < 6);
      const [x, y] = proj4(plane.definition).forward(point);
      const [first, second] = isSwapped ? [y, x] : [x, y];
      const reading = read(first, second, isStated ? plane.stated : 'cgcs2000', city);
      if (reading.lon === null) expect(reading.note).not.toBeNull();
      else {
        placed++;
        expect(metres(reading.lon, reading.lat, point)).toBeLessThan(0.1);
      }
    }),
    { numRuns: 3000 },
  );
  expect(placed).toBeGreaterThan(200);
});

test.each([nanjing, beijing, aksu])(
  'all usual systems of a district are read without being stated',
  (city) => {
    const [west, south, east, north] = city.bbox;
    const centre: [number, number] = [(west + east) / 2, (south + north) / 2];
    // The zone of 3° and of 6° that holds the place, and the neighbour of 3°.
    const usual = systems.filter(({ definition }) => {
      const meridian = Number(/lon_0=(\d+)/.exec(definition)?.[1] ?? centre[0]);
      return Math.abs(meridian - centre[0]) < 3;
    });
    for (const { definition } of usual) {
      const [x, y] = proj4(definition).forward(centre);
      for (const [first, second] of [
        [x, y],
        [y, x],
      ]) {
        const { lon, lat } = read(first, second, 'wgs84', city);
        expect(metres(lon, lat, centre), definition).toBeLessThan(0.1);
      }
    }
  },
);
