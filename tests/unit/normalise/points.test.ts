import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPoint } from '../../../electron/city/sync/normalise/points.ts';

/** Bytes of a point in hexadecimal, of either byte order. `type` holds the flags of EWKB. */
function wkb(isLittle: boolean, type: number, srid: number | null, numbers: number[]): string {
  const bytes = Buffer.alloc(5 + (srid === null ? 0 : 4) + 8 * numbers.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint8(0, Number(isLittle));
  view.setUint32(1, type, isLittle);
  if (srid !== null) view.setUint32(5, srid, isLittle);
  for (const [i, number] of numbers.entries()) {
    view.setFloat64((srid === null ? 5 : 9) + 8 * i, number, isLittle);
  }
  return bytes.toString('hex');
}

describe('readPoint', () => {
  test.each([
    ['POINT (120.58 31.34)', '120.58', '31.34'],
    ['point(120.58, 31.34)', '120.58', '31.34'],
    ['POINT Z (120.58 31.34 5)', '120.58', '31.34'],
    ['POINTZM(120.58 31.34 5 6)', '120.58', '31.34'],
    ['MULTIPOINT (120.58 31.34)', '120.58', '31.34'],
    ['MULTIPOINT ((120.58 31.34))', '120.58', '31.34'],
    ['120.58,31.34', '120.58', '31.34'],
    ['(120.58, 31.34)', '120.58', '31.34'],
    ['120.58，31.34', '120.58', '31.34'],
    ['385693.948 3544721.232', '385693.948', '3544721.232'],
    ['E118.79 N32.02', 'E118.79', 'N32.02'],
    ['118.79E,32.02N', '118.79E', '32.02N'],
    ['N32.02, E118.79', 'E118.79', 'N32.02'],
    ['东经118°47′24″，北纬32°1′12″', "东经118°47'24''", "北纬32°1'12''"],
    ['东经：118.79 北纬：32.02', '东经:118.79', '北纬:32.02'],
    ['经度118.79、纬度32.02', '经度118.79', '纬度32.02'],
    ['118°47\'24.4"E 32°1\'12"N', '118°47\'24.4"E', '32°1\'12"N'],
    ['118º47´24.4´´ / 32º1´12´´', "118°47'24.4''", "32°1'12''"],
    [{ type: 'Point', coordinates: [120.58, 31.34] }, 120.58, 31.34],
    [{ type: 'MultiPoint', coordinates: [[120.58, 31.34]] }, 120.58, 31.34],
    [{ type: 'Feature', geometry: { type: 'Point', coordinates: [120.58, 31.34] } }, 120.58, 31.34],
    ['{"type":"Point","coordinates":[120.58,31.34]}', 120.58, 31.34],
    [{ coordinates: { lat: 31.34, lng: 120.58 } }, 120.58, 31.34],
    [[120.58, 31.34], 120.58, 31.34],
    [{ latitude: '31.34', longitude: '120.58', human_address: '' }, '120.58', '31.34'],
  ])('%j', (value, x, y) => {
    expect(readPoint(value)).toEqual({ x, y });
  });

  test.each([
    ['SRID=4326;point(120.58 31.34)', 'wgs84'],
    ['SRID=4490;POINT (120.58 31.34)', 'cgcs2000'],
    ['SRID=4549;MULTIPOINT ((120.58 31.34))', 'epsg:4549'],
    ['SRID=2385;POINT (120.58 31.34)', 'xian80'],
    ['SRID=32651;POINT (120.58 31.34)', null],
    ['SRID=0;POINT (120.58 31.34)', undefined],
  ])('%s names %s', (value, crs) => {
    expect(readPoint(value)).toEqual({ x: '120.58', y: '31.34', crs });
  });

  test.each([
    { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4549' } }, coordinates: [1, 2] },
    { spatialReference: { wkid: 102100, latestWkid: 4549 }, x: 1, y: 2 },
    { spatialReference: { wkid: 4549 }, geometry: { x: 1, y: 2 } },
  ])('the geometry %j names its system', (value) => {
    expect(readPoint(value)).toEqual({ x: 1, y: 2, crs: 'epsg:4549' });
  });

  test('WKB as PostGIS gives it', () => {
    // ST_AsEWKB(ST_SetSRID(ST_Point(118.79, 32.02), 4326)), from the definition of the format.
    const ewkb = '0101000020E6100000C3F5285C8FB25D40C3F5285C8F024040';
    expect(readPoint(ewkb)).toEqual({ x: 118.79, y: 32.02, crs: 'wgs84' });
    expect(readPoint(`\\x${ewkb}`)).toEqual({ x: 118.79, y: 32.02, crs: 'wgs84' });
    expect(readPoint(`0x${ewkb}`)).toEqual({ x: 118.79, y: 32.02, crs: 'wgs84' });
  });

  test.each([true, false])('WKB with every mix of Z, M and SRID; little endian: %s', (isLittle) => {
    const point = { x: 118.79, y: 32.02 };
    const numbers = [118.79, 32.02, 5, 6];
    expect(readPoint(wkb(isLittle, 1, null, numbers.slice(0, 2)))).toEqual(point);
    expect(readPoint(wkb(isLittle, 1001, null, numbers.slice(0, 3)))).toEqual(point);
    expect(readPoint(wkb(isLittle, 2001, null, numbers.slice(0, 3)))).toEqual(point);
    expect(readPoint(wkb(isLittle, 3001, null, numbers))).toEqual(point);
    expect(readPoint(wkb(isLittle, 0x8000_0001, null, numbers.slice(0, 3)))).toEqual(point);
    expect(readPoint(wkb(isLittle, 0xe000_0001, 4490, numbers))).toEqual({ ...point, crs: 'cgcs2000' });
  });

  test('no other WKB', () => {
    const nan = wkb(true, 1, null, [Number.NaN, Number.NaN]);
    const line = wkb(true, 2, null, [1, 2]);
    const short = wkb(true, 0x2000_0001, 4326, [1, 2]).slice(0, -2);
    const badOrder = `05${wkb(true, 1, null, [1, 2]).slice(2)}`;
    for (const text of [nan, line, short, badOrder, '0'.repeat(50)]) expect(readPoint(text)).toBeNull();
  });

  test.each([
    ...['', 'POINT EMPTY', 'POINT()', 'here', '1', 7, null, [], [[1, 2]], {}, { coordinates: 'x' }, '{"a"'],
    ...['MULTIPOINT ((1 2), (3 4))', 'MULTIPOINT (1 2, 3 4)', 'LINESTRING (1 2, 3 4)', 'E1 E2', '1 2 3'],
    ...[
      '北京路12号',
      `(${'1'.repeat(300)},2)`,
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
  ])('not %j', (value) => {
    expect(readPoint(value)).toBeNull();
  });

  test('property: never throws', () => {
    const angles = fc.stringMatching(/^[0-9 °'"′″NSEW东经北纬度分秒.,;()POINT]{0,120}$/);
    const hex = fc.stringMatching(/^0[01]0100002[0-9a-f]{40,90}$/);
    const any = fc.oneof(
      fc.jsonValue(),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.string(),
      angles,
      hex,
    );
    fc.assert(fc.property(any, (value) => void readPoint(value)));
  });

  test.each([
    `POINT(${' '.repeat(1_000_000)}`,
    `1${' '.repeat(100_000)}`,
    `${'118°47′'.repeat(17)}`,
    `${'1 '.repeat(59)}x`,
    `{"geometry":`.repeat(100_000),
    '['.repeat(100_000),
  ])('ends soon whatever the text', (text) => {
    const start = performance.now();
    expect(readPoint(text)).toBeNull();
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
