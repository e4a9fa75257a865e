import { createServer } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { SourceEntry } from '../../../shared/contract/routes/sources.ts';
import { RestMapping } from '../../../shared/contract/sources.ts';
import { QuarantinePage } from '../../../shared/contract/status.ts';
import { eventually, json, openTestCity, testPack } from '../../support/city.ts';

const NOW = Date.UTC(2026, 10, 22);
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

it('rows refused for a wrong mapping come in when the mapping is put right', async () => {
  const rows = Array.from({ length: 40 }, (_, at) => ({
    no: `N${at}`,
    when: `22/11/2026 0${at % 10}:00`,
    st: '处置中',
  }));
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ rows }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const url = address !== null && typeof address === 'object' ? `http://127.0.0.1:${address.port}/` : '';
  const city = await openTestCity({ dataDir: null, pack: testPack(), sources: [], now: () => NOW });
  undo.push(() => city.removeData());
  await city.signInAsAdministrator();
  const mapping = RestMapping.parse({
    rowsPath: 'rows',
    fields: { id: 'no', requestedAt: 'when', status: 'st' },
    timeFormat: 'yyyy-MM-dd HH:mm',
  });
  const config = {
    kind: 'rest',
    id: 'hall',
    name: '热线',
    url,
    mapping,
    pollSeconds: 3600,
    paused: false,
    crs: 'wgs84',
    zone: 'Asia/Shanghai',
    auth: { in: 'none', name: 'api_key' },
  };
  const settled = (what: string, stored: number) =>
    eventually(what, async () => {
      const { status } = await city.get('/api/sources/hall', SourceEntry);
      return status.nextAttemptAt !== null && status.stored === stored ? status : null;
    });
  await city.send('POST', '/api/sources', { config }, SourceEntry);
  await eventually(
    'the refusals',
    async () => (await city.get('/api/quarantine', QuarantinePage)).total === 40,
  );

  const refused = await city.refusal('/api/sources/hall', json('PATCH', { dialect: DIALECTS.plain }));
  expect(refused).toMatchObject({ status: 422, code: 'other-kind' });
  const patch = { mapping: { ...mapping, timeFormat: 'dd/MM/yyyy HH:mm' } };
  const { config: changed } = await city.send('PATCH', '/api/sources/hall', patch, SourceEntry);
  expect(changed).toMatchObject({
    kind: 'rest',
    zone: 'Asia/Shanghai',
    mapping: { timeFormat: 'dd/MM/yyyy HH:mm' },
  });
  const status = await settled('all rows', 40);
  expect(status.received).toBe(status.stored + status.unchanged + status.quarantined);
  expect(status.progress).toEqual({ phase: 'following', upTo: expect.any(Number), backTo: null });
  await eventually(
    'an empty quarantine',
    async () => (await city.get('/api/quarantine', QuarantinePage)).total === 0,
  );
  const { status: end } = await city.get('/api/sources/hall', SourceEntry);
  expect(end).toMatchObject({ stored: 40, quarantined: 0 });
  expect(end.received).toBe(end.stored + end.unchanged);
  expect((await city.status()).cases.total).toBe(40);
});
