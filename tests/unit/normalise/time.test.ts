import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOfDay, readTime } from '../../../electron/city/sync/normalise/time.ts';
import { writeTime } from '../../../electron/city/sync/normalise/writeTime.ts';
import { zoneRules } from '../../../shared/time/zoneRules.ts';

const SHANGHAI = 'Asia/Shanghai';
const BOSTON = 'America/New_York';

function iso(value: unknown, format: string, zone: string): string | null {
  const reading = readTime(value, { format, zone });
  return reading === null ? null : new Date(reading.ms).toISOString();
}

describe('readTime, auto', () => {
  test.each([
    ['2012-05-22 23:57:23.97', '2012-05-22T15:57:23.970Z'],
    ['2025-09-11T09:24:15', '2025-09-11T01:24:15.000Z'],
    ['2025-09-11T09:24:15Z', '2025-09-11T09:24:15.000Z'],
    ['2025-09-11T09:24:15+02:00', '2025-09-11T07:24:15.000Z'],
    ['2025-09-11T09:24:15.123456789-0330', '2025-09-11T12:54:15.123Z'],
    ['2025-09-11 09:24:15 +0800', '2025-09-11T01:24:15.000Z'],
    ['2010-04-15T06:37:38-08:00Z', '2010-04-15T14:37:38.000Z'],
    ['2025-09-11', '2025-09-10T16:00:00.000Z'],
    ['2025/9/1 9:24', '2025-09-01T01:24:00.000Z'],
    ['2025年9月11日 09时24分15秒', '2025-09-11T01:24:15.000Z'],
    ['2025-09-11T24:00:00', '2025-09-11T16:00:00.000Z'],
    ['09/11/2025 01:02:03 PM', '2025-09-11T05:02:03.000Z'],
    ['31/12/2025 10:00', '2025-12-31T02:00:00.000Z'],
    ['31.12.2025 10:00', '2025-12-31T02:00:00.000Z'],
    ['1757553855', '2025-09-11T01:24:15.000Z'],
    ['1757553855123', '2025-09-11T01:24:15.123Z'],
    [1757553855123, '2025-09-11T01:24:15.123Z'],
    ['20250911', '2025-09-10T16:00:00.000Z'],
    ['20250911092415', '2025-09-11T01:24:15.000Z'],
    ['  2025-09-11 09:24:15  ', '2025-09-11T01:24:15.000Z'],
  ])('%s', (text, expected) => {
    expect(iso(text, 'auto', SHANGHAI)).toBe(expected);
  });

  test.each([
    '0001-01-01T00:00:00',
    '1900-01-01',
    '1970-01-01T00:00:00Z',
    '9999-12-31 23:59:59',
    '2025-02-29',
    '2025-13-01',
    '2025-09-11 25:00:00',
    '2025-09-11 24:00:01',
    'yesterday',
    '',
    ' ',
    '0',
    '12345',
    '-',
  ])('refuses %j', (text) => {
    expect(readTime(text, { format: 'auto', zone: SHANGHAI })).toBeNull();
  });

  test('keeps what was received, and says when only a day was given', () => {
    expect(readTime(' 2025-09-11', { format: 'auto', zone: SHANGHAI })).toEqual({
      ms: Date.UTC(2025, 8, 10, 16),
      original: ' 2025-09-11',
      dateOnly: true,
    });
  });
});

