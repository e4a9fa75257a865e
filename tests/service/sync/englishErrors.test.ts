import { afterEach, describe, expect, it } from 'vitest';
import { UpstreamError } from '../../../electron/city/sync/adapter.ts';
import { createUpstreamHttp } from '../../../electron/city/sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS } from '../../../electron/city/sync/http/limits.ts';
import { sleepOrAbort } from '../../../electron/city/sync/http/sleep.ts';
import { createRestAdapter } from '../../../electron/city/sync/rest/adapter.ts';
import { RestMapping, SourceConfig } from '../../../shared/contract/sources.ts';
import { sentErrorText } from '../../../shared/errors/errorText.ts';
import { CHINESE } from '../../support/chinese.ts';
import { type Answered, serve } from '../adapters/support.ts';

const city = {
  bbox: [120, 31, 121, 32] as [number, number, number, number],
  fallbackPoints: [],
  zone: 'UTC',
};

const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** The error of one pull of a REST source, through the real HTTP client with a time limit of `totalMs`. */
async function failureOf(url: string, mapping: object, totalMs: number): Promise<UpstreamError> {
  const config = SourceConfig.parse({
    ...{ kind: 'rest', id: 'r', name: 'r', url, pollSeconds: 60, paused: false },
    ...{ crs: 'wgs84', zone: 'UTC', auth: { in: 'none' } },
    mapping: RestMapping.parse({ fields: { id: 'id', requestedAt: 'at' }, ...mapping }),
  });
  if (config.kind !== 'rest') throw new Error('not rest');
  const http = createUpstreamHttp({
    ...{
      fetch,
      now: Date.now,
      sleep: sleepOrAbort,
      random: () => 0,
      userAgent: 'test',
      authorities: [],
      hosts: null,
    },
    limits: { ...DEFAULT_HTTP_LIMITS, totalMs },
  });
  const { signal } = new AbortController();
  const session = http.session({ key: 'r', ratePerMinute: null, credentials: null, signal, tries: 1 });
  const pull = createRestAdapter(config, city, Date.now).pull({
    ...{ http: session, cursor: null, now: Date.now, openSourceIds: () => [], pollMs: 60_000, signal },
  });
  try {
    for await (const page of pull) expect(page.rows).toEqual([]);
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
  throw new Error('the pull succeeded');
}

async function upstream(answer: () => Answered): Promise<string> {
  const server = await serve(answer);
  servers.push(server);
  return `${server.url}/api/cases`;
}

describe('a failing source, read by an English operator', () => {
  it.each<[string, string, Answered, object, RegExp]>([
    ['no key', 'auth', { status: 401, body: {} }, {}, /denied access \(HTTP 401\): check the key/],
    ['a wrong address', 'not-found', { status: 404, body: {} }, {}, /no such address .* Check the address/],
    ['broken JSON', 'bad-json', { body: '{"rows":[{"id"' }, {}, /truncated or malformed/],
    [
      'a wrong path',
      'no-rows',
      { body: { data: [] } },
      { rowsPath: 'data.list' },
      /“data.list”: check the mapping/,
    ],
    ['a login page', 'html', { body: '<!doctype html><html></html>' }, {}, /HTML page/],
    ['an outage', 'server-error', { status: 500, body: {} }, {}, /internal error \(HTTP 500\)/],
  ])('%s', async (_, code, answer, mapping, text) => {
    const failure = await failureOf(await upstream(() => answer), mapping, DEFAULT_HTTP_LIMITS.totalMs);
    expect(failure.code).toBe(code);
    const english = sentErrorText(failure.sent, 'en');
    expect(english).toMatch(text);
    expect(english).not.toMatch(CHINESE);
    expect(failure.message).toMatch(CHINESE);
  });

  it('a time-out and a port where nobody listens', async () => {
    const slow = await serve(() => ({ headers: { 'content-length': '9' }, body: '{' }));
    servers.push(slow);
    const closed = await serve(() => ({ body: [] }));
    await closed.close();
    const failures = [
      await failureOf(`${slow.url}/slow`, {}, 300),
      await failureOf(closed.url, {}, DEFAULT_HTTP_LIMITS.totalMs),
    ];
    expect(failures.map(({ code }) => code)).toEqual(['timeout', 'refused']);
    for (const { sent } of failures) expect(sentErrorText(sent, 'en')).not.toMatch(CHINESE);
  });
});
