import type { IncomingMessage, RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Http } from '../../../electron/city/sync/adapter.ts';
import type { Credentials } from '../../../electron/city/sync/http/exchange.ts';
import { createUpstreamHttp, type UpstreamHttp } from '../../../electron/city/sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS, type HttpLimits } from '../../../electron/city/sync/http/limits.ts';
import { serveOn } from '../../support/httpServer.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = await serveOn(listener);
  closers.push(server.close);
  return server.url;
}

/** A client on a clock that only waiting moves. */
function client(limits: Partial<HttpLimits>) {
  let now = Date.UTC(2026, 10, 20);
  const waited: number[] = [];
  const family: UpstreamHttp = createUpstreamHttp({
    fetch,
    now: () => now,
    random: () => 0.5,
    sleep: async (ms) => {
      waited.push(ms);
      now += ms;
    },
    userAgent: 'CityWhistle/0 (hall@example.org)',
    authorities: [],
    hosts: null,
    limits: { ...DEFAULT_HTTP_LIMITS, ...limits },
  });
  const session = (credentials: Credentials | null, ratePerMinute: number | null): Http =>
    family.session({
      key: 'one',
      ratePerMinute,
      credentials,
      signal: new AbortController().signal,
      tries: null,
    });
  return {
    family,
    session,
    http: session(null, null),
    waited,
    pass: (ms: number) => (now += ms),
    now: () => now,
  };
}

const get = (http: Http, url: string) => http.get(url, { accept: 'application/json' });

describe('what is sent', () => {
  it('names itself, takes gzip only and reads it', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers);
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync('[1]'));
    });
    const answer = await get(client({}).http, url);
    expect(answer.text).toBe('[1]');
    expect(seen[0]?.['user-agent']).toContain('hall@example.org');
    expect(seen[0]?.['accept-encoding']).toBe('gzip');
  });

  it.each([
    ['query', 'query'],
    ['header', 'header'],
    ['bearer', 'bearer'],
  ] as const)('sends a key by %s to its own origin only and never tells it', async (_name, place) => {
    const seen: string[] = [];
    const other = await serve((request, response) => {
      seen.push(JSON.stringify([request.url, request.headers]));
      response.end('[]');
    });
    const home = await serve((request, response) => {
      seen.push(JSON.stringify([request.url, request.headers]));
      response.writeHead(302, { location: `${other}/there` });
      response.end();
    });
    const http = client({}).session({ in: place, name: 'x-key', secret: 's3cret', origin: home }, null);
    const answer = await http.get(`${home}/here`, { accept: '*/*', 'x-app-token': 'also-mine' });
    expect(seen[0]).toContain('s3cret');
    expect(seen[1]).not.toContain('s3cret');
    expect(seen[1]).not.toContain('also-mine');
    expect(answer.url).toBe(`${other}/there`);
  });
});

describe('limits', () => {
  it('hangs up on a body that is too large, also after decompression', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(Buffer.alloc(4_000_000, 0x20)));
    });
    await expect(get(client({ bodyBytes: 1_000_000 }).http, url)).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it('gives up on an answer that drips', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('[');
    });
    const slow = client({ totalMs: 150, tries: 2 });
    await expect(get(slow.http, url)).rejects.toMatchObject({ code: 'timeout', retryable: true });
    expect(slow.waited).toEqual([500]);
  });

  it('follows five redirects and not six', async () => {
    const url = await serve((request, response) => {
      const left = Number(new URL(request.url ?? '/', 'http://x').searchParams.get('left'));
      if (left === 0) response.end('[]');
      else response.writeHead(302, { location: `/?left=${left - 1}` }).end();
    });
    expect((await get(client({}).http, `${url}/?left=5`)).text).toBe('[]');
    await expect(get(client({}).http, `${url}/?left=6`)).rejects.toMatchObject({ code: 'redirect' });
  });

  it('does not change the scheme on the way', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(301, { location: 'https://city.test/v2' }).end(),
    );
    await expect(get(client({}).http, url)).rejects.toThrow(/https:\/\/city\.test\/v2/);
  });

  it('keeps a stated pace', async () => {
    const url = await serve((_request, response) => response.end('[]'));
    const paced = client({});
    const http = paced.session(null, 10);
    for (let index = 0; index < 3; index += 1) await get(http, `${url}/${index}`);
    expect(paced.waited).toEqual([6_000, 6_000]);
  });
});

