import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pusherAt } from '../../../electron/city/api/sentFrom.ts';
import { CaseDetail } from '../../../shared/contract/cases.ts';
import { PushAnswer, PushKey } from '../../../shared/contract/push.ts';
import { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { RestMapping, SourceInput } from '../../../shared/contract/sources.ts';
import { QuarantinePage } from '../../../shared/contract/status.ts';
import { json, openTestCity, type TestCity, testPack } from '../../support/city.ts';

const START = Date.UTC(2026, 10, 30, 2);
const SOURCE_MAPPING = RestMapping.parse({ fields: { id: 'no', requestedAt: 'at' }, rowsPath: '' });
const SOURCE = SourceInput.parse({
  ...{ kind: 'push', id: 'hotline', name: '热线平台', pollSeconds: 600, paused: false, crs: 'wgs84' },
  ...{ zone: 'Asia/Shanghai', auth: { in: 'none' }, rowsPath: '' },
  mapping: { fields: { id: 'no', requestedAt: 'at', status: 'status', title: 'title' } },
});

let city: TestCity;
let now = START;
let key = '';
let used = 0;

async function open(dataDir: string | null): Promise<TestCity> {
  const opened = await openTestCity({ dataDir, pack: testPack(), sources: [], now: () => now });
  await opened.signInAsAdministrator();
  return opened;
}

beforeEach(async () => {
  now = START;
  city = await open(null);
  await city.send('POST', '/api/sources', { config: SOURCE }, SourceEntry);
  key = (await newKey()).key;
});
afterEach(() => city.removeData());

const newKey = () => city.send('POST', '/api/sources/hotline/push-key', undefined, PushKey);

type Changes = { key?: string; at?: number; nonce?: string; path?: string; signed?: string };

/** A request as another system sends it: signed, and without any session. */
function push(body: string, changes: Changes = {}): [string, RequestInit] {
  const timestamp = String(Math.floor((changes.at ?? now) / 1000));
  used += 1;
  const nonce = changes.nonce ?? `nonce-of-the-test-${used}`;
  const signature = createHmac('sha256', changes.key ?? key)
    .update(`${timestamp}\n${nonce}\n${changes.signed ?? body}`, 'utf8')
    .digest('hex');
  const headers = {
    ...{ 'X-Session': 'none', 'X-CityWhistle-Timestamp': timestamp, 'X-CityWhistle-Nonce': nonce },
    'X-CityWhistle-Signature': signature,
  };
  return [changes.path ?? '/api/push/hotline', { method: 'POST', body, headers }];
}

async function answerTo(body: unknown, changes: Changes = {}) {
  const answer = await city.request(...push(JSON.stringify(body), changes));
  return PushAnswer.parse(await answer.json());
}

const refusalOf = (body: string, changes: Changes = {}) => city.refusal(...push(body, changes));
const row = (no: string, changes: Record<string, unknown> = {}) => ({
  ...{ no, at: '2026-11-30 09:00:00', status: '处理中', title: '井盖缺失' },
  ...changes,
});
const status = async () => (await city.get('/api/sources/hotline', SourceEntry)).status;

it('stores what is pushed and says so for each row', async () => {
  const answer = await answerTo([
    row('250912101108115409'),
    row('2', { at: '昨天' }),
    row('3'),
    { title: '没有编号' },
  ]);
  expect(answer).toMatchObject({ received: 4, stored: 2, unchanged: 0, quarantined: 2 });
  expect(answer.rows.map(({ id, outcome, code }) => [id, outcome, code])).toEqual([
    ['250912101108115409', 'stored', null],
    ['2', 'quarantined', 'bad-time'],
    ['3', 'stored', null],
    [null, 'quarantined', 'no-id'],
  ]);
  expect(await status()).toMatchObject({ received: 4, stored: 2, quarantined: 2, state: 'fresh' });
  const refused = await city.get('/api/quarantine?source=hotline&limit=10&offset=0', QuarantinePage);
  expect(refused.total).toBe(2);
});

it('is idempotent: the same row again changes nothing, another state of it does', async () => {
  await answerTo(row('7'));
  const again = await answerTo([row('7'), row('7', { status: '已办结' }), row('7', { status: '已办结' })]);
  expect(again.rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'stored', 'unchanged']);
});

