import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { UpstreamError } from '../../../electron/city/sync/adapter.ts';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { type CityCase, PLAIN_CITY, TestCity } from './open311City.ts';
import { pullInto, quickHttp, Shelf } from './open311Pull.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 8, 1);

let city: TestCity;
afterEach(() => city.close());

function cases(count: number): CityCase[] {
  return Array.from({ length: count }, (_, index) => {
    const requested = START + index * 3_600_000;
    return { id: `f-${index}`, requested, updated: requested, status: 'open' };
  });
}

async function start(rows: CityCase[]): Promise<string> {
  city = new TestCity(rows, { ...PLAIN_CITY, cap: 50 });
  return city.listen();
}

async function pull(shelf: Shelf, url: string) {
  const http = quickHttp();
  const stopAfter = Number.POSITIVE_INFINITY;
  await pullInto(shelf, url, DIALECTS.plain, { stopAfter, now: Date.now, open: [], family: http.family });
  return http;
}

function say(response: ServerResponse, status: number, type: string, text: string): true {
  response.writeHead(status, { 'content-type': type });
  response.end(text);
  return true;
}

const FAULTS: [string, (response: ServerResponse) => true][] = [
  ['500', (response) => say(response, 500, 'text/plain', 'oops')],
  ['an HTML page with 200', (response) => say(response, 200, 'text/html', '<html>login</html>')],
  ['JSON cut off', (response) => say(response, 200, 'application/json', '[{"service_request_id":"f-1","sta')],
  [
    '429 with seconds',
    (response) => {
      response.setHeader('retry-after', '7');
      return say(response, 429, 'text/plain', 'slow down');
    },
  ],
  [
    '503 with a date',
    (response) => {
      response.setHeader('retry-after', new Date(Date.now() + 5_000).toUTCString());
      return say(response, 503, 'text/plain', 'maintenance');
    },
  ],
  [
    'a connection cut in the middle',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9000' });
      response.write('[{"service_request_id":"f-2"');
      setImmediate(() => response.destroy());
      return true;
    },
  ],
];

describe('faults on every third answer', () => {
  it.each(FAULTS)('%s', async (_name, fault) => {
    const url = await start(cases(300));
    city.fault = (_request, response, count) => count % 3 === 0 && fault(response);
    const shelf = new Shelf();
    await pull(shelf, url);
    expect(shelf.rows.size).toBe(300);
    expect(shelf.warnings).toEqual([]);
  });
});

describe('a second that the server cannot answer for', () => {
  it('is left out and told, everything else is had, and it is had once it works', async () => {
    const url = await start(cases(300));
    const poison = START + 100 * 3_600_000;
    const touches = (request: URL): boolean => {
      const from = Date.parse(request.searchParams.get('start_date') ?? '');
      const to = Date.parse(request.searchParams.get('end_date') ?? '');
      return from <= poison && to >= poison;
    };
    city.fault = (request, response) => touches(request) && say(response, 500, 'text/plain', 'bad data');
    const shelf = new Shelf();
    await pull(shelf, url);
    expect(shelf.rows.size).toBe(299);
    expect(shelf.rows.has('f-100')).toBe(false);
    expect(shelf.warnings).toContain('poison-window');
    expect(shelf.sweeps).toEqual([]);
    expect(shelf.state.poison.length).toBeGreaterThan(0);
    expect(shelf.state.poison.length).toBeLessThanOrEqual(3);
  });

  it('does not take an outage for one', async () => {
    const url = await start(cases(30));
    city.fault = (_request, response) => say(response, 500, 'text/plain', 'down');
    const shelf = new Shelf();
    await expect(pull(shelf, url)).rejects.toThrow(UpstreamError);
    expect(shelf.warnings).toEqual([]);
    expect(shelf.cursor).toBeNull();
  });
});

describe('rows', () => {
  it('without an id neither stop nor hide the others', async () => {
    const url = await start(cases(40));
    city.fault = (request, response) => {
      if (!request.pathname.endsWith('/requests.json')) return false;
      if (request.searchParams.get('start_date') === null) return false;
      const from = Date.parse(request.searchParams.get('start_date') ?? '');
      const to = Date.parse(request.searchParams.get('end_date') ?? '');
      if (!(from <= START && to >= START)) return false;
      return say(
        response,
        200,
        'application/json',
        `[{"status":"open","requested_datetime":"2026-09-01T00:00:00Z"},{"service_request_id":"f-0","requested_datetime":"2026-09-01T00:00:00Z"}]`,
      );
    };
    const shelf = new Shelf();
    await pull(shelf, url);
    expect(shelf.rows.has('f-0')).toBe(true);
    expect(shelf.refused).toBeGreaterThan(0);
  });
});

describe('a source address', () => {
  it('that is wrong says so', async () => {
    const url = await start(cases(3));
    await expect(pull(new Shelf(), `${url}/elsewhere`)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('with a span limit shorter than the dialect says is learnt', async () => {
    const url = await start(cases(300));
    city.options = { ...city.options, maxSpanDays: 31 };
    const shelf = new Shelf();
    await pull(shelf, url);
    expect(shelf.rows.size).toBe(300);
    expect(shelf.state.maxWidth).toBeLessThanOrEqual(31 * DAY);
  });
});