describe('readTime, formats', () => {
  test.each([
    ['yyyy/MM/dd HH:mm:ss', '2025/09/11 09:24:15', '2025-09-11T01:24:15.000Z'],
    ['yyyy-MM-dd HH:mm:ss', '2025-09-11 09:24:15.0', '2025-09-11T01:24:15.000Z'],
    ['yyyy-MM-dd', '2025-09-11', '2025-09-10T16:00:00.000Z'],
    ['MM/dd/yyyy hh:mm:ss a', '09/11/2025 12:00:00 AM', '2025-09-10T16:00:00.000Z'],
    ['MM/dd/yyyy hh:mm:ss a', '09/11/2025 12:30:00 pm', '2025-09-11T04:30:00.000Z'],
    ['yyyyMMddHHmmss', '20250911092415', '2025-09-11T01:24:15.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ssXXX", '2025-09-11T09:24:15+00:00', '2025-09-11T09:24:15.000Z'],
    ['dd MMM yyyy', '11 Sep 2025', '2025-09-10T16:00:00.000Z'],
    ['epoch-s', '1757553855', '2025-09-11T01:24:15.000Z'],
    ['epoch-ms', 1757553855000, '2025-09-11T01:24:15.000Z'],
    ['iso', '2025-09-11T01:24:15Z', '2025-09-11T01:24:15.000Z'],
  ])('%s reads %s', (format, text, expected) => {
    expect(iso(text, format, SHANGHAI)).toBe(expected);
  });

  test.each([
    ['yyyy/MM/dd HH:mm:ss', '2025-09-11 09:24:15'],
    ['yyyy-MM-dd HH:mm:ss', '2025-09-11'],
    ['MM/dd/yyyy hh:mm:ss a', '09/11/2025 13:00:00 PM'],
    ['epoch-s', 'x'],
    ['iso', '09/11/2025'],
    ['QQQ', '3'],
    ['', '2025-09-11'],
  ])('%s refuses %s', (format, text) => {
    expect(iso(text, format, SHANGHAI)).toBeNull();
  });
});

describe('local time', () => {
  test.each([
    ['summer', '2011-07-01 01:02:03', '2011-07-01T05:02:03.000Z'],
    ['winter', '2011-12-01 01:02:03', '2011-12-01T06:02:03.000Z'],
    ['the hour that occurs twice is the first', '2011-11-06 01:30:00', '2011-11-06T05:30:00.000Z'],
    ['after it', '2011-11-06 02:00:00', '2011-11-06T07:00:00.000Z'],
    ['the hour that was skipped moves forward', '2011-03-13 02:30:00', '2011-03-13T07:30:00.000Z'],
    ['before it', '2011-03-13 01:59:59', '2011-03-13T06:59:59.000Z'],
    ['after it', '2011-03-13 03:00:00', '2011-03-13T07:00:00.000Z'],
  ])('%s', (_what, text, expected) => {
    expect(iso(text, 'auto', BOSTON)).toBe(expected);
  });

  test('China had summer time in 1988', () => {
    expect(iso('1988-07-01 12:00:00', 'auto', SHANGHAI)).toBe('1988-07-01T03:00:00.000Z');
  });

  test('a limit given as a day ends with it, in the zone', () => {
    const reading = readTime('2011-11-06', { format: 'auto', zone: BOSTON });
    expect(reading === null ? null : new Date(endOfDay(reading, BOSTON)).toISOString()).toBe(
      '2011-11-07T04:59:59.999Z',
    );
  });

  test('an unknown zone reads only times that bring their own', () => {
    expect(iso('2025-09-11 09:24:15', 'auto', 'Mars/Olympus')).toBeNull();
    expect(iso('2025-09-11T09:24:15Z', 'auto', 'Mars/Olympus')).toBe('2025-09-11T09:24:15.000Z');
  });

  const instants = fc.integer({ min: Date.UTC(1981, 0, 1), max: Date.UTC(2099, 0, 1) });
  const zones = fc.constantFrom(
    SHANGHAI,
    BOSTON,
    'Europe/Berlin',
    'Pacific/Apia',
    'Australia/Lord_Howe',
    'UTC',
  );

  test('property: there and back, but for hours that occur twice', () => {
    fc.assert(
      fc.property(instants, zones, (ms, zone) => {
        const rules = zoneRules(zone);
        const local = rules?.toLocal(ms) ?? Number.NaN;
        const back = rules?.toUtc(local) ?? Number.NaN;
        expect(rules?.toLocal(back)).toBe(local);
        expect(Math.abs(back - ms)).toBeLessThanOrEqual(24 * 3_600_000);
      }),
    );
  });

  test.each(['auto', 'iso', 'epoch-s', 'epoch-ms', 'yyyy/MM/dd HH:mm:ss', 'MM/dd/yyyy hh:mm:ss a'])(
    'property: what %s writes is read again',
    (format) => {
      fc.assert(
        fc.property(instants, (ms) => {
          const whole = Math.floor(ms / 1000) * 1000;
          const reading = readTime(writeTime(ms, format, SHANGHAI), { format, zone: SHANGHAI });
          // China's own summer time ended in 1991: only then did hours occur twice.
          if (ms > Date.UTC(1992, 0, 1)) expect(reading?.ms).toBe(whole);
        }),
      );
    },
  );

  test('property: never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), fc.string(), (value, format, zone) => {
        readTime(value, { format, zone });
      }),
    );
  });
});