it('takes a request once, and only while it is of now', async () => {
  const nonce = 'the-very-same-nonce';
  const [path, init] = push(JSON.stringify([row('1')]), { nonce });
  expect((await city.request(path, init)).status).toBe(200);
  expect(await city.refusal(path, init)).toMatchObject({ status: 409, code: 'push-replayed' });
  now += 299_000;
  expect(await city.refusal(path, init)).toMatchObject({ status: 409, code: 'push-replayed' });
  now += 2_000;
  expect(await city.refusal(path, init)).toMatchObject({ status: 401, code: 'push-late' });
  expect(await refusalOf('[]', { at: now + 301_000 })).toMatchObject({ status: 401, code: 'push-late' });
  expect(await status()).toMatchObject({
    pushes: { accepted: 1, refused: 4 },
    error: { code: 'push-not-taken', parameters: { why: 'late', count: 4 } },
  });
});

it('does not take a request again after a restart', async () => {
  const [path, init] = push(JSON.stringify([row('1', { status: '处理中' })]));
  await city.request(path, init);
  now += 5_000;
  await answerTo([row('1', { status: '已办结' })]);
  const { dataDir } = city;
  await city.close();
  city = await open(dataDir);
  expect(await city.refusal(path, init)).toMatchObject({ status: 409, code: 'push-replayed' });
  now += 1_000;
  expect((await answerTo([row('2')])).stored).toBe(1);
});

it('keeps its counts, and takes no request again, after its mapping was changed and the service restarted', async () => {
  const [path, init] = push(JSON.stringify([row('1')]));
  await city.request(path, init);
  await refusalOf('[]', { key: 'another' });
  const fields = { id: 'no', requestedAt: 'at', status: 'status', title: 'title', address: 'where' };
  const mapping = { ...SOURCE_MAPPING, fields };
  const patched = await city.send('PATCH', '/api/sources/hotline', { mapping, crs: 'gcj02' }, SourceEntry);
  expect(patched.config).toMatchObject({ crs: 'gcj02', mapping: { fields } });
  expect((await status()).pushes).toMatchObject({ accepted: 1, refused: 1 });
  const { dataDir } = city;
  await city.close();
  city = await open(dataDir);
  expect(await city.refusal(path, init)).toMatchObject({ status: 409, code: 'push-replayed' });
  now += 1_000;
  expect((await answerTo([row('2', { where: '中山路 1 号' })])).stored).toBe(1);
  expect((await status()).pushes).toMatchObject({ accepted: 2, refused: 2 });
});

it('answers an unknown address and a wrong signature alike, and shows nothing of the source', async () => {
  const wrong = await refusalOf('[]', { key: 'another' });
  const unknown = await refusalOf('[]', { path: '/api/push/nobody' });
  const changed = await refusalOf('[{"no":"1"}]', { signed: '[]' });
  const unsigned = await city.refusal('/api/push/hotline', { method: 'POST', body: '[]' });
  expect(wrong).toMatchObject({ status: 401, code: 'push-refused' });
  for (const other of [unknown, changed, unsigned]) expect(other).toEqual(wrong);
  expect(await status()).toMatchObject({ pushes: { accepted: 0, refused: 3 }, received: 0, state: 'down' });
});

