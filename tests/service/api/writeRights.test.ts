import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { SourceList } from '../../../shared/contract/sources.ts';
import { json, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { serveOn } from '../../support/httpServer.ts';
import { GIVEN_PIN, takeOwnPin } from '../../support/ownPin.ts';

const PIN = '583917';
const KEY = 'top-s3cret-key';
let city: TestCity;
let upstream: { url: string; close(): Promise<void> };
const asked: string[] = [];
const tokens = new Map<string, string>();

beforeAll(async () => {
  upstream = await serveOn((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  city = await openTestCity({
    dataDir: null,
    pack: testPack(),
    sources: [{ ...source('first'), paused: true }],
    now: () => Date.UTC(2026, 10, 1, 8),
  });
  const admin = await city.signInAsAdministrator();
  tokens.set('admin', admin);
  for (const role of ['dept-handler', 'district-dispatch', 'audit', 'supervision']) {
    const operator = {
      id: `of-${role}`,
      name: role,
      roles: [role],
      org: 'PWDx',
      streets: [],
      pin: GIVEN_PIN,
    };
    expect((await city.request('/api/operators', json('POST', operator))).status).toBe(201);
    const send = (method: string, path: string, body: unknown, token: string | null) => {
      const init = json(method, body);
      return city.request(path, { ...init, headers: { ...init.headers, 'X-Session': token ?? 'none' } });
    };
    tokens.set(role, await takeOwnPin(send, operator.id, PIN));
  }
});
afterAll(async () => {
  await city?.removeData();
  await upstream?.close();
});

function source(id: string) {
  return {
    ...{ kind: 'open311' as const, id, name: '来源', url: `${upstream.url}/api?api_key=${KEY}` },
    ...{ dialect: DIALECTS.plain, pollSeconds: 3600, paused: true, crs: 'wgs84' as const },
    ...{ zone: 'Asia/Shanghai', jurisdiction: null, auth: { in: 'none' as const, name: 'api_key' } },
  };
}

const as = (role: string, init: RequestInit): RequestInit => ({
  ...init,
  headers: { ...init.headers, 'X-Session': tokens.get(role) ?? 'nobody' },
});

async function audit(): Promise<AuditPage['items']> {
  const answer = await city.request('/api/audit?limit=1000', as('audit', {}));
  return AuditPage.parse(await answer.json()).items;
}

const DATABASE = {
  ...{ engine: 'postgres', host: '127.0.0.1', database: 'hall', user: 'reader', tls: 'off' },
};

const sourceActs: [string, string, () => RequestInit][] = [
  ['source.create', '/api/sources', () => json('POST', { config: source('new'), secret: KEY })],
  ['source.change', '/api/sources/first', () => json('PATCH', { name: '改名' })],
  [
    'source.probe',
    '/api/sources/exchange/probe',
    () => json('POST', { target: { ...DATABASE, port: Number(new URL(upstream.url).port) } }),
  ],
  ['source.probe', '/api/sources/probe', () => json('POST', { url: upstream.url, kind: 'open311' })],
  ['source.push-key', '/api/sources/first/push-key', () => ({ method: 'POST' })],
  ['source.preview', '/api/sources/preview', () => json('POST', { config: source('p') })],
  ['source.remove', '/api/sources/first', () => ({ method: 'DELETE' })],
];
const rowActs: [string, string, () => RequestInit][] = [
  ['source.sync', '/api/sources/first/sync', () => ({ method: 'POST' })],
  ['import.upload', '/api/uploads?filename=a.csv', () => ({ method: 'POST', body: 'id,time\n1,2' })],
  [
    'import.start',
    '/api/imports',
    () =>
      json('POST', {
        ...{ uploadId: `${'0'.repeat(36)}.csv`, sourceId: 'f', name: 'f' },
        mapping: { fields: { id: 'id', requestedAt: 'time' } },
      }),
  ],
  ['import.cancel', '/api/imports/none', () => ({ method: 'DELETE' })],
  ['import.undo', '/api/import-records/none/undo', () => json('POST', { reason: '选错了文件' })],
  [
    'import.whole-count',
    '/api/uploads/none/whole',
    () => json('POST', { sourceId: 'list', mapping: { fields: { id: 'id', requestedAt: 'time' } } }),
  ],
  ['quarantine.retry', '/api/quarantine/1/retry', () => ({ method: 'POST' })],
];
const signedActs: [string, string, () => RequestInit][] = [
  [
    'alarms.shelve',
    '/api/alarms/shelve',
    () => json('POST', { alarms: [{ alarm: 'x', whistle: 'w' }], minutes: 15 }),
  ],
  ['alarms.unshelve', '/api/alarms/unshelve', () => json('POST', { alarms: ['x'] })],
  ['attachment.add', '/api/attachments?filename=a.png', () => ({ method: 'POST', body: 'x' })],
];

describe('what changes something', () => {
  it.each([...sourceActs, ...rowActs, ...signedActs])(
    '%s needs somebody who is signed in',
    async (_, path, init) => {
      const lines = (await audit()).length;
      asked.length = 0;
      expect(await city.refusal(path, as('nobody', init()))).toMatchObject({
        status: 401,
        code: 'no-session',
        message: expect.stringContaining('请先登录'),
      });
      expect(asked).toEqual([]);
      // Nobody can fill the audit without signing in.
      expect((await audit()).length).toBe(lines);
    },
  );

  it.each(sourceActs)('%s is for administrators', async (action, path, init) => {
    for (const role of ['dept-handler', 'district-dispatch', 'audit', 'supervision']) {
      asked.length = 0;
      expect(await city.refusal(path, as(role, init()))).toMatchObject({ status: 403, code: 'forbidden' });
      expect(asked).toEqual([]);
      expect((await audit())[0]).toMatchObject({
        ...{ actor: `of-${role}`, action, result: 'refused', details: { reason: 'forbidden' } },
      });
    }
    const { sources } = await city.get('/api/sources', SourceList);
    expect(sources.map(({ config }) => [config.id, config.name])).toEqual([['first', '来源']]);
  });

  it.each(rowActs)('%s is for administrators and the centre', async (action, path, init) => {
    for (const role of ['dept-handler', 'audit', 'supervision'])
      expect(await city.refusal(path, as(role, init()))).toMatchObject({ status: 403, code: 'forbidden' });
    for (const role of ['admin', 'district-dispatch']) {
      const lines = (await audit()).length;
      expect((await city.request(path, as(role, init()))).status).not.toBe(403);
      const after = await audit();
      expect(after.length).toBe(lines + 1);
      expect(after[0]).toMatchObject({ action });
    }
  });

  it('leaves one line each, with what it was about and no key', async () => {
    for (const [action, path, init] of sourceActs) {
      const lines = (await audit()).length;
      const answer = await city.request(path, as('admin', init()));
      const after = await audit();
      expect(after.length, action).toBe(lines + 1);
      expect(after[0]).toMatchObject({ actor: 'root', action, result: answer.ok ? 'done' : 'refused' });
    }
    const lines = await audit();
    expect(JSON.stringify(lines)).not.toContain(KEY);
    const details = (action: string) => lines.find((line) => line.action === action);
    expect(details('source.create')).toMatchObject({
      subject: 'new',
      details: { address: `${upstream.url}/api`, key: true },
    });
    expect(details('source.change')).toMatchObject({ subject: 'first', details: { changed: ['name'] } });
    expect(details('source.probe')).toMatchObject({ subject: `${upstream.url}/` });
  });

  it('a refusal of the act itself is recorded with its code', async () => {
    await city.refusal('/api/sources/none', as('admin', { method: 'DELETE' }));
    expect((await audit())[0]).toMatchObject({
      ...{ action: 'source.remove', subject: 'none', result: 'refused', details: { reason: 'not-found' } },
    });
  });

  it('the command line of this machine is in the audit too', async () => {
    const line = (await audit()).find((each) => each.action === 'source.create' && each.subject === 'first');
    expect(line).toMatchObject({ actor: null, result: 'done', details: { commandLine: expect.any(String) } });
  });
});
