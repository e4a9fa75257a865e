import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SourceAdapter } from '../../../electron/city/sync/adapter.ts';
import { createOpen311Adapter } from '../../../electron/city/sync/open311/adapter.ts';
import { probeSource } from '../../../electron/city/sync/probe/probe.ts';
import { ProbeReport, ProbeRequest } from '../../../shared/contract/sources.ts';
import { serveOn } from '../../support/httpServer.ts';
import { type CityOptions, PLAIN_CITY, TestCity } from './open311City.ts';
import { BOSTON, quickHttp } from './open311Pull.ts';
import { sourceConfig, stand } from './syncerStand.ts';

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function city(options: Partial<CityOptions>) {
  const cases = Array.from({ length: 60 }, (_, index) => {
    const requested = Date.UTC(2026, 9, 20) - index * 3_600_000;
    return { id: `p-${index}`, requested, updated: requested, status: 'open' as const };
  });
  const server = new TestCity(cases, { ...PLAIN_CITY, cap: 50, ...options });
  const url = await server.listen();
  undo.push(() => server.close());
  return { server, url };
}

async function probe(url: string): Promise<ProbeReport> {
  const { family, now } = quickHttp();
  const request = ProbeRequest.parse({ url, kind: 'open311' });
  const signal = new AbortController().signal;
  return ProbeReport.parse(
    await probeSource(request, { http: family, city: BOSTON, clock: { now }, signal }),
  );
}

const dialectOf = (report: ProbeReport) =>
  report.suggested?.kind === 'open311' ? report.suggested.dialect : null;

const SPOIL: Record<string, (response: ServerResponse) => unknown> = {
  '429': (response) => response.writeHead(429).end('slow down'),
  '500': (response) => response.writeHead(500).end('oops'),
  'a login page': (response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Login</title>'),
  'half an answer': (response) =>
    response.writeHead(200, { 'Content-Type': 'text/xml' }).end('<service_requests><requ'),
};

describe('a probe that is disturbed', () => {
  it.each(
    Object.keys(SPOIL).flatMap((what) =>
      (['xml', 'json'] as const).flatMap((format) =>
        [1, 3, 8].map((times) => [what, format, times] as const),
      ),
    ),
  )(
    'by %s, of an %s server, %i times in a row: concludes the same as undisturbed, or nothing',
    async (what, format, times) => {
      const { server, url } = await city({ format, sizeParam: 'per_page', pageParam: 'page' });
      const right = dialectOf(await probe(url));
      expect(right).toMatchObject({ format, pageSizeParam: 'per_page', maxPage: 50 });
      const requests = server.asked.length;
      let concluded = 0;
      for (let first = 1; first <= requests; first += 2) {
        let asked = 0;
        server.fault = (_url, response) => {
          asked += 1;
          if (asked < first || asked >= first + times) return false;
          SPOIL[what]?.(response);
          return true;
        };
        const report = await probe(url);
        const dialect = dialectOf(report);
        if (dialect === null)
          expect(report.steps.at(-1)).toMatchObject({ ok: false, code: 'probe-cut-short' });
        else expect(dialect).toEqual(right);
        concluded += dialect === null ? 0 : 1;
      }
      // One disturbance alone is made up for.
      if (times === 1) expect(concluded).toBe(Math.ceil(requests / 2));
    },
  );

  it('that fails for one question each time takes it for the answer', async () => {
    const { server, url } = await city({ updatedAfter: true });
    server.fault = (asked, response) => {
      if (!asked.searchParams.has('updated_after')) return false;
      response.writeHead(500).end('bad date');
      return true;
    };
    expect(dialectOf(await probe(url))).toMatchObject({ updatedAfterParam: null, maxPage: 50 });
  });
});

it('the largest page is found where a larger one than allowed falls back to the usual', async () => {
  const rows = Array.from({ length: 300 }, (_, index) => ({
    service_request_id: `p-${index}`,
    status: 'open',
    service_code: '1',
    requested_datetime: new Date(Date.UTC(2026, 9, 1) - index * 60_000).toISOString(),
    lat: 42.35,
    long: -71.06,
  }));
  const server = await serveOn((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://x');
    const size = Number(searchParams.get('per_page') ?? 20);
    const allowed = size >= 1 && size <= 100 ? size : 20;
    const start = (Number(searchParams.get('page') ?? 1) - 1) * allowed;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(rows.slice(start, start + allowed)));
  });
  undo.push(() => server.close());
  expect(dialectOf(await probe(server.url))).toMatchObject({ pageSizeParam: 'per_page', maxPage: 100 });
});

it('a source that no probe has settled is probed again until one is answered whole', async () => {
  const { server, url } = await city({ format: 'xml' });
  let isDown = true;
  server.fault = (_url, response) => {
    if (isDown) SPOIL['a login page']?.(response);
    return isDown;
  };
  const config = { ...sourceConfig('city', { url }), unsettled: true as const };
  let adapter: SourceAdapter | null = null;
  const real = (): SourceAdapter => {
    const stored = open.store.source('city')?.config;
    if (stored?.kind !== 'open311') throw new Error('not open311');
    adapter ??= createOpen311Adapter(stored, BOSTON);
    return adapter;
  };
  const open = stand(
    { city: { pull: (context) => real().pull(context), read: (row) => real().read(row) } },
    () => undefined,
    (store) => store,
  );
  undo.push(() => open.close());
  open.clock.at = Date.UTC(2026, 9, 21);
  open.sync.add(config);
  await open.sync.whenIdle();
  expect(open.sync.status('city')).toMatchObject({
    state: 'down',
    received: 0,
    error: { code: 'unsettled', message: expect.stringContaining('网页') },
  });
  expect(open.store.source('city')?.config.unsettled).toBe(true);
  isDown = false;
  open.clock.at += 3_600_000;
  await vi.waitFor(
    () => expect(open.sync.status('city')).toMatchObject({ state: 'fresh', stored: 60 }),
    20_000,
  );
  expect(open.store.source('city')?.config).toMatchObject({ dialect: { format: 'xml', maxPage: 50 } });
  expect(open.store.source('city')?.config.unsettled).toBeUndefined();
});
