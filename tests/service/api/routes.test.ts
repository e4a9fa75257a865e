import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { decodeTimeline } from '../../../renderer/live/timeline/decodeTimeline.ts';
import { densityOfPeriod, gridCountsOfPeriod } from '../../../renderer/live/timeline/timelinePeriod.ts';
import { CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import type { Bbox } from '../../../shared/contract/common.ts';
import { GridCounts, Histogram, Points, Summary } from '../../../shared/contract/figures.ts';
import { GridCollection, PackView } from '../../../shared/contract/packView.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { SourceConfig } from '../../../shared/contract/sources.ts';
import { SourceList } from '../../../shared/contract/sources.ts';
import { QuarantinePage } from '../../../shared/contract/status.ts';
import { eventually, json, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { noFaults } from '../../support/dialect-server/faults.ts';
import { makeRows } from '../../support/dialect-server/rows.ts';
import { type DialectServer, startDialectServer } from '../../support/dialect-server/server.ts';

const START = Date.UTC(2026, 9, 1);
const ROWS = 300;
const NOW = START + ROWS * 600_000;

let server: DialectServer;
let city: TestCity;

function source(id: string, url: string): SourceConfig {
  return {
    kind: 'open311',
    id,
    name: '试验来源',
    url,
    dialect: DIALECTS['6aika'],
    pollSeconds: 3600,
    paused: false,
    crs: 'wgs84',
    zone: 'America/New_York',
    auth: { in: 'none', name: 'api_key' },
    jurisdiction: null,
  };
}

beforeAll(async () => {
  server = await startDialectServer({
    rows: makeRows(ROWS, START),
    dialect: '6aika',
    faults: noFaults,
    now: () => NOW,
  });
  city = await openTestCity({
    dataDir: null,
    pack: testPack(),
    sources: [source('a', server.url)],
    now: () => NOW,
  });
  await city.signInAsAdministrator();
  await eventually('all rows', async () => (await city.status()).cases.total === ROWS);
});
afterAll(async () => {
  await city?.removeData();
  await server?.close();
});

describe('the status', () => {
  it('adds up over each source, and tells what an operator must know', async () => {
    const status = await city.status();
    expect(status.cases.open).toBe(ROWS / 3);
    expect(status.sources).toHaveLength(1);
    for (const one of status.sources) expect(one.received).toBe(one.stored + one.unchanged + one.quarantined);
    expect(status.sources[0]).toMatchObject({ id: 'a', stored: ROWS, quarantined: 0 });
    expect(status.warnings.map((warning) => warning.code)).toContain('secrets-in-file');
    expect(status.pack).toEqual({ id: 'test-city', name: '试验区', version: '1' });
  });
});

describe('the queue', () => {
  it('pages through everything once, newest first', async () => {
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const page: CasePage = await city.get(
        `/api/cases?limit=37${cursor === null ? '' : `&cursor=${cursor}`}`,
        CasePage,
      );
      expect(page.total).toBe(ROWS);
      ids.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(ids).toEqual(
      makeRows(ROWS, START)
        .map((row) => `a:${row.id}`)
        .reverse(),
    );
  });

  it('answers the same filter the same way in every figure', async () => {
    const filter = `status=open&from=${START + 50 * 600_000}&to=${START + 250 * 600_000}&category=006`;
    const page = await city.get(`/api/cases?${filter}&limit=1000`, CasePage);
    const expected = makeRows(ROWS, START).filter(
      (_, i) => i >= 50 && i < 250 && i % 3 === 0 && i % 5 === 0,
    ).length;
    expect(page.total).toBe(expected);
    expect(page.items).toHaveLength(expected);
    const summary = await city.get(`/api/summary?${filter}`, Summary);
    expect(summary.matching).toBe(expected);
    const grids = await city.get(`/api/grids/counts?${filter}`, GridCounts);
    expect(grids.grids.reduce((sum, grid) => sum + grid.count, grids.elsewhere)).toBe(expected);
    const histogram = await city.get(`/api/histogram?${filter}&step=3600000`, Histogram);
    expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(expected);
    const points = await city.get(`/api/points?${filter}`, Points);
    expect(points.total).toBe(expected);
    expect(new Set(points.ids)).toEqual(new Set(page.items.map((item) => item.id)));
    const heat = await city.request(
      `/api/heat?${filter}&bbox=-71.2,42.2,-71,42.4&width=64&height=32&radius=200`,
    );
    expect(heat.headers.get('X-Heat-Count')).toBe(String(expected));
    expect(heat.headers.get('X-Revision')).toBe(String(page.revision));
    const density = new Float32Array(await heat.arrayBuffer());
    expect(density).toHaveLength(64 * 32);
    expect(Math.max(...density)).toBeCloseTo(Number(heat.headers.get('X-Heat-Max')), 3);
    expect(Math.max(...density)).toBeGreaterThan(0);
  });

  it('gives time lines that add up to the figures of any period', async () => {
    const area = 'bbox=-71.2,42.2,-71,42.4&width=64&height=32&radius=200';
    const period = { from: START + 50 * 600_000, to: START + 250 * 600_000 };
    const bounds = `from=${period.from}&to=${period.to}`;
    const bytes = async (path: string) => (await city.request(path)).arrayBuffer();
    const raster = { bbox: [-71.2, 42.2, -71, 42.4] as Bbox, width: 64, height: 32, radius: 200 };
    const line = decodeTimeline(await bytes(`/api/heat/timeline?status=open&${area}`));
    expect(densityOfPeriod(line, period, raster).values).toEqual(
      new Float32Array(await bytes(`/api/heat?status=open&${bounds}&${area}`)),
    );
    const grids = decodeTimeline(await bytes('/api/grids/timeline?status=open'));
    expect(gridCountsOfPeriod(grids, period)).toEqual(
      await city.get(`/api/grids/counts?status=open&${bounds}`, GridCounts),
    );
    expect((await city.request('/api/grids/timeline?from=1')).status).toBe(400);
  });

  it('finds text once it is indexed', async () => {
    await eventually('the text index', async () => {
      const page = await city.get(`/api/cases?q=${encodeURIComponent('row 77')}`, CasePage);
      return page.items.some((item) => item.sourceId === '101000000077');
    });
  });

  it('tells a case with its history and how its limits were computed', async () => {
    const detail = await city.get('/api/cases/a%3A101000000000', CaseDetail);
    expect(detail).toMatchObject({ id: 'a:101000000000', categoryCode: '006', status: 'open' });
    expect(detail.history[0]).toMatchObject({ kind: 'first-seen' });
    expect(detail.limits.map((limit) => limit.basis)).toEqual(['upstream', 'pack']);
    expect(detail.limits[1]?.limit).toContain('4');
    expect(detail.limitGaps).toEqual([]);
  });

  it('refuses a cursor of another query', async () => {
    const page = await city.get('/api/cases?limit=10', CasePage);
    const refused = await city.refusal(`/api/cases?limit=10&sort=due&cursor=${page.nextCursor}`);
    expect(refused).toMatchObject({ status: 400, code: 'bad-cursor' });
  });
});

describe('what does not change', () => {
  it.each([
    ['/api/pack', PackView],
    ['/api/grids', GridCollection],
  ])('%s is answered once, then known', async (path, schema) => {
    const first = await city.request(path);
    const body: unknown = await first.json();
    // Nothing of the answer lies outside the contract.
    expect(schema.parse(body)).toEqual(body);
    const etag = first.headers.get('etag') ?? '';
    const again = await city.request(path, { headers: { 'If-None-Match': `W/"x", ${etag}` } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });
});

describe('sources', () => {
  it('are created, changed, asked and removed; cases stay', async () => {
    const config = { ...source('b', server.url), paused: true };
    const made = await city.send('POST', '/api/sources', { config, secret: 'key-1' }, SourceEntry);
    expect(made).toMatchObject({ hasSecret: true, status: { state: 'paused' } });
    expect(JSON.stringify(await city.get('/api/sources', SourceList))).not.toContain('key-1');
    const again = await city.refusal('/api/sources', json('POST', { config, secret: null }));
    expect(again).toMatchObject({ status: 409, code: 'source-exists' });
    const paused = await city.refusal('/api/sources/b/sync', { method: 'POST' });
    expect(paused).toMatchObject({ status: 409, code: 'source-paused' });
    await city.send('PATCH', '/api/sources/b', { paused: false, name: '改名' }, SourceEntry);
    await eventually('rows of the second source', async () => (await city.status()).cases.total === 2 * ROWS);
    const asked = await city.request('/api/sources/b/sync', { method: 'POST' });
    expect(asked.status).toBe(202);
    expect((await city.request('/api/sources/b', { method: 'DELETE' })).status).toBe(204);
    expect(await city.refusal('/api/sources/b')).toMatchObject({ status: 404, code: 'not-found' });
    expect((await city.status()).cases.total).toBe(2 * ROWS);
  });

  it('are probed and previewed without anything being written', async () => {
    const revision = (await city.status()).revision;
    const probe = await city.request(
      '/api/sources/probe',
      json('POST', { url: server.url, kind: 'open311' }),
    );
    expect(await probe.json()).toMatchObject({ ok: true, suggested: { kind: 'open311' } });
    const preview = await city.request(
      '/api/sources/preview',
      json('POST', { config: source('c', server.url), limit: 3 }),
    );
    const { rows } = routes.preview.response.parse(await preview.json());
    expect(rows.map((row) => row.outcome)).toEqual(['ok', 'ok', 'ok']);
    expect((await city.status()).revision).toBe(revision);
    expect(await city.refusal('/api/sources/c')).toMatchObject({ status: 404 });
  });
});

it('keeps what it cannot read, says why, and tries again', async () => {
  server.rows.push({
    ...makeRows(1, NOW - 1000)[0]!,
    id: '',
    requestedAt: NOW - 1000,
    updatedAt: NOW - 1000,
  });
  await city.request('/api/sources/a/sync', { method: 'POST' });
  const page = await eventually('the bad row', async () => {
    const found = await city.get('/api/quarantine', QuarantinePage);
    return found.total > 0 && found;
  });
  expect(page.items[0]?.reason).toMatch(/[\u4e00-\u9fff]/);
  const retried = await city.request(`/api/quarantine/${page.items[0]?.id}/retry`, { method: 'POST' });
  expect(await retried.json()).toMatchObject({ outcome: 'quarantined' });
  expect(await city.refusal('/api/quarantine/999999/retry', { method: 'POST' })).toMatchObject({
    status: 404,
  });
  expect(await city.refusal('/api/quarantine/x/retry', { method: 'POST' })).toMatchObject({ status: 404 });
});

/** A request in nobody's name. */
const NOBODY = { headers: { 'X-Session': 'nobody' } };

describe('hostile questions', () => {
  const reads = Object.values<Route>(routes).filter(
    (route) => route.method === 'GET' && !route.path.includes(':') && route.produces !== 'events',
  );

  it.each(reads.map((route) => [route.path]))(
    '%s answers or refuses any query in words, never with 500',
    async (path) => {
      const names = [
        'bbox',
        'from',
        'to',
        'status',
        'stage',
        'category',
        'org',
        'street',
        'grid',
        'source',
        'channel',
        'overdue',
        'q',
        'sort',
        'cursor',
        'offset',
        'limit',
        'width',
        'height',
        'radius',
        'step',
        'x',
      ];
      const values = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.integer().map(String),
        fc.double().map(String),
        fc.constantFrom(
          '-71.2,42.2,-71,42.4',
          'open',
          'true',
          '-requested',
          'due',
          '006',
          'a',
          '"',
          'AND',
          '*',
          '%',
          '100',
          '(',
          'NEAR',
          '\0',
        ),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.constantFrom(...names), values), { maxLength: 5 }),
          async (pairs) => {
            const query = new URLSearchParams(pairs).toString();
            const answer = await city.request(`${path}?${query}`, NOBODY);
            const text = await answer.text();
            if (answer.status === 200) return;
            const { error } = JSON.parse(text);
            // 401: what only somebody signed in may read. 409: this test's pack has no rules for whistles.
            const refused =
              answer.status === 409 ? error.code === 'no-rules' : [400, 401].includes(answer.status);
            expect(refused, `${path}?${query}: ${answer.status} ${text}`).toBe(true);
            expect(error.message).toMatch(/[\u4e00-\u9fff]/);
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  it.each([
    ['/api/nothing', {}, 404, 'no-route'],
    ['/api/cases/none', {}, 404, 'not-found'],
    ['/api/cases/%E0%A4%A', {}, 404, 'not-found'],
    ['/api/cases?limit=-1', {}, 400, 'bad-query'],
    ['/api/cases?catgory=006', {}, 400, 'bad-query'],
    ['/api/heat', {}, 400, 'bad-query'],
    ['/api/heat?bbox=1,2,3,4&width=99999', {}, 400, 'bad-query'],
    [
      '/api/sources',
      { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported-media-type',
    ],
    [
      '/api/sources',
      { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
      400,
      'bad-json',
    ],
    ['/api/sources', json('POST', { config: { kind: 'open311' } }), 422, 'bad-body'],
    ['/api/sources', json('POST', 'x'.repeat(1_100_000)), 413, 'too-large'],
    ['/api/sources/a', json('PATCH', { url: 'http://elsewhere' }), 422, 'bad-body'],
    ['/api/uploads?filename=a.exe', { method: 'POST', body: 'x' }, 415, 'unknown-format'],
    ['/api/uploads?filename=a.csv', { method: 'POST' }, 400, 'empty-upload'],
    ['/api/imports/none', {}, 404, 'not-found'],
  ])('%s is refused with a reason (%#)', async (path, init, status, code) => {
    expect(await city.refusal(path, init)).toMatchObject({ status, code });
  });

  it('logged no failure of its own', () => {
    expect(city.log.filter((line) => line.level === 'error')).toEqual([]);
  });
});
