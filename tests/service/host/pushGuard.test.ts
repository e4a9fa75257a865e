import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SentFrom } from '../../../electron/city/api/sentFrom.ts';
import { startWebHost, type WebHost } from '../../../electron/host/webHost.ts';
import { pageRequest } from '../../support/pageRequest.ts';

let dir: string;
let host: WebHost;
const reached: SentFrom[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cw-push-'));
  host = await startWebHost({
    fetch: async (_, from) => {
      reached.push(from);
      return Response.json({ ok: true });
    },
    ...{ port: 0, dataDir: dir, now: Date.now, rendererDir: dir },
  });
});
afterAll(async () => {
  await host.close();
  await rm(dir, { recursive: true });
});

const ask = (method: string, path: string, headers: Record<string, string>) =>
  pageRequest(`${host.origin}${path}`, { method, headers, body: null });

it('lets a system push without a token, with the least rights', async () => {
  expect((await ask('POST', '/api/push/hotline', {})).status).toBe(200);
  expect(reached.splice(0)).toEqual([{ highest: 'wall', withoutSession: 'nothing', remote: '127.0.0.1' }]);
});

it.each([
  ['GET', '/api/push/hotline'],
  ['POST', '/api/push/hotline/'],
  ['POST', '/api/push/'],
  ['POST', '/api/push/a/../../sources'],
  ['POST', '/api/push/%2e%2e/sources'],
  ['POST', '/api/push/hotline%2f..'],
  ['POST', '/api/pushes/hotline'],
  ['POST', '/api/sources'],
  ['GET', '/api/status'],
])('opens nothing else: %s %s', async (method, path) => {
  expect((await ask(method, path, {})).status).toBe(401);
  expect(reached).toEqual([]);
});

it('lets no page push', async () => {
  expect((await ask('POST', '/api/push/hotline', { origin: 'http://evil.test' })).status).toBe(403);
  expect((await ask('POST', '/api/push/hotline', { origin: host.origin })).status).toBe(401);
  expect((await ask('POST', '/api/push/hotline', { 'sec-fetch-site': 'same-origin' })).status).toBe(401);
  expect((await ask('POST', '/api/push/hotline', { host: 'evil.test' })).status).toBe(421);
  expect((await ask('POST', '/api/push/hotline', { host: new URL(host.pageOrigin).host })).status).toBe(401);
  expect(reached).toEqual([]);
});