const FIELDS = {
  ...{ id: 'no', requestedAt: 'at', status: 'status', closedAt: 'done', title: 'title' },
  ...{ org: 'dept', address: 'where' },
};
const caseOf = (no: string) => city.get(`/api/cases/hotline:${no}`, CaseDetail);
/** A row with everything but the fields that are named. */
function full(no: string, ...without: string[]): Record<string, unknown> {
  const all = {
    ...row(no),
    done: '2026-11-30 10:00:00',
    dept: '市政所',
    where: '中山路 1 号',
    status: '已办结',
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
}
const map = () =>
  city.send('PATCH', '/api/sources/hotline', { mapping: { ...SOURCE_MAPPING, fields: FIELDS } }, SourceEntry);

it('keeps fields that its rows lost, tells which, and no longer once they are back', async () => {
  await map();
  await answerTo([full('1'), full('2'), full('3')]);
  const before = await caseOf('1');
  expect(before).toMatchObject({ status: 'closed', org: '市政所', address: '中山路 1 号' });
  // One row at a time, as most systems send.
  now += 1_000;
  await answerTo(full('1', 'status', 'done', 'dept'));
  expect(await caseOf('1')).toMatchObject({ status: 'closed', org: '市政所', closedAt: before.closedAt });
  expect(await status()).toMatchObject({
    ...{
      state: 'fresh',
      error: { code: 'fields-not-provided', parameters: { fields: ['status', 'done', 'dept'] } },
    },
  });
  // Also after a restart, and while new cases come without them.
  const { dataDir } = city;
  await city.close();
  city = await open(dataDir);
  expect((await status()).error).toMatchObject({ code: 'fields-not-provided' });
  now += 1_000;
  await answerTo(Array.from({ length: 220 }, (_, n) => full(`new-${n}`, 'dept')));
  expect((await status()).error).toMatchObject({ parameters: { fields: ['dept'] } });
  now += 1_000;
  await answerTo({ ...full('2', 'dept'), where: '中山路 2 号' });
  expect(await caseOf('2')).toMatchObject({ org: '市政所', address: '中山路 2 号' });
  await answerTo([]);
  expect((await status()).error).toMatchObject({ code: 'fields-not-provided' });
  await answerTo(full('3'));
  expect((await status()).error).toBeNull();
});

it('empties a field that only some of its rows have, and one that is sent empty', async () => {
  await map();
  await answerTo([full('1'), full('2', 'dept'), full('3'), full('4', 'dept')]);
  now += 1_000;
  await answerTo(full('1', 'dept'));
  expect(await caseOf('1')).toMatchObject({ org: null });
  await answerTo({ ...full('3'), where: null });
  expect(await caseOf('3')).toMatchObject({ address: null });
  expect((await status()).error).toBeNull();
  // In the long run it is told all the same.
  for (let n = 0; n < 25; n += 1) await answerTo(full(`more-${n}`, 'dept'));
  expect((await status()).error).toMatchObject({ parameters: { fields: ['dept'] } });
  await answerTo(full('3', 'dept'));
  expect(await caseOf('3')).toMatchObject({ org: '市政所' });
});

it('refuses bodies that are no rows', async () => {
  expect(await refusalOf('{"no":')).toMatchObject({ status: 400, code: 'bad-json' });
  expect(await refusalOf('"text"')).toMatchObject({ status: 422, code: 'push-body' });
  const many = JSON.stringify(Array.from({ length: 1001 }, (_, n) => ({ no: n })));
  expect(await refusalOf(many)).toMatchObject({ status: 413, code: 'push-body' });
  expect(await refusalOf(`[${' '.repeat(1_048_576)}]`)).toMatchObject({ status: 413, code: 'too-large' });
  expect((await status()).received).toBe(0);
});

it('is silent for longer than its heartbeat: then it is not fresh', async () => {
  expect((await status()).state).toBe('starting');
  await answerTo([]);
  expect((await status()).state).toBe('fresh');
  now += 600_000;
  expect((await status()).state).toBe('fresh');
  now += 10_000;
  expect((await status()).state).toBe('late');
  now += 1_300_000;
  expect((await status()).state).toBe('down');
  // A heartbeat is an empty list.
  await answerTo([]);
  expect(await status()).toMatchObject({ state: 'fresh', error: null });
});

it('shows its key once; a new one ends the old one', async () => {
  expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  const before = key;
  const { key: after, path } = await newKey();
  expect(path).toBe('/api/push/hotline');
  expect(after).not.toBe(before);
  expect(await refusalOf('[]', { key: before })).toMatchObject({ code: 'push-refused' });
  key = after;
  expect((await answerTo([row('1')])).stored).toBe(1);
  for (const path of ['/api/sources', '/api/sources/hotline', '/api/audit?limit=100', '/api/status']) {
    const text = await (await city.request(path)).text();
    expect(text).not.toContain(after);
    expect(text).not.toContain(before);
  }
  expect(JSON.stringify(city.log)).not.toContain(after);
  // No key is taken from a request.
  const given = json('PATCH', { secret: 'chosen' });
  expect(await city.refusal('/api/sources/hotline', given)).toMatchObject({ status: 422 });
});

it('of a paused or removed source is not taken', async () => {
  await city.request('/api/sources/hotline', json('PATCH', { paused: true }));
  expect(await refusalOf('[]')).toMatchObject({ status: 409, code: 'source-paused' });
  await city.request('/api/sources/hotline', { method: 'DELETE' });
  expect(await refusalOf('[]')).toMatchObject({ status: 401, code: 'push-refused' });
});

it('is limited in a minute, also where no source is', async () => {
  for (let n = 0; n < 120; n += 1) await city.request(...push('[]'));
  expect(await refusalOf('[]')).toMatchObject({ status: 429, code: 'push-too-often' });
  const path = '/api/push/nobody';
  for (let n = 0; n < 60; n += 1) await city.request(...push('[]', { path }));
  expect(await refusalOf('[]', { path })).toMatchObject({ status: 429, code: 'push-too-often' });
  now += 60_000;
  expect((await answerTo([row('1')])).stored).toBe(1);
});

it('takes a request once its minute is over that was refused as too many', async () => {
  for (let n = 0; n < 120; n += 1) await city.request(...push('[]'));
  const [path, init] = push('[]');
  expect(await city.refusal(path, init)).toMatchObject({ status: 429 });
  now += 60_000;
  expect((await city.request(path, init)).status).toBe(200);
});

it('cannot be kept from being taken by those who have no key', async () => {
  const [path, heard] = push(JSON.stringify([row('1')]));
  await city.request(path, heard);
  for (let n = 0; n < 50; n += 1) await city.request('/api/push/hotline', { method: 'POST', body: '[]' });
  for (let n = 0; n < 50; n += 1) await city.request(...push('[]', { key: 'another' }));
  // What somebody overheard and sends again is no proof either.
  for (let n = 0; n < 50; n += 1) await city.request(path, heard);
  const unproven = await refusalOf('[]', { key: 'another' });
  expect(unproven).toMatchObject({ status: 429, code: 'push-too-often' });
  // Beyond the budget nothing is told of the source either.
  expect(await refusalOf('[]', { path: '/api/push/nobody' })).toEqual(unproven);
  expect((await answerTo([row('2')])).stored).toBe(1);
  expect((await status()).pushes).toMatchObject({ accepted: 2, refused: 60 });
});

it('counts those without a proof by the address that they come from', async () => {
  const wrongFrom = async (remote: string) => {
    const [path, init] = push('[]', { key: 'another' });
    return (await city.city.fetch(new Request(`http://city.test${path}`, init), pusherAt(remote))).status;
  };
  for (let n = 0; n < 60; n += 1) expect(await wrongFrom('10.1.1.1')).toBe(401);
  expect(await wrongFrom('10.1.1.1')).toBe(429);
  expect(await wrongFrom('::ffff:10.1.1.1')).toBe(429);
  expect(await wrongFrom('10.1.1.2')).toBe(401);
});

it('reads no body whose headers state no signature', async () => {
  let pulled = 0;
  const body = new ReadableStream(
    {
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1000));
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
  const answer = await city.city.fetch(
    new Request('http://city.test/api/push/hotline', init),
    pusherAt('::1'),
  );
  expect([answer.status, pulled]).toEqual([401, 0]);
});

it('is taken also while more addresses are invented than are remembered, which tells nothing of the others', async () => {
  for (let n = 0; n <= 1000; n += 1) await city.request(...push('[]', { path: `/api/push/invented-${n}` }));
  expect((await answerTo([row('1')])).stored).toBe(1);
  const unknown = await refusalOf('[]', { path: '/api/push/another' });
  expect(unknown).toEqual(await refusalOf('[]', { key: 'another' }));
  expect(unknown).toMatchObject({ status: 429, code: 'push-too-often' });
});
