import { afterEach, describe, expect, it } from 'vitest';
import { probeSource } from '../../../electron/city/sync/probe/probe.ts';
import type { ProbeReport, ProbeRequest } from '../../../shared/contract/sources.ts';
import { ProbeReport as ProbeReportSchema } from '../../../shared/contract/sources.ts';
import { serveOn } from '../../support/httpServer.ts';
import { type CityCase, type CityOptions, PLAIN_CITY, TestCity } from './open311City.ts';
import { BOSTON, quickHttp } from './open311Pull.ts';

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

function cases(count: number): CityCase[] {
  return Array.from({ length: count }, (_, index) => {
    const requested = Date.now() - index * 3_600_000;
    return { id: `p-${index}`, requested, updated: requested, status: 'open' };
  });
}

function request(url: string, changes: Partial<ProbeRequest>): ProbeRequest {
  return {
    url,
    kind: 'open311',
    dialect: null,
    mapping: null,
    auth: { in: 'none', name: 'api_key' },
    secret: null,
    jurisdiction: null,
    ...changes,
  };
}

async function probe(asked: ProbeRequest): Promise<ProbeReport> {
  const { family, now } = quickHttp();
  const report = await probeSource(asked, {
    http: family,
    city: BOSTON,
    clock: { now },
    signal: new AbortController().signal,
  });
  return ProbeReportSchema.parse(report);
}

async function city(options: Partial<CityOptions>, count: number): Promise<string> {
  const server = new TestCity(cases(count), { ...PLAIN_CITY, ...options });
  close = () => server.close();
  return server.listen();
}

describe('probing a server that gives fewer than ten rows at once', () => {
  it.each<[Partial<CityOptions>, number, object]>([
    [{ cap: 7 }, 40, { pageSizeParam: null, pageParam: null, maxPage: 7 }],
    [{ cap: 4, pageParam: 'page' }, 40, { pageParam: 'page', maxPage: 4 }],
    [{ cap: 6, sizeParam: 'limit', emptyIs404: true }, 40, { pageSizeParam: 'limit', maxPage: 6 }],
    [{ cap: 8, pageParam: 'page', sizeParam: 'per_page' }, 40, { pageSizeParam: 'per_page', maxPage: 8 }],
    // All that there is: no limit is known.
    [{ cap: 100 }, 7, { maxPage: 1000 }],
    [{ cap: 100, pageParam: 'page' }, 7, { pageParam: 'page', maxPage: 1000 }],
  ])('finds its largest page (%j, %i cases)', async (options, count, expected) => {
    const report = await probe(request(await city(options, count), {}));
    expect(report.suggested).toMatchObject({ kind: 'open311', dialect: expected });
  });
});

describe('probing', () => {
  it.each<[string, Partial<CityOptions>, Record<string, unknown>]>([
    ['plain', { cap: 50 }, { pageParam: null, pageSizeParam: null, maxPage: 50, updatedAfterParam: null }],
    [
      'connectedbits',
      { cap: 100, pageParam: 'page', sizeParam: 'per_page', updatedAfter: true, updatedBefore: true },
      { pageParam: 'page', pageSizeParam: 'per_page', maxPage: 100, updatedAfterParam: 'updated_after' },
    ],
    [
      'seeclickfix',
      { cap: 40, pageParam: 'page', sizeParam: 'per_page' },
      { maxPage: 40, updatedAfterParam: null },
    ],
    ['markaspot', { cap: 50, sizeParam: 'limit', emptyIs404: true }, { pageParam: null, emptyIs404: true }],
    ['fixmystreet', { cap: 200, sizeParam: 'max_requests' }, { pageSizeParam: 'max_requests', maxPage: 200 }],
    ['plain', { cap: 50, format: 'xml' }, { format: 'xml' }],
  ])('recognises %s by its behaviour: %j', async (name, options, dialect) => {
    const url = await city(options, 300);
    const report = await probe(request(`${url}/requests.json?status=open`, {}));
    expect(report.ok).toBe(true);
    expect(report.suggested).toMatchObject({ kind: 'open311', url, dialect: { name, ...dialect } });
    expect(report.services).toBe(1);
    expect(report.crsGuess?.crs).toBe('wgs84');
    expect(report.steps.every((step) => /[一-鿿]/.test(step.what) && step.detail !== '')).toBe(true);
  });

  it('notices a clock that is off', async () => {
    const report = await probe(request(await city({ skewMs: 1_800_000 }, 30), {}));
    expect(report.skewMs).toBeGreaterThan(1_700_000);
    expect(report.steps.find((step) => step.what === '时钟')?.detail).toMatch(/快 (29|30) 分钟/);
  });

  it('takes a named dialect at its word', async () => {
    const report = await probe(request(await city({}, 30), { dialect: '6aika' }));
    expect(report.suggested).toMatchObject({ dialect: { name: '6aika', pageSizeParam: 'page_size' } });
  });

  it.each([
    ['not an address', /无法识别/],
    ['http://127.0.0.1:9/open311', /./],
  ])('says what is wrong with %s', async (address, words) => {
    const report = await probe(request(address, {}));
    expect(report).toMatchObject({ ok: false, suggested: null });
    expect(report.steps.at(-1)?.ok).toBe(false);
    expect(report.steps.at(-1)?.detail).toMatch(words);
  });

  it('says so when a server answers pages instead of data', async () => {
    const server = await serveOn((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>login</html>');
    });
    close = server.close;
    const report = await probe(request(server.url, {}));
    expect(report.ok).toBe(false);
    expect(report.steps.at(-1)?.detail).toContain('网页');
  });
});

describe('probing a Socrata data set', () => {
  it('takes the mapping of a known one and reads a sample', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({
      ':id': `row-${index}`,
      ':updated_at': new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
      unique_key: String(index),
      created_date: '2026-01-01T10:00:00.000',
      complaint_type: 'Noise',
      status: 'Open',
      latitude: '42.35',
      longitude: '-71.06',
    }));
    const server = await serveOn((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
    });
    close = server.close;
    const report = await probe(request(`${server.url}/resource/erm2-nwe9.json`, { kind: 'soda' }));
    expect(report.ok).toBe(true);
    expect(report.suggested).toMatchObject({ kind: 'soda', zone: 'America/New_York' });
    expect(report.steps.find((step) => step.what === '读取样本')?.detail).toContain('30 条中 30 条可读');
  });
});
