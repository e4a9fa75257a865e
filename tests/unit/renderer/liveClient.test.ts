import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from '../../../renderer/live/client/call.ts';
import { isForRoute, keyOfUrl, routeQuery } from '../../../renderer/live/client/routeQuery.ts';
import { urlOf } from '../../../renderer/live/client/url.ts';
import { routes } from '../../../shared/contract/routes.ts';

/** What was sent, by method and URL. */
const sent: { url: string; init: RequestInit }[] = [];
let answer = () => Response.json({ jobs: [] });
beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('the URL of a request', () => {
  it('has its parameter encoded, in one place', () => {
    expect(urlOf(routes.case, { id: 'a/b?c' })).toBe('/api/cases/a%2Fb%3Fc');
    expect(urlOf(routes.retryQuarantine, { id: 7 })).toBe('/api/quarantine/7/retry');
  });

  it('has lists joined, and leaves out what is absent, null or empty', () => {
    const query = {
      stage: ['registered', 'none'],
      org: [],
      from: 5,
      to: null,
      overdue: false,
      q: '',
    } as const;
    expect(urlOf(routes.summary, { query })).toBe(
      '/api/summary?stage=registered%2Cnone&from=5&overdue=false',
    );
  });
});

describe('a call', () => {
  it('sends method, JSON and role, and reads the answer by the contract', async () => {
    await expect(call(routes.imports, {})).resolves.toEqual({ jobs: [] });
    answer = () => new Response(null, { status: 204 });
    await expect(
      call(routes.setPin, { id: 'x', body: { current: null, pin: '135790' } }),
    ).resolves.toBeUndefined();
    expect(sent.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
      'GET /api/imports',
      'POST /api/operators/x/pin',
    ]);
    expect(sent[1]?.init.body).toBe('{"current":null,"pin":"135790"}');
  });

  it.each([
    ['what the service refused', 409, { error: { code: 'taken', message: '已有' } }, 'taken'],
    ['an answer that breaks the contract', 200, { jobs: 'many' }, 'bad-answer'],
    ['an error without a body of ours', 502, 'gateway', 'http'],
  ])('fails with a code for %s', async (_, status, body, code) => {
    answer = () => Response.json(body, { status });
    await expect(call(routes.imports, {})).rejects.toMatchObject({ code, status });
  });

  it('does not compile with a wrong id, query or body', () => {
    const never = (): unknown[] => [
      // @ts-expect-error the path has a parameter
      call(routes.case, {}),
      // @ts-expect-error the path has none
      call(routes.sources, { id: 'a' }),
      // @ts-expect-error no such filter
      call(routes.summary, { query: { colour: 'red' } }),
      // @ts-expect-error lists are lists
      call(routes.summary, { query: { stage: 'registered' } }),
      // @ts-expect-error no such stage
      call(routes.summary, { query: { stage: ['boiled'] } }),
      // @ts-expect-error a density surface needs a box
      call(routes.heat, { query: { width: 8 } }),
      // @ts-expect-error this route takes no query
      call(routes.status, { query: { from: 1 } }),
      // @ts-expect-error a body is missing
      call(routes.signIn, {}),
      // @ts-expect-error of the wrong shape
      call(routes.signIn, { body: { operator: 7, pin: '1' } }),
      // @ts-expect-error a file, not JSON
      call(routes.upload, { query: { filename: 'a.csv' }, body: { rows: [] } }),
      // @ts-expect-error this route takes no body
      call(routes.signOut, { body: {} }),
    ];
    expect(never).toBeTypeOf('function');
  });
});

describe('the key of an answer', () => {
  it('is the path and the query of its URL', () => {
    expect(routeQuery(routes.whistles, { query: { open: true } }).queryKey).toEqual([
      '/api/whistles',
      '?open=true',
    ]);
    expect(keyOfUrl('/api/status')).toEqual(['/api/status', '']);
  });

  it.each([
    [routes.whistle, '/api/whistles/w1', true],
    [routes.whistle, '/api/whistles/indicators', false],
    [routes.whistle, '/api/whistles/w1/check-in', false],
    [routes.checkInCode, '/api/whistles/w1/check-in', true],
    [routes.whistles, '/api/whistles', true],
    [routes.whistles, '/api/whistles/w1', false],
  ])('belongs to %o: %s %s', (route, path, belongs) => {
    expect(isForRoute(route, { queryKey: [path, ''] })).toBe(belongs);
  });
});
