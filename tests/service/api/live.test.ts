import { afterEach, expect, it } from 'vitest';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { startWebHost } from '../../../electron/host/webHost.ts';
import { ImportJob, UploadReport } from '../../../shared/contract/sources.ts';
import { CityEvent } from '../../../shared/contract/status.ts';
import { eventually, openTestCity, type TestCity, testPack } from '../../support/city.ts';
import { noFaults } from '../../support/dialect-server/faults.ts';
import { makeRows } from '../../support/dialect-server/rows.ts';
import { startDialectServer } from '../../support/dialect-server/server.ts';

const START = Date.UTC(2026, 9, 1);
const NOW = START + 30 * 86_400_000;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function cityOver(rows: number): Promise<{ city: TestCity; session: string; more(id?: string): void }> {
  const server = await startDialectServer({
    rows: makeRows(rows, START),
    dialect: '6aika',
    faults: noFaults,
    now: () => NOW,
  });
  undo.push(() => server.close());
  const city = await openTestCity({
    dataDir: null,
    pack: testPack(),
    now: () => NOW,
    sources: [
      {
        kind: 'open311',
        id: 'a',
        name: '试验来源',
        url: server.url,
        dialect: DIALECTS['6aika'],
        pollSeconds: 3600,
        paused: false,
        crs: 'wgs84',
        zone: 'America/New_York',
        auth: { in: 'none', name: 'api_key' },
        jurisdiction: null,
      },
    ],
  });
  undo.push(() => city.removeData());
  const session = await city.signInAsAdministrator();
  const fresh = makeRows(1, NOW - 1000)[0]!;
  return { city, session, more: (id = 'fresh') => void server.rows.push({ ...fresh, id }) };
}

/** Events of an answer, one by one; null when it ends. */
function events(answer: Response): () => Promise<CityEvent | null> {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    for (;;) {
      const found = /^data: (.*)\n\n/m.exec(text);
      if (found !== null) {
        text = text.slice(found.index + found[0].length);
        return CityEvent.parse(JSON.parse(found[1] ?? ''));
      }
      const { done, value } = await reader.read();
      if (done) return null;
      text += value;
    }
  };
}

it('tells a window of a change over real HTTP, drops it when it goes, and ends with the city', async () => {
  const { city, session, more } = await cityOver(20);
  await eventually('all rows', async () => (await city.status()).cases.total === 20);
  const host = await startWebHost({
    ...{ fetch: city.city.fetch, port: 0, now: Date.now },
    ...{ dataDir: city.dataDir, rendererDir: city.dataDir },
  });
  undo.push(() => host.close());
  const headers = { Authorization: `Bearer ${host.token}` };
  const gone = new AbortController();
  const answer = await fetch(`${host.origin}/api/events`, { headers, signal: gone.signal });
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const next = events(answer);
  const init = await next();
  expect(init).toMatchObject({ type: 'init', status: { cases: { total: 20 } } });

  more();
  const signed = { ...headers, 'X-Session': session };
  expect((await fetch(`${host.origin}/api/sources/a/sync`, { method: 'POST', headers })).status).toBe(401);
  await fetch(`${host.origin}/api/sources/a/sync`, { method: 'POST', headers: signed });
  for (;;) {
    const event = await next();
    if (event?.type !== 'cases') continue;
    expect(event).toMatchObject({ source: 'a', inserted: 1, updated: 0, ids: ['a:fresh'], more: false });
    expect(event.revision).toBeGreaterThan(init?.revision ?? 0);
    break;
  }
  // What was told is there: asked after the event, the figures hold it.
  expect((await city.status()).cases.total).toBe(21);

  gone.abort();
  const stays = events(await fetch(`${host.origin}/api/events`, { headers }));
  expect((await stays())?.type).toBe('init');
  await city.close();
  let last = await stays();
  while (last !== null) last = await stays();
  expect((await city.request('/api/status')).status).toBe(503);
});

it('serves eight windows at once, each with every change', async () => {
  const { city, more } = await cityOver(5);
  await eventually('all rows', async () => (await city.status()).cases.total === 5);
  const windows = await Promise.all(
    Array.from({ length: 8 }, async () => events(await city.request('/api/events'))),
  );
  for (const next of windows) expect((await next())?.type).toBe('init');
  more();
  await city.request('/api/sources/a/sync', { method: 'POST' });
  for (const next of windows) {
    let event = await next();
    while (event !== null && event.type !== 'cases') event = await next();
    expect(event).toMatchObject({ type: 'cases', inserted: 1 });
  }
});

