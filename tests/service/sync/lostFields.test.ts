import { afterEach, expect, it } from 'vitest';
import type { SourceAdapter } from '../../../electron/city/sync/adapter.ts';
import { adapterFor } from '../../../electron/city/sync/adapterFor.ts';
import { exchangeDatabases } from '../../../electron/city/sync/exchange/open.ts';
import { createLostFields } from '../../../electron/city/sync/lostFields.ts';
import { FieldMapping, RestMapping, SourceConfig } from '../../../shared/contract/sources.ts';
import { workbooks } from '../../support/workbooks.ts';
import { serve } from '../adapters/support.ts';
import { BOSTON } from './open311Pull.ts';
import { page, row, ScriptedAdapter, type Stand, sourceConfig, stand } from './syncerStand.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const NOW = Date.UTC(2026, 10, 20, 4);
type Row = Record<string, unknown>;

/** Twelve cases, all closed, with a department; `dept` is what this upstream writes for two of three. */
const full = (): Row[] =>
  Array.from({ length: 12 }, (_, n) => ({
    ...{ ':id': `row-${n}`, ':updated_at': '2026-11-20T03:00:00.000Z' },
    ...{ no: `C${n}`, at: '2026-11-01 08:00:00', state: '已结案', done: '2026-11-02 08:00:00', what: '井盖' },
    ...(n % 3 === 0 ? {} : { dept: '市政所' }),
  }));
const without = (...names: string[]): Row[] =>
  full().map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name))));

const mapping = {
  fields: {
    ...{ id: 'no', requestedAt: 'at', status: 'state', closedAt: 'done', org: 'dept' },
    ...{ categoryName: 'what', address: 'where' },
  },
};

async function polling(kind: 'rest' | 'soda', first: Row[]) {
  const told = { rows: first };
  const server = await serve(() => ({ body: told.rows }));
  const common = {
    id: 'city',
    name: '市',
    pollSeconds: 3600,
    paused: false,
    crs: 'wgs84',
    auth: { in: 'none' },
  };
  const config = SourceConfig.parse(
    kind === 'rest'
      ? {
          ...common,
          kind,
          url: `${server.url}/list`,
          zone: 'UTC',
          mapping: RestMapping.parse({ ...mapping, rowsPath: '' }),
        }
      : {
          ...{ ...common, kind, url: `${server.url}/resource/aaaa-bbbb.json`, zone: 'UTC' },
          options: { mapping: FieldMapping.parse(mapping), pageSize: 1000 },
        },
  );
  const databases = exchangeDatabases({ hosts: null, authorities: [] });
  const adapter: SourceAdapter = adapterFor(config, BOSTON, () => NOW, workbooks, databases);
  const { sync, store, close } = stand(
    { city: adapter },
    () => undefined,
    (real) => real,
  );
  open.push(server, { close });
  sync.add(config);
  await sync.whenIdle();
  const poll = async (rows: Row[]) => {
    told.rows = rows;
    await sync.syncNow('city');
    return sync.status('city');
  };
  return { sync, store, poll };
}

const one = ({ store }: { store: Stand['store'] }, id: string) => store.detail(`city:${id}`, NOW);

it.each(['rest', 'soda'] as const)(
  'a column that a %s source drops for a day empties no case',
  async (kind) => {
    const city = await polling(kind, full());
    const before = one(city, 'C1');
    expect(before).toMatchObject({ status: 'closed', org: '市政所', closedAt: Date.UTC(2026, 10, 2, 8) });

    const status = await city.poll(without('state', 'done', 'dept'));
    expect(status).toMatchObject({ state: 'fresh', error: { code: 'fields-not-provided' } });
    expect(status?.error?.parameters).toEqual({ fields: ['state', 'done', 'dept'] });
    expect(status?.error?.message).toContain('字段“state”、“done”、“dept”本次未提供');
    expect(one(city, 'C1')).toEqual(before);

    // Also at the next poll, and what the upstream does say is taken.
    const changed = without('dept').map((each) => (each['no'] === 'C2' ? { ...each, what: '路灯' } : each));
    expect((await city.poll(changed))?.error?.parameters).toEqual({ fields: ['dept'] });
    expect(one(city, 'C2')).toMatchObject({ org: '市政所', categoryName: '路灯', status: 'closed' });

    expect(await city.poll(full())).toMatchObject({ error: null });
  },
);

it('a field that some rows have is emptied where a row has it not, and one that is written empty too', async () => {
  const city = await polling('rest', full());
  const status = await city.poll(full().map((each, n) => (n === 1 ? { ...each, dept: undefined } : each)));
  expect(status?.error ?? null).toBeNull();
  expect(one(city, 'C1')).toMatchObject({ org: null });
  expect((await city.poll(full().map((each) => ({ ...each, dept: null }))))?.error ?? null).toBeNull();
  expect(one(city, 'C2')).toMatchObject({ org: null });
});

it('an Open311 server that leaves out a field of all requests empties none', async () => {
  const rows = (names: string[]) =>
    [1, 2, 3, 4, 5, 6].map((n) =>
      Object.fromEntries(
        Object.entries({ ...row(n), status: 'closed', agency_responsible: 'PWD' }).filter(
          ([name]) => !names.includes(name),
        ),
      ),
    );
  const answers = [rows([]), rows(['agency_responsible', 'lat', 'long'])];
  const adapter = new ScriptedAdapter(
    answers.map(
      (some) =>
        async function* () {
          yield page(some, 'c');
        },
    ),
  );
  const { sync, store, close } = stand(
    { city: adapter },
    () => undefined,
    (real) => real,
  );
  open.push({ close });
  sync.add(sourceConfig('city', {}));
  await sync.whenIdle();
  const before = store.detail('city:s-1', NOW);
  await sync.syncNow('city');
  expect(store.detail('city:s-1', NOW)).toEqual(before);
  expect(before).toMatchObject({ org: 'PWD', lon: -71.06 });
  expect(sync.status('city')?.error?.parameters).toEqual({ fields: ['agency_responsible', 'long', 'lat'] });
});

it('few rows prove nothing of a field that few have', () => {
  const config = SourceConfig.parse({
    ...{ kind: 'rest', id: 'r', name: 'r', url: 'http://127.0.0.1:9/', pollSeconds: 60, paused: false },
    ...{
      crs: 'wgs84',
      zone: 'UTC',
      auth: { in: 'none' },
      mapping: RestMapping.parse({ ...mapping, rowsPath: '' }),
    },
  });
  const stored = full().map((each, n) => JSON.stringify(n < 2 ? { ...each, where: '甲路' } : each));
  const lostOf = (rows: Row[]) => {
    const lost = createLostFields(config, () => stored, null);
    lost.startPage(rows);
    return lost.found();
  };
  expect(lostOf(without('where').slice(0, 4))).toEqual([]);
  expect(lostOf(Array.from({ length: 40 }, () => without('where')).flat())).toEqual(['where']);
  expect(lostOf(without('state').slice(0, 2))).toEqual(['state']);
  expect(lostOf([])).toBeNull();
});
