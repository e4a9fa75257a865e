import { afterEach, describe, expect, it } from 'vitest';
import { createUpstreamHttp } from '../../../electron/city/sync/http/http.ts';
import { DEFAULT_HTTP_LIMITS } from '../../../electron/city/sync/http/limits.ts';
import { sleepOrAbort } from '../../../electron/city/sync/http/sleep.ts';
import { type CaseBatch, Open311Client } from '../../../electron/city/sync/open311/client.ts';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { serve } from '../adapters/support.ts';

const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** The first page of a plain server that answers every request so. */
async function firstPage(status: number, body: string): Promise<CaseBatch> {
  const server = await serve(() => ({ status, body }));
  servers.push(server);
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
    limits: DEFAULT_HTTP_LIMITS,
  });
  const { signal } = new AbortController();
  const session = http.session({ key: 'r', ratePerMinute: null, credentials: null, signal, tries: 1 });
  const dialect = { ...DIALECTS.plain, emptyIs404: false };
  const client = new Open311Client(session, { base: server.url, dialect, zone: 'UTC', jurisdiction: null });
  return client.list([], 1);
}

describe('an error whose body is', () => {
  it.each([
    ['a bare JSON text', '"No results found"'],
    ['an object with a message', '{"code":404,"description":"No requests found"}'],
    ['Chinese', '{"code":404,"description":"没有符合条件的数据"}'],
  ])('%s: a 404 that says so is an empty list', async (_, body) => {
    expect((await firstPage(404, body)).rows).toEqual([]);
  });

  it("a bare JSON text: the server's words are passed on", async () => {
    const refused = firstPage(401, '"API key invalid"');
    await expect(refused).rejects.toMatchObject({
      sent: { code: 'unauthorised', parameters: { status: 401, said: 'API key invalid' } },
    });
  });

  it('a page of a web server: it is no message, and a 404 is a wrong address', async () => {
    const lost = firstPage(404, '<html><body>No results found</body></html>');
    await expect(lost).rejects.toMatchObject({ sent: { code: 'not-found', parameters: { said: null } } });
  });
});
