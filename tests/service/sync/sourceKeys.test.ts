import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { PreviewReport, type SourceConfig } from '../../../shared/contract/sources.ts';
import { eventually, json, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { serveOn } from '../../support/httpServer.ts';

const KEY = 'top-s3cret-key';
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Two servers; `seen` has everything that either was sent: addresses and headers. */
let owner: { url: string; seen: string[] };
let stranger: { url: string; seen: string[] };
beforeEach(async () => {
  owner = await upstream();
  stranger = await upstream();
});

async function upstream(): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const server = await serveOn((request, response) => {
    seen.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  undo.push(() => server.close());
  return { url: server.url, seen };
}

async function open(dataDir: string | null, sources: SourceConfig[]): Promise<TestCity> {
  const city = await openTestCity({ dataDir, pack: testPack(), sources, now: Date.now });
  undo.push(() => city.removeData());
  await city.signInAsAdministrator();
  return city;
}

function source(url: string): SourceConfig {
  return {
    ...{ kind: 'open311', id: 'hall', name: '热线', url, dialect: DIALECTS.plain, pollSeconds: 3600 },
    ...{ paused: false, crs: 'wgs84', zone: 'Asia/Shanghai', jurisdiction: null },
    auth: { in: 'header', name: 'x-key' },
  };
}

const carried = (server: { seen: string[] }) => server.seen.some((line) => line.includes(KEY));

it('the saved key goes to the address that it was saved for, also in a preview', async () => {
  const city = await open(null, []);
  await city.send('POST', '/api/sources', { config: source(owner.url), secret: KEY }, SourceEntry);
  await eventually('a poll with the key', async () => carried(owner));
  owner.seen.length = 0;
  await city.send('POST', '/api/sources/preview', { config: source(owner.url) }, PreviewReport);
  expect(carried(owner)).toBe(true);
});

it('a preview of another address under the same id does not get the saved key', async () => {
  const city = await open(null, []);
  await city.send('POST', '/api/sources', { config: source(owner.url), secret: KEY }, SourceEntry);
  const asked = json('POST', { config: source(stranger.url) });
  const refusal = await city.refusal('/api/sources/preview', asked);
  expect(refusal).toMatchObject({ status: 422, code: 'key-elsewhere' });
  expect(refusal.message).toContain(owner.url);
  expect(refusal.message).toContain(stranger.url);
  expect(stranger.seen).toEqual([]);
  // With the key entered again for the new address it works.
  await city.send(
    'POST',
    '/api/sources/preview',
    { config: source(stranger.url), secret: 'other' },
    PreviewReport,
  );
  expect(stranger.seen.some((line) => line.includes('"x-key":"other"'))).toBe(true);
});

it('a command line that gives the source another address does not hand over its key', async () => {
  const first = await open(null, []);
  await first.send('POST', '/api/sources', { config: source(owner.url), secret: KEY }, SourceEntry);
  await first.close();
  const again = await open(first.dataDir, [source(stranger.url)]);
  const { status } = await eventually('the refusal', async () => {
    const entry = await again.get('/api/sources/hall', SourceEntry);
    return entry.status.error !== null && entry;
  });
  expect(status.error).toMatchObject({ code: 'key-elsewhere', parameters: { savedFor: owner.url } });
  expect(stranger.seen).toEqual([]);
  await again.send('PATCH', '/api/sources/hall', { secret: 'other' }, SourceEntry);
  await eventually('a poll with the new key', async () => stranger.seen.length > 0);
  expect(carried(stranger)).toBe(false);
});

it('a source whose key belongs to another address can be paused and renamed', async () => {
  const first = await open(null, []);
  await first.send('POST', '/api/sources', { config: source(owner.url), secret: KEY }, SourceEntry);
  await first.close();
  const again = await open(first.dataDir, [source(stranger.url)]);
  const change = { paused: true, name: '旧热线' };
  const { config } = await again.send('PATCH', '/api/sources/hall', change, SourceEntry);
  expect(config).toMatchObject({ paused: true, name: '旧热线', url: stranger.url });
  expect(stranger.seen).toEqual([]);
});

it('a source stays as it is while its key cannot be deleted', async () => {
  const city = await open(null, []);
  await city.send('POST', '/api/sources', { config: source(owner.url), secret: KEY }, SourceEntry);
  const path = join(city.dataDir, 'secrets.json');
  const kept = readFileSync(path, 'utf8');
  writeFileSync(path, '{', { mode: 0o600 });
  const removal: RequestInit = { method: 'DELETE' };
  expect(await city.refusal('/api/sources/hall', removal)).toMatchObject({ status: 503 });
  writeFileSync(path, kept, { mode: 0o600 });
  expect((await city.get('/api/sources/hall', SourceEntry)).config).toMatchObject({ url: owner.url });
  expect((await city.request('/api/sources/hall', removal)).status).toBe(204);
  expect(readFileSync(path, 'utf8')).not.toContain(KEY);
});

it('a key of an older version belongs to the address that its source had then', async () => {
  const first = await open(null, [source(owner.url)]);
  await first.close();
  writeFileSync(join(first.dataDir, 'secrets.json'), JSON.stringify({ 'source:hall': KEY }), { mode: 0o600 });
  owner.seen.length = 0;
  const moved = await open(first.dataDir, [source(stranger.url)]);
  await eventually('the refusal', async () => {
    const { status } = await moved.get('/api/sources/hall', SourceEntry);
    return status.error?.code === 'key-elsewhere';
  });
  expect(stranger.seen).toEqual([]);
  await moved.close();
  const back = await open(first.dataDir, [source(owner.url)]);
  await eventually('a poll with the old key', async () => carried(owner));
  await back.close();
});

it('a redirect to another host carries neither the key nor the body', async () => {
  const turning = await serveOn((_request, response) => {
    response.writeHead(308, { location: `${stranger.url}/taken` }).end();
  });
  undo.push(() => turning.close());
  const city = await open(null, []);
  const mapping = {
    ...{ method: 'POST', params: { token: KEY }, fields: { id: 'no', requestedAt: 'when' } },
  };
  const { dialect: _, ...base } = { ...source(turning.url), dialect: null };
  const config = { ...base, kind: 'rest', mapping };
  const refusal = await city.refusal('/api/sources/preview', json('POST', { config, secret: KEY }));
  expect(refusal).toMatchObject({ status: 422, code: 'redirect' });
  expect(stranger.seen).toEqual([]);
});
