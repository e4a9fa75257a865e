import { afterEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import type { DialectName, DialectRecord } from '../../../shared/contract/sources.ts';
import { type CityCase, type CityOptions, PLAIN_CITY, TestCity } from './open311City.ts';
import { pullInto, quickHttp, Shelf } from './open311Pull.ts';

const HOUR = 3_600_000;
const YEAR_2011 = Date.UTC(2011, 6, 1);

let city: TestCity | null = null;
afterEach(async () => {
  await city?.close();
  city = null;
});

/** `count` cases over half of 2011, a few in bursts of one second. */
function archive(count: number): CityCase[] {
  return Array.from({ length: count }, (_, index) => {
    const burst = index % 40 < 15;
    const requested =
      YEAR_2011 + (burst ? Math.floor(index / 40) * 40 : index) * 2 * HOUR + (burst ? 0 : index * 137);
    return { id: `b-${index}`, requested, updated: requested + (index % 7) * 5 * HOUR, status: 'open' };
  });
}

async function open(cases: CityCase[], options: Partial<CityOptions>): Promise<string> {
  city = new TestCity(cases, { ...PLAIN_CITY, ...options });
  return city.listen();
}

async function pull(shelf: Shelf, url: string, dialect: DialectRecord, stopAfter = Number.POSITIVE_INFINITY) {
  const http = quickHttp();
  await pullInto(shelf, url, dialect, { stopAfter, now: Date.now, open: [], family: http.family });
  return http;
}

const SERVERS: [DialectName, Partial<CityOptions>, Partial<DialectRecord>][] = [
  ['plain', { cap: 50 }, {}],
  ['plain', { cap: 100, format: 'xml', order: 'updated-desc' }, { format: 'xml' }],
  [
    'connectedbits',
    {
      cap: 100,
      pageParam: 'page',
      sizeParam: 'per_page',
      updatedAfter: true,
      updatedBefore: true,
      maxSpanDays: 90,
    },
    { ratePerMinute: null },
  ],
  [
    'seeclickfix',
    { cap: 20, pageParam: 'page', sizeParam: 'per_page', order: 'updated-desc' },
    { ratePerMinute: null },
  ],
  ['markaspot', { cap: 25, sizeParam: 'limit', emptyIs404: true }, {}],
  ['citysdk', { cap: 100, updatedAfter: true, updatedBefore: true, strict: true }, {}],
  ['fixmystreet', { cap: 100, sizeParam: 'max_requests' }, {}],
  [
    '6aika',
    {
      cap: 500,
      pageParam: 'page',
      sizeParam: 'page_size',
      updatedAfter: true,
      updatedBefore: true,
      strict: true,
      emptyIs404: true,
    },
    {},
  ],
];

describe('loading an archive of 2011', () => {
  it.each(SERVERS)('as %s %j', async (name, options, dialect) => {
    const cases = archive(1_500);
    const url = await open(cases, options);
    const shelf = new Shelf();
    await pull(shelf, url, { ...DIALECTS[name], ...dialect });
    expect(shelf.rows.size).toBe(1_500);
    expect(shelf.state.loaded).toBe(true);
    expect(shelf.sweeps).toHaveLength(1);
    expect(shelf.warnings).toEqual([]);
  });

  it('goes on where it was killed, whatever the page', async () => {
    const url = await open(archive(400), { cap: 50 });
    const shelf = new Shelf();
    for (let kills = 0; kills < 200 && shelf.cursor?.includes('"loaded":true') !== true; kills += 1) {
      await pull(shelf, url, DIALECTS.plain, 1 + (kills % 3));
    }
    await pull(shelf, url, DIALECTS.plain);
    expect(shelf.rows.size).toBe(400);
  });

  it('reads a server that ignores dates and pages as far as it shows', async () => {
    const url = await open(archive(80), { cap: 1_000, dates: false });
    const shelf = new Shelf();
    await pull(shelf, url, DIALECTS.plain);
    expect(shelf.rows.size).toBe(80);
    expect(shelf.state.ignoresDates).toBe(true);
  });

  it('pages a server that ignores dates', async () => {
    const url = await open(archive(330), { cap: 50, dates: false, pageParam: 'page' });
    const shelf = new Shelf();
    await pull(shelf, url, { ...DIALECTS.plain, pageParam: 'page' });
    expect(shelf.rows.size).toBe(330);
  });

  it.each<[DialectName, Partial<CityOptions>]>([
    ['plain', { cap: 7 }],
    ['plain', { cap: 2, order: 'updated-desc' }],
    ['citysdk', { cap: 5, updatedAfter: true, updatedBefore: true, strict: true }],
    ['seeclickfix', { cap: 6, pageParam: 'page', sizeParam: 'per_page', order: 'updated-desc' }],
  ])('finds a limit below ten rows and reads everything (%s %j)', async (name, options) => {
    const cases = archive(120).map((one, index) => ({ ...one, requested: one.requested + index * 10_000 }));
    const url = await open(cases, options);
    const shelf = new Shelf();
    await pull(shelf, url, DIALECTS[name]);
    expect(shelf.rows.size).toBe(120);
    expect(shelf.state.loaded).toBe(true);
    expect(shelf.sweeps).toHaveLength(1);
    expect(shelf.warnings).toEqual([]);
  });

  it('reads a burst of one second behind a limit below ten rows where the server pages, and tells it where not', async () => {
    const crowd = archive(25).map((one) => ({ ...one, requested: YEAR_2011, updated: YEAR_2011 }));
    const url = await open(crowd, { cap: 5, pageParam: 'page' });
    const shelf = new Shelf();
    await pull(shelf, url, { ...DIALECTS.plain, pageParam: 'page' });
    expect(shelf.rows.size).toBe(25);
    expect(shelf.warnings).toEqual([]);
    const unpaged = new Shelf();
    await pull(unpaged, url, DIALECTS.plain);
    expect(unpaged.rows.size).toBe(5);
    expect(unpaged.warnings).toContain('window-full');
    expect(unpaged.sweeps).toEqual([]);
  });

  it('takes a small city for whole, with few more questions', async () => {
    const cases = archive(200).filter((_one, index) => index % 40 === 20);
    const url = await open(cases, { cap: 100 });
    const shelf = new Shelf();
    await pull(shelf, url, DIALECTS.plain);
    expect(shelf.rows.size).toBe(5);
    expect(shelf).toMatchObject({ warnings: [], sweeps: [expect.any(Number)] });
    expect(shelf.state.cap).toBeNull();
    const windows = city?.asked.length ?? 0;
    await city?.close();
    const same = await open(cases, { cap: 100 });
    // What it takes where the limit is known to be far above.
    const known = new Shelf();
    known.cursor = JSON.stringify({
      ...shelf.state,
      loaded: false,
      down: null,
      largest: 100,
      requested: null,
    });
    await pull(known, same, DIALECTS.plain);
    expect(windows - (city?.asked.length ?? 0)).toBeLessThan(20);
  });

  it('says that a list without times and pages is cut off', async () => {
    const url = await open(archive(80), { cap: 30, dates: false });
    const shelf = new Shelf();
    await pull(shelf, url, DIALECTS.plain);
    expect(shelf.rows.size).toBe(30);
    expect(shelf.warnings).toContain('list-cut');
    expect(shelf.sweeps).toEqual([]);
  });

  it('does not take one crowded second for complete where nothing pages', async () => {
    const crowd = archive(60).map((one) => ({ ...one, requested: YEAR_2011, updated: YEAR_2011 }));
    const url = await open(crowd, { cap: 50 });
    const shelf = new Shelf();
    await pull(shelf, url, DIALECTS.plain);
    expect(shelf.rows.size).toBe(50);
    expect(shelf.warnings).toContain('window-full');
    expect(shelf.sweeps).toEqual([]);
  });
});
