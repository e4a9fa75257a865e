import { createServer, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { startDemoCity } from '../../../electron/demo/startDemoCity.ts';
import { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import {
  type DialectName,
  type DialectRecord,
  PreviewReport,
  ProbeReport,
  SourceStatus,
} from '../../../shared/contract/sources.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { eventually, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { noFaults } from '../../support/dialect-server/faults.ts';
import { makeRows } from '../../support/dialect-server/rows.ts';
import { startDialectServer } from '../../support/dialect-server/server.ts';

const START = Date.UTC(2026, 9, 1);
const NOW = START + 30 * 86_400_000;
const ROWS = 1_400;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Without a stand-in for waiting: a pace that nobody asked for would let the preview of these tests time out. */
async function open(pack: CityPack): Promise<TestCity> {
  const city = await openTestCity({ dataDir: null, pack, sources: [], now: () => NOW });
  undo.push(() => city.removeData());
  await city.signInAsAdministrator();
  return city;
}

const probe = (city: TestCity, url: string) =>
  city.send('POST', '/api/sources/probe', { url, kind: 'open311' }, ProbeReport);

function suggested(report: ProbeReport): DialectRecord {
  if (report.suggested?.kind !== 'open311') throw new Error(JSON.stringify(report.steps));
  return report.suggested.dialect;
}

const step = (report: ProbeReport, what: string) => report.steps.find((line) => line.what === what)?.detail;

/** Twenty rows to look at, then everything, counted. */
async function previewAndSync(city: TestCity, report: ProbeReport, rows: number): Promise<void> {
  const config = report.suggested;
  const seen = await city.send('POST', '/api/sources/preview', { config }, PreviewReport);
  expect(seen.rows).toHaveLength(20);
  expect(seen.rows.every((row) => row.outcome === 'ok')).toBe(true);
  const { config: saved } = await city.send('POST', '/api/sources', { config }, SourceEntry);
  const end = await eventually('the whole source', async () => {
    const { status } = await city.get(`/api/sources/${saved.id}`, SourceEntry);
    return status.nextAttemptAt !== null && status.lastSuccessAt !== null ? status : null;
  });
  expect(end).toMatchObject({ stored: rows, quarantined: 0, error: null });
  expect(end.received).toBe(end.stored + end.unchanged);
  expect((await city.status()).cases.total).toBe(rows);
  SourceStatus.parse(end);
}

describe('an unknown server, over the interface of the service', () => {
  it.each<[DialectName, Partial<DialectRecord>, RegExp]>([
    [
      'connectedbits',
      { pageParam: 'page', maxPage: 500, updatedAfterParam: 'updated_after' },
      /认出.*attributes/,
    ],
    [
      'seeclickfix',
      { pageSizeParam: 'per_page', maxPage: 100, updatedAfterParam: null },
      /按 seeclickfix 的方式分页/,
    ],
    ['markaspot', { pageSizeParam: 'limit', emptyIs404: true }, /认出 markaspot/],
    ['citysdk', { pageParam: null, strictAfter: true }, /认出.*detailed_status/],
    ['fixmystreet', { wrapKey: 'service_requests', pageParam: null }, /认出.*service_requests/],
    ['6aika', { pageSizeParam: 'page_size', strictAfter: true }, /认出 6aika/],
    ['plain', { pageParam: null, updatedAfterParam: null, maxPage: 1000 }, /标准 GeoReport/],
  ])('%s is understood, shown and read whole', async (dialect, record, name) => {
    const rows = makeRows(ROWS, START);
    const server = await startDialectServer({ rows, dialect, faults: noFaults, now: () => NOW });
    undo.push(() => server.close());
    const city = await open(testPack());
    const report = await probe(city, server.url);
    expect(suggested(report)).toMatchObject({ name: dialect, ratePerMinute: null, ...record });
    expect(step(report, '接口方言')).toMatch(name);
    expect(step(report, '限速')).toMatch(/没有见到限速/);
    expect(server.requests.length).toBeLessThan(25);
    await previewAndSync(city, report, ROWS);
  });

  it('the simulated city is told to page like 6aika, not to be it', async () => {
    const at = (path: string) => fileURLToPath(new URL(`../../../build/${path}`, import.meta.url));
    const pack = readPack(at('packs/nanjing-qinhuai'), at('calendars'));
    const demo = await startDemoCity({ pack, seed: 5, now: () => NOW, days: 2, port: 0 });
    undo.push(() => demo.close());
    const city = await open(pack);
    const report = await probe(city, demo.url);
    expect(suggested(report)).toMatchObject({
      name: '6aika',
      ratePerMinute: null,
      strictAfter: false,
      maxPage: 500,
    });
    expect(step(report, '接口方言')).toMatch(/没有认出.*按 6aika 的方式分页/);
    let count = 0;
    for (let page = 1, length = 500; length === 500; page += 1) {
      const answer = await fetch(`${demo.url}/requests.json?page_size=500&page=${page}`);
      length = z.array(z.unknown()).parse(await answer.json()).length;
      count += length;
    }
    expect(count).toBeGreaterThan(20);
    await previewAndSync(city, report, count);
  });
});

describe('a pace', () => {
  const list = JSON.stringify(
    Array.from({ length: 30 }, (_, index) => ({
      service_request_id: String(index),
      status: 'open',
      service_code: 'a',
      requested_datetime: new Date(NOW - index * 60_000).toISOString(),
      lat: 42.32,
      long: -71.06,
    })),
  );

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    undo.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    return address !== null && typeof address === 'object' ? `http://127.0.0.1:${address.port}` : '';
  }

  it.each([
    [{ 'RateLimit-Policy': '"default";q=100;w=60' }, 100, /RateLimit-Policy|ratelimit-policy/],
    [{ 'RateLimit-Limit': '10, 10;w=1, 600;w=3600' }, 10, /600;w=3600，按每分钟 10 次/],
    [{ 'X-RateLimit-Limit-Minute': '40' }, 40, /按每分钟 40 次/],
    [{ 'X-RateLimit-Limit': '500' }, null, /没有说明时间段/],
  ])('is stated when the headers %j state it', async (headers, perMinute, told) => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(list);
    });
    const report = await probe(await open(testPack()), url);
    expect(suggested(report).ratePerMinute).toBe(perMinute);
    expect(step(report, '限速')).toMatch(told);
  });

  it('is not made of the first address that answers pages', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>sign in</html>');
    });
    const report = await probe(await open(testPack()), url);
    expect(report).toMatchObject({ ok: false, suggested: null });
    expect(report.steps.at(-1)?.detail).toContain('网页');
  });
});

it('tells why a preview cannot be had instead of failing itself', async () => {
  const city = await open(testPack());
  const server = await startDialectServer({
    rows: makeRows(40, START),
    dialect: 'plain',
    faults: noFaults,
    now: () => NOW,
  });
  const report = await probe(city, server.url);
  await server.close();
  const body = JSON.stringify({ config: report.suggested });
  const headers = { 'Content-Type': 'application/json' };
  const refusal = await city.refusal('/api/sources/preview', { method: 'POST', headers, body });
  expect(refusal).toMatchObject({ status: 422, code: 'refused' });
});
