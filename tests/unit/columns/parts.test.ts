import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../electron/city/columns/days.ts';
import { Engine } from '../../../electron/city/columns/engine.ts';
import { Lru } from '../../../electron/city/columns/lru.ts';
import { sortByKey } from '../../../electron/city/columns/radixSort.ts';
import { Table } from '../../../electron/city/columns/table.ts';
import type { ColumnRow } from '../../../electron/city/ports.ts';
import { body } from './rows.ts';

const HOUR = 3_600_000;
const plain = fc.sample(body, { numRuns: 1, seed: 5 })[0]!;

function engineOf(cases: Partial<ColumnRow>[], zone: string): Engine {
  const engine = new Engine(new Table(0), 0, zone, {
    find: () => new Uint32Array(0),
    version: () => '',
    unindexed: () => 0,
  });
  const rows = cases.map((row, i) => ({ ...plain, seq: i + 1, gone: false, open: true, ...row }));
  engine.apply(rows, 1);
  return engine;
}

describe('sortByKey', () => {
  it('is a stable sort, whatever the range of the keys', () => {
    const key = fc.oneof(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: -1000, max: 5000 }),
      fc.maxSafeInteger(),
      fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 200 }), (list) => {
        const keys = Float64Array.from(list);
        const rows = Uint32Array.from(list, (_, i) => i);
        const expected = [...rows].sort((a, b) => keys[a]! - keys[b]! || a - b);
        expect([...sortByKey(rows, keys)]).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('dayOf', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-02T15:59:59.999Z', '2026-03-01T16:00:00Z', '2026-03-02T16:00:00Z'],
    ['Asia/Shanghai', '2026-03-02T16:00:00Z', '2026-03-02T16:00:00Z', '2026-03-03T16:00:00Z'],
    ['America/New_York', '2011-03-13T18:00:00Z', '2011-03-13T05:00:00Z', '2011-03-14T04:00:00Z'],
    ['America/New_York', '2011-11-06T18:00:00Z', '2011-11-06T04:00:00Z', '2011-11-07T05:00:00Z'],
    ['UTC', '1969-12-31T23:59:59.999Z', '1969-12-31T00:00:00Z', '1970-01-01T00:00:00Z'],
  ])('%s %s', (zone, at, start, end) => {
    expect(dayOf(Date.parse(at), zone)).toEqual({ start: Date.parse(start), end: Date.parse(end) });
  });

  it('answers for any number a filter may hold', () => {
    for (const at of [-1e300, -8.64e15, 8.64e15, 1e300]) {
      const { start, end } = dayOf(at, 'Asia/Shanghai');
      expect(end - start).toBe(24 * HOUR);
    }
  });
});

describe('histogram', () => {
  const at = (text: string) => ({ requestedAt: Date.parse(text) });

  it('spans what was asked for, empty bars included', () => {
    const engine = engineOf([at('2026-03-02T01:30:00Z')], 'Asia/Shanghai');
    const from = Date.parse('2026-03-01T16:00:00Z');
    const bars = engine.histogram({ from, to: from + 24 * HOUR }, HOUR, from);
    expect(bars).toMatchObject({ start: from, step: HOUR });
    expect(bars.counts).toHaveLength(24);
    expect(bars.counts[9]).toBe(1);
    expect(engine.histogram({ from, to: from }, HOUR, from).counts).toEqual([]);
    const empty = engine.histogram({ from, to: from + HOUR }, HOUR, from);
    expect(empty.counts).toEqual([0]);
  });

  it('begins days at the zone’s midnight, on the half hour too', () => {
    const engine = engineOf([at('2026-03-02T20:00:00Z')], 'Asia/Kolkata');
    const { start, counts } = engine.histogram({}, 24 * HOUR, 0);
    expect(start).toBe(Date.parse('2026-03-02T18:30:00Z'));
    expect(counts).toEqual([1]);
  });

  it('narrows to the cases when a span asked for would take too many bars', () => {
    const engine = engineOf([at('2026-03-02T01:30:00Z'), at('2026-03-02T03:30:00Z')], 'UTC');
    const bars = engine.histogram({ from: 0, to: 1e300 }, 60_000, 0);
    expect(bars.step).toBe(60_000);
    expect(bars.start).toBe(Date.parse('2026-03-02T01:30:00Z'));
    expect(bars.counts).toHaveLength(121);
  });

  it('says a wider step when even the cases span too many bars', () => {
    const engine = engineOf([at('1970-01-01T00:00:00Z'), at('2026-03-02T01:30:00Z')], 'UTC');
    const bars = engine.histogram({}, HOUR, 0);
    expect(bars.step).toBe(5 * HOUR);
    expect(bars.counts.length).toBeLessThanOrEqual(100_000);
    expect(bars.counts.reduce((a, b) => a + b, 0)).toBe(2);
  });
});

describe('what a source may send', () => {
  it('a place off the globe is no place, and does not wrap round onto it', () => {
    const places = [
      { lon: 118.8, lat: 32 },
      { lon: 548.0, lat: 32 },
      { lon: -311, lat: 32 },
      { lon: 118.8, lat: 95 },
      { lon: Number.NaN, lat: 32 },
      { lon: 118.8, lat: null },
    ];
    const engine = engineOf(places, 'UTC');
    expect(engine.points({}, 10, 0).total).toBe(1);
    expect(engine.page({ bbox: [-180, -90, 180, 90] }, 'requested', 0, 10, 0).total).toBe(1);
    expect(engine.page({}, 'requested', 0, 10, 0).total).toBe(6);
  });

  it('boxes of any size and place hold exactly what lies in them', () => {
    const degree = fc.oneof(
      fc.constantFrom(-180, -179.9999999, -1e-7, 0, 1e-7, 90, -90, 180, 179.9999999),
      fc.integer({ min: -1800, max: 1800 }).map((tenths) => tenths / 10),
    );
    const wide = fc.oneof(degree, fc.constantFrom(-1e300, 1e300, -400, 400));
    fc.assert(
      fc.property(
        // Seven decimals, as finely as the columns keep them.
        fc.array(
          fc.tuple(
            degree,
            degree.filter((lat) => Math.abs(lat) <= 90),
          ),
          { maxLength: 30 },
        ),
        fc.tuple(wide, wide, wide, wide),
        (places, [w, s, e, n]) => {
          const cases = places.map(([lon, lat]) => ({ lon, lat }));
          const found = cases.filter(({ lon, lat }) => lon >= w && lon <= e && lat >= s && lat <= n);
          const page = engineOf(cases, 'UTC').page({ bbox: [w, s, e, n] }, 'requested', 0, 100, 0);
          expect(page.total).toBe(found.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('Lru', () => {
  it('forgets what was not used for longest', () => {
    const lru = new Lru<number>(2);
    let made = 0;
    const get = (key: string) => lru.get(key, () => ++made);
    expect([get('a'), get('b'), get('a'), get('c'), get('a'), get('b')]).toEqual([1, 2, 1, 3, 1, 4]);
  });
});