it('tells the figures that windows show together with the change', async () => {
  const { city, more } = await cityOver(5);
  await eventually('all rows', async () => (await city.status()).cases.total === 5);
  const next = events(await city.request('/api/events'));
  const asks = ['/api/summary?status=open', '/api/cases?status=open&limit=0', '/api/status'];
  // Lists of cases are for each window to ask: they are never told, however often they are asked for.
  const untold = ['/api/cases?limit=5', '/api/points?bbox=-72,42,-71,43'];
  for (const ask of [...asks, ...untold, ...asks, ...untold])
    expect((await city.request(ask)).status).toBe(200);
  const wall = { headers: { 'X-Window-Role': 'wall' } };
  for (let i = 0; i < 2; i++) await city.request('/api/cases?limit=30', wall);

  // Right after another change (the first rows) news go out without answers, and on a busy machine with a part of them.
  let answers = new Map<string, unknown>();
  for (let n = 0; n < 50 && answers.size <= asks.length; n++) {
    more(`fresh-${n}`);
    await city.request('/api/sources/a/sync', { method: 'POST' });
    let event = await next();
    while (event !== null && (event.type !== 'cases' || !event.ids.includes(`a:fresh-${n}`)))
      event = await next();
    if (event?.type !== 'cases') throw new Error('the stream has ended');
    answers = new Map(event.answers.map(({ ask, body }) => [ask, body]));
  }

  expect([...answers.keys()].sort()).toEqual([...asks, 'wall /api/cases?limit=30'].sort());
  expect(answers.get('wall /api/cases?limit=30')).toEqual(
    await (await city.request('/api/cases?limit=30', wall)).json(),
  );
  for (const ask of asks.slice(0, 2))
    expect(answers.get(ask)).toEqual(await (await city.request(ask)).json());
  expect(answers.get('/api/cases?status=open&limit=0')).toMatchObject({ items: [], nextCursor: null });
});

const CSV = [
  '案件编号,上报时间,状态,小类名称,经度,纬度,联系电话',
  ...Array.from(
    { length: 1500 },
    (_, i) =>
      `Q${i},2026-10-${String(1 + (i % 20)).padStart(2, '0')} 08:00:00,处置中,暴露垃圾,-71.05,42.33,13912345678`,
  ),
  ',,,,,,',
  '坏行没有时间,,处置中,暴露垃圾,-71.05,42.33,',
].join('\n');

it('takes a file, guesses its columns, imports it once and accounts for every row', async () => {
  const { city } = await cityOver(1);
  const posted = await city.request(`/api/uploads?filename=${encodeURIComponent('../../案件.csv')}`, {
    method: 'POST',
    body: CSV,
  });
  expect(posted.status).toBe(201);
  const upload = UploadReport.parse(await posted.json());
  expect(upload).toMatchObject({ filename: '案件.csv', format: 'csv', missing: [] });
  expect(JSON.stringify(upload)).not.toContain('13912345678');
  const request = {
    uploadId: upload.uploadId,
    sourceId: 'file-a',
    name: '试验文件',
    mapping: upload.mapping,
  };
  const started = await city.send('POST', '/api/imports', request, ImportJob);
  const done = await eventually('the import', async () => {
    const job = await city.get(`/api/imports/${started.id}`, ImportJob);
    return job.state !== 'running' && job;
  });
  expect(done).toMatchObject({
    state: 'done',
    error: null,
    accounting: { received: 1501, stored: 1500, quarantined: 1 },
  });
  expect(done.bytesRead).toBe(done.bytesTotal);
  const source = (await city.status()).sources.find((one) => one.id === 'file-a');
  expect(source).toMatchObject({ received: 1501, stored: 1500, unchanged: 0, quarantined: 1 });
  const answer = await city.request('/api/cases?source=file-a&limit=1000');
  expect(await answer.text()).not.toContain('13912345678');
});

it('cancels an import, keeps what is stored, and refuses what is no upload of ours', async () => {
  const { city } = await cityOver(1);
  const posted = await city.request('/api/uploads?filename=a.csv', { method: 'POST', body: CSV });
  const upload = UploadReport.parse(await posted.json());
  const request = { uploadId: upload.uploadId, sourceId: 'file-b', name: '试验', mapping: upload.mapping };
  const job = await city.send('POST', '/api/imports', request, ImportJob);
  expect((await city.request(`/api/imports/${job.id}`, { method: 'DELETE' })).status).toBe(204);
  const ended = await city.city.imports.finished(job.id);
  expect(ended?.state).toBe('cancelled');
  const { received, stored, unchanged, quarantined } = ended?.accounting ?? {
    received: -1,
    stored: 0,
    unchanged: 0,
    quarantined: 0,
  };
  expect(received).toBe(stored + unchanged + quarantined);
  for (const uploadId of ['../city.db', `${'0'.repeat(36)}.csv`, '/etc/passwd']) {
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...request, uploadId }),
    };
    expect(await city.refusal('/api/imports', init)).toMatchObject({ status: 404 });
  }
  const taken = { ...request, sourceId: 'a' };
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(taken),
  };
  expect(await city.refusal('/api/imports', init)).toMatchObject({ status: 409 });
});