describe('failures', () => {
  it.each([
    ['7', 7_500],
    ['date', 30_500],
  ])('waits as long as Retry-After %s says', async (form, wait) => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      const server = Date.UTC(2026, 10, 20, 12);
      response.setHeader('date', new Date(server).toUTCString());
      if (asked > 1) response.end('[]');
      else {
        const value = form === 'date' ? new Date(server + 30_000).toUTCString() : form;
        response.writeHead(429, { 'retry-after': value }).end();
      }
    });
    const polite = client({});
    await get(polite.http, url);
    expect(polite.waited.reduce((sum, ms) => sum + ms, 0)).toBe(wait);
  });

  it('does not sit out a very long Retry-After, and nobody asks that host before', async () => {
    const url = await serve((_request, response) => response.writeHead(429, { 'retry-after': '250' }).end());
    const polite = client({});
    await expect(get(polite.http, url)).rejects.toMatchObject({ code: 'rate-limited' });
    expect(polite.waited).toEqual([]);
    await expect(get(polite.http, url)).rejects.toMatchObject({ code: 'rate-limited' });
    expect(polite.waited).toEqual([250_000]);
  });

  it('backs off with full jitter, then opens the breaker, then probes with one request', async () => {
    let asked = 0;
    let broken = true;
    const url = await serve((_request, response) => {
      asked += 1;
      response.writeHead(broken ? 500 : 200).end('[]');
    });
    const hard = client({});
    for (let call = 0; call < 5; call += 1) {
      await expect(get(hard.http, url)).rejects.toMatchObject({ code: 'server-error' });
    }
    expect(hard.waited.slice(0, 3)).toEqual([500, 1_000, 2_000]);
    expect(asked).toBe(20);
    await expect(get(hard.http, url)).rejects.toMatchObject({ code: 'breaker-open', retryable: true });
    expect(asked).toBe(20);
    expect(hard.family.breakerOpenUntil(url)).toBe(hard.now() + 15_000);
    hard.pass(15_001);
    await expect(get(hard.http, url)).rejects.toMatchObject({ code: 'server-error' });
    expect(asked).toBe(21);
    hard.pass(30_001);
    broken = false;
    expect((await get(hard.http, url)).status).toBe(200);
    expect(hard.family.breakerOpenUntil(url)).toBeNull();
  });

  it('tells a page from data, and data that is only called a page', async () => {
    const url = await serve((request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(request.url === '/data' ? ' [{"a":1}]' : '<!DOCTYPE html><title>Login</title>');
    });
    await expect(get(client({}).http, url)).rejects.toMatchObject({ code: 'html' });
    expect((await get(client({}).http, `${url}/data`)).text).toBe(' [{"a":1}]');
  });

  it('names a closed port and an unknown address in Chinese, without the query', async () => {
    const gone = await serveOn(() => undefined);
    await gone.close();
    const failure = get(client({ tries: 1 }).http, `${gone.url}/v2?api_key=s3cret`);
    await expect(failure).rejects.toThrow(/拒绝连接/);
    await expect(failure).rejects.not.toThrow(/s3cret/);
  });

  it.each([
    ['', /空的/],
    ['city.example.org/open311', /https:\/\//],
    ['ftp://city.example.org', /http/],
    ['http://user:pw@city.example.org', /口令/],
    ['ht tp://x', /无法识别/],
  ])('refuses the address %j', async (address, words) => {
    await expect(get(client({}).http, address)).rejects.toThrow(words);
  });

  it('stops at once when told', async () => {
    const url = await serve(() => undefined);
    const abort = new AbortController();
    const { family } = client({});
    const http = family.session({
      key: 'k',
      ratePerMinute: null,
      credentials: null,
      signal: abort.signal,
      tries: null,
    });
    const asked = get(http, url);
    abort.abort();
    await expect(asked).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('conditional requests', () => {
  it('replays what was remembered on 304, for the same source only', async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"', 'content-type': 'application/json' }).end('[1]');
    });
    const { http, family } = client({});
    expect((await get(http, url)).text).toBe('[1]');
    const again = await get(http, url);
    expect([again.status, again.text]).toEqual([200, '[1]']);
    const other = family.session({
      key: 'two',
      ratePerMinute: null,
      credentials: null,
      signal: new AbortController().signal,
      tries: null,
    });
    await get(other, url);
    expect(seen).toEqual([undefined, '"v1"', undefined]);
  });

  it('hands a 304 on to whoever asked conditionally itself', async () => {
    const url = await serve((_request, response) => response.writeHead(304).end());
    const answer = await client({}).http.get(url, { 'If-None-Match': '"x"' });
    expect([answer.status, answer.text]).toEqual([304, '']);
  });
});
