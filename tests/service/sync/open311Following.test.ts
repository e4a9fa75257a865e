import { afterEach, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import type { DialectRecord } from '../../../shared/contract/sources.ts';
import { type CityCase, type CityOptions, PLAIN_CITY, TestCity } from './open311City.ts';
import { pullInto, quickHttp, Shelf } from './open311Pull.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20, 4);

let city: TestCity;
afterEach(() => city.close());

const CHANGING: DialectRecord = { ...DIALECTS['6aika'], ratePerMinute: null };
const CHANGING_CITY: Partial<CityOptions> = {
  cap: 50,
  pageParam: 'page',
  sizeParam: 'page_size',
  updatedAfter: true,
  updatedBefore: true,
  strict: true,
  skewMs: null,
};

function recent(count: number): CityCase[] {
  return Array.from({ length: count }, (_, index) => {
    const requested = NOW - DAY - index * 10 * MINUTE;
    return { id: `r-${index}`, requested, updated: requested + 5 * MINUTE, status: 'open' };
  });
}

async function start(cases: CityCase[], options: Partial<CityOptions>): Promise<string> {
  city = new TestCity(cases, { ...PLAIN_CITY, ...options });
  return city.listen();
}

/** Pulls at `at`; answers how many questions it took. */
async function pullAt(
  shelf: Shelf,
  url: string,
  dialect: DialectRecord,
  at: number,
  open: string[],
): Promise<number> {
  const before = city.asked.length;
  const { family } = quickHttp();
  await pullInto(shelf, url, dialect, { stopAfter: Number.POSITIVE_INFINITY, now: () => at, open, family });
  return city.asked.length - before;
}

describe('following a server that tells what changed', () => {
  it('asks one question when nothing happened and sees every change', async () => {
    const url = await start(recent(120), CHANGING_CITY);
    const shelf = new Shelf();
    await pullAt(shelf, url, CHANGING, NOW, []);
    expect(shelf.rows.size).toBe(120);
    await pullAt(shelf, url, CHANGING, NOW + MINUTE, []);
    expect(await pullAt(shelf, url, CHANGING, NOW + 2 * MINUTE, [])).toBe(1);
    for (const index of [3, 90, 119]) {
      const one = city.cases[index];
      if (one !== undefined) Object.assign(one, { status: 'closed', updated: NOW + 2 * MINUTE });
    }
    expect(await pullAt(shelf, url, CHANGING, NOW + 3 * MINUTE, [])).toBe(1);
    expect([...shelf.rows.values()].filter((row) => row['status'] === 'closed')).toHaveLength(3);
    expect(shelf.state.updated).toBe(NOW + 2 * MINUTE);
  });

  it('follows more changes at once than one answer holds', async () => {
    const url = await start(recent(400), CHANGING_CITY);
    const shelf = new Shelf();
    await pullAt(shelf, url, CHANGING, NOW, []);
    city.cases.forEach((one, index) => {
      Object.assign(one, { status: 'closed', updated: NOW + index * 100 });
    });
    await pullAt(shelf, url, CHANGING, NOW + MINUTE, []);
    expect([...shelf.rows.values()].filter((row) => row['status'] === 'closed')).toHaveLength(400);
    expect(shelf.state.updated).toBe(NOW + 399 * 100);
  });

  it('asks little more of a city that changes more in ten minutes than one answer holds', async () => {
    const url = await start(recent(400), CHANGING_CITY);
    const shelf = new Shelf();
    await pullAt(shelf, url, CHANGING, NOW, []);
    // One change every eight seconds: 75 in the ten minutes that each pull looks back, and the answers hold 50.
    city.cases.slice(0, 150).forEach((one, index) => {
      one.updated = NOW + index * 8000;
    });
    const later = NOW + 20 * MINUTE;
    await pullAt(shelf, url, CHANGING, later, []);
    expect(await pullAt(shelf, url, CHANGING, later + 1000, [])).toBeLessThanOrEqual(6);
    const changed = city.cases[120];
    if (changed !== undefined) Object.assign(changed, { status: 'closed', updated: later });
    const { received } = shelf;
    await pullAt(shelf, url, CHANGING, later + 2000, []);
    expect(shelf.rows.get('r-120')?.['status']).toBe('closed');
    // What was had is read again twice at the most.
    expect(shelf.received - received).toBeLessThanOrEqual(3 * 76);
    expect(shelf.state.updated).toBe(later);
  });

  it('finds changes dated ahead behind more than one answer holds', async () => {
    const url = await start(recent(400), CHANGING_CITY);
    const shelf = new Shelf();
    await pullAt(shelf, url, CHANGING, NOW, []);
    city.cases.forEach((one, index) => {
      // 200 in the past minutes, 200 in the next hours: a server whose clock is wrong.
      one.updated = index < 200 ? NOW - index * 1000 : NOW + index * 30_000;
      one.status = 'closed';
    });
    await pullAt(shelf, url, CHANGING, NOW + 1000, []);
    expect([...shelf.rows.values()].filter((row) => row['status'] === 'closed')).toHaveLength(400);
  });

  it('loses no change that happens between the answers of one pull', async () => {
    const url = await start(recent(300), { ...CHANGING_CITY, order: 'updated-desc' });
    let tick = 0;
    city.afterList = () => {
      // The list moves under the reader: an old case jumps to its front after every answer.
      const one = city.cases[(tick * 7) % 300];
      tick += 1;
      if (one !== undefined && tick < 60)
        Object.assign(one, { status: 'closed', updated: NOW - 60_000 + tick });
    };
    const shelf = new Shelf();
    await pullAt(shelf, url, CHANGING, NOW, []);
    city.afterList = () => undefined;
    await pullAt(shelf, url, CHANGING, NOW + MINUTE, []);
    expect(shelf.rows.size).toBe(300);
    for (const one of city.cases) expect(shelf.rows.get(one.id)?.['status']).toBe(one.status);
  });

  it('does not let a row dated years ahead end all polling', async () => {
    const began = Date.now();
    const url = await start(recent(20), { ...CHANGING_CITY, skewMs: NOW - began });
    const shelf = new Shelf();
    await pullAt(shelf, url, CHANGING, NOW, []);
    city.cases.push({ id: 'odd', requested: NOW, updated: Date.UTC(2090, 0, 1), status: 'open' });
    await pullAt(shelf, url, CHANGING, NOW, []);
    expect(shelf.rows.has('odd')).toBe(true);
    expect(shelf.state.updated).toBeLessThanOrEqual(NOW + (Date.now() - began) + 2_000);
    city.cases.push({ id: 'next', requested: NOW, updated: NOW + 1_000, status: 'open' });
    await pullAt(shelf, url, CHANGING, NOW, []);
    expect(shelf.rows.has('next')).toBe(true);
  });

  it('keeps following an archive that stands still and then moves on its own clock', async () => {
    const old = recent(80).map((one) => ({
      ...one,
      requested: one.requested - 5_000 * DAY,
      updated: one.updated - 5_000 * DAY,
    }));
    const url = await start(old, CHANGING_CITY);
    const shelf = new Shelf();
    await pullAt(shelf, url, { ...CHANGING, maxWindowDays: 90 }, NOW, []);
    const questions = await pullAt(shelf, url, { ...CHANGING, maxWindowDays: 90 }, NOW + MINUTE, []);
    expect(questions).toBeLessThanOrEqual(3);
    const at = NOW - 4_990 * DAY;
    city.cases.push({ id: 'replayed', requested: at, updated: at, status: 'open' });
    await pullAt(shelf, url, { ...CHANGING, maxWindowDays: 90 }, NOW + 2 * MINUTE, []);
    expect(shelf.rows.has('replayed')).toBe(true);
  });

  it('finds out that «changed since» is ignored and goes on by time of report', async () => {
    const url = await start(recent(200), { cap: 50 });
    const shelf = new Shelf();
    const dialect = { ...CHANGING, pageParam: null };
    await pullAt(shelf, url, dialect, NOW, []);
    await pullAt(shelf, url, dialect, NOW + MINUTE, []);
    expect(shelf.state.ignoresUpdated).toBe(true);
    city.cases.push({ id: 'new', requested: NOW + 2 * MINUTE, updated: NOW + 2 * MINUTE, status: 'open' });
    await pullAt(shelf, url, dialect, NOW + 3 * MINUTE, []);
    expect(shelf.rows.has('new')).toBe(true);
  });
});

describe('following a server that does not', () => {
  it('sees new cases and asks again for open ones by id', async () => {
    const url = await start(recent(150), { cap: 50, skewMs: null });
    const shelf = new Shelf();
    await pullAt(shelf, url, DIALECTS.plain, NOW, []);
    const closed = city.cases[149];
    if (closed !== undefined) Object.assign(closed, { status: 'closed', updated: NOW });
    city.cases.push({ id: 'new', requested: NOW + MINUTE, updated: NOW + MINUTE, status: 'open' });
    await pullAt(shelf, url, DIALECTS.plain, NOW + 2 * MINUTE, ['r-149', 'r-1']);
    expect(shelf.rows.has('new')).toBe(true);
    expect(shelf.rows.get('r-149')?.['status']).toBe('closed');
  });

  it('finds what was published late within the hour and everything else in the daily sweep', async () => {
    const url = await start(recent(150), { cap: 50, skewMs: null });
    const shelf = new Shelf();
    await pullAt(shelf, url, DIALECTS.plain, NOW, []);
    city.cases.push({ id: 'late', requested: NOW - 2 * DAY, updated: NOW - 2 * DAY, status: 'open' });
    city.cases.push({ id: 'very-late', requested: NOW - (9 * DAY) / 8, updated: NOW, status: 'open' });
    const forgotten = city.cases[148];
    if (forgotten !== undefined) forgotten.status = 'closed';
    await pullAt(shelf, url, DIALECTS.plain, NOW + 61 * MINUTE, []);
    expect(shelf.rows.has('late')).toBe(true);
    expect(shelf.sweeps).toHaveLength(1);
    await pullAt(shelf, url, DIALECTS.plain, NOW + 2 * DAY, []);
    expect(shelf.sweeps).toHaveLength(2);
    expect(shelf.rows.get('r-148')?.['status']).toBe('closed');
  });

  it('does not take a server that lost its data for proof that every case is gone', async () => {
    const url = await start(recent(30), { cap: 50, skewMs: null });
    const shelf = new Shelf();
    await pullAt(shelf, url, DIALECTS.plain, NOW, []);
    city.cases = [];
    await pullAt(shelf, url, DIALECTS.plain, NOW + 2 * DAY, []);
    expect(shelf.state.sweptAt).toBe(NOW + 2 * DAY);
    expect(shelf.sweeps).toHaveLength(1);
    expect(shelf.warnings).toEqual(['sweep-empty']);
  });
});
