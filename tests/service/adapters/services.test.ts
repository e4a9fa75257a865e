import { afterEach, describe, expect, test } from 'vitest';
import { createServiceAdapter } from '../../../electron/city/sync/service/adapter.ts';
import { isService, type ServiceConfig } from '../../../electron/city/sync/service/cursor.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import type { ServiceFaults, ServiceLayer, ServiceRow } from '../../support/service-server/question.ts';
import {
  type ServiceKind,
  type ServiceServer,
  startServiceServer,
} from '../../support/service-server/server.ts';
import { pullAll } from './support.ts';

const KINDS = ['arcgis', 'ogc', 'wfs', 'ckan'] as const;
const AT = Date.UTC(2025, 2, 5, 6, 30);
const city = {
  bbox: [118.7, 31.9, 118.9, 32.1] as [number, number, number, number],
  fallbackPoints: [],
  zone: 'Asia/Shanghai',
};

const open: ServiceServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const rowsUpTo = (count: number): ServiceRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `A${index}`,
    at: AT + index * 60_000,
    stage: index % 2 === 0 ? 1 : 2,
    x: 118.7901 + index / 10_000,
    y: 32.0201,
  }));

async function start(
  kind: ServiceKind,
  count: number,
  faults: Partial<ServiceFaults>,
  layer: Partial<ServiceLayer>,
) {
  const server = await startServiceServer({ kind, rows: rowsUpTo(count), faults, layer });
  open.push(server);
  return server;
}

const NAMES = { id: 'CASENO', requestedAt: 'REPORTTIME', status: 'STATUS', stage: 'STATUS' };
const CHINESE = {
  ...{ id: '案件编号', requestedAt: '上报时间', status: '案件状态', stage: '案件状态' },
  ...{ lon: '经度', lat: '纬度' },
};

function configOf(kind: ServiceKind, url: string, more: object): ServiceConfig {
  const config = SourceConfig.parse({
    ...{
      kind,
      id: 's',
      name: 's',
      url,
      pollSeconds: 60,
      paused: false,
      crs: 'cgcs2000',
      zone: 'Asia/Shanghai',
    },
    auth: { in: 'none' },
    options: { mapping: { fields: kind === 'ckan' ? CHINESE : NAMES }, pageSize: 3, ...more },
  });
  if (!isService(config)) throw new Error('no service');
  return config;
}

const adapterOf = (kind: ServiceKind, server: ServiceServer, more: object) =>
  createServiceAdapter(configOf(kind, server.url, more), city, () => Date.UTC(2026, 0, 1));

/** What came of one walk: the numbers of the cases, and what the source says is missing. */
async function walk(kind: ServiceKind, server: ServiceServer, more: object) {
  const adapter = adapterOf(kind, server, more);
  const pulled = await pullAll(adapter, null, {});
  const cases = pulled.rows.map((row) => adapter.read(row)).flatMap((one) => (one.ok ? [one.case] : []));
  const last = pulled.pages.at(-1);
  const ids = [...new Set(cases.map(({ sourceId }) => sourceId))].sort();
  return { cases, ids, incomplete: last?.incomplete, sweptAt: last?.sweepStartedAt ?? null, pulled };
}

const idsUpTo = (count: number) =>
  rowsUpTo(count)
    .map(({ id }) => id)
    .sort();

describe.each(KINDS)('%s', (kind) => {
  test('seven cases in pages of three, each once, with time, stage and place', async () => {
    const server = await start(kind, 7, { cap: 3 }, {});
    const { cases, ids, incomplete, sweptAt } = await walk(kind, server, { pageSize: 1000 });
    expect(ids).toEqual(idsUpTo(7));
    expect(cases).toHaveLength(7);
    expect(incomplete).toBeNull();
    expect(sweptAt).not.toBeNull();
    const second = cases.find(({ sourceId }) => sourceId === 'A1');
    expect(second).toMatchObject({ requestedAt: AT + 60_000, status: 'closed', locationQuality: 'ok' });
    expect(second?.lon).toBeCloseTo(118.7902, 6);
    expect(second?.lat).toBeCloseTo(32.0201, 6);
  });

  test('an empty list is whole', async () => {
    const server = await start(kind, 0, {}, {});
    expect(await walk(kind, server, {})).toMatchObject({ ids: [], incomplete: null });
  });

  test('an error inside of 200 is an error, not an empty city', async () => {
    const server = await start(kind, 7, { first: { requests: 1000, with: 'error-in-200' } }, {});
    await expect(walk(kind, server, {})).rejects.toMatchObject({
      code: expect.stringMatching(/upstream-refused|no-rows/),
    });
  });

  test.each([
    [3, 40],
    [1, 120],
  ])('a list of pages of %i is read at its end until it is read whole again', async (cap, count) => {
    const server = await start(kind, count, { cap }, {});
    const adapter = adapterOf(kind, server, {});
    const first = await pullAll(adapter, null, { now: 0 });
    expect(first.rows).toHaveLength(count);
    const before = server.requests.length;
    server.rows = [...server.rows, { id: 'new', at: AT, stage: 1, x: 118.79, y: 32.02 }];
    const second = await pullAll(adapter, first.cursor, { now: 60_000 });
    if (kind !== 'ogc') expect(JSON.stringify(second.rows)).toContain('new');
    expect(second.pages.at(-1)?.sweepStartedAt).toBeNull();
    const asked = server.requests.length - before;
    const third = await pullAll(adapter, first.cursor, { now: 16 * 60_000 });
    expect(third.rows).toHaveLength(count + 1);
    expect(third.pages.at(-1)?.sweepStartedAt).toBe(16 * 60_000);
    if (kind !== 'arcgis') expect(server.requests.length - before - asked).toBeGreaterThan(asked - 3);
  });
});

/** Every fault, with the number of rows that can be had in spite of it; null: the source must say that it is not whole. */
const FAULTS: [string, Partial<ServiceFaults>, Partial<Record<ServiceKind, 'whole' | 'told'>>][] = [
  [
    'a cap far below the page that was asked for',
    { cap: 2 },
    { arcgis: 'whole', ogc: 'whole', wfs: 'whole', ckan: 'whole' },
  ],
  ['one row whatever is asked', { cap: 1 }, { arcgis: 'whole', ogc: 'whole', wfs: 'whole', ckan: 'whole' }],
  [
    'one row whatever is asked, and no total stated',
    { cap: 1, noTotal: true },
    { arcgis: 'whole', ogc: 'whole', wfs: 'whole', ckan: 'whole' },
  ],
  [
    'the same row whatever is asked, and no total stated',
    { cap: 1, ignoresOffset: true, noTotal: true },
    { arcgis: 'whole', ogc: 'told', wfs: 'told', ckan: 'told' },
  ],
  [
    'the offset is ignored',
    { cap: 3, ignoresOffset: true },
    { arcgis: 'whole', ogc: 'told', wfs: 'told', ckan: 'told' },
  ],
  [
    'the offset is ignored and no total stated',
    { cap: 3, ignoresOffset: true, noTotal: true },
    { wfs: 'told', ckan: 'told', ogc: 'told' },
  ],
  [
    'pages overlap, nothing is lost',
    { cap: 3, overlap: 1 },
    { arcgis: 'whole', wfs: 'whole', ckan: 'whole', ogc: 'whole' },
  ],
  ['an empty page before the end', { cap: 3, emptyPage: 2 }, { ogc: 'told' }],
  [
    'a row that is counted and never given',
    { cap: 3, hiddenRow: 4 },
    { arcgis: 'told', ogc: 'told', wfs: 'told', ckan: 'told' },
  ],
  ['paging is refused', { cap: 3, noPaging: true }, { arcgis: 'whole', ogc: 'told' }],
  ['no total', { cap: 3, noTotal: true }, { arcgis: 'whole', ogc: 'whole', wfs: 'whole', ckan: 'whole' }],
  ['the total grows at every answer', { cap: 3, growingTotal: true }, {}],
];

test('cases whose numbers are made of columns are told apart by these numbers', async () => {
  const server = await start('ogc', 7, {}, {});
  const mapping = { fields: { ...NAMES, id: 'STATUS' }, idFrom: ['properties.CASENO'] };
  const found = await walk('ogc', server, { mapping });
  expect(found.ids).toHaveLength(7);
  expect(found).toMatchObject({ incomplete: null });
});

describe('either every row is had or the source says that it is not whole', () => {
  test.each(
    FAULTS.flatMap(([what, faults, expected]) =>
      KINDS.map((kind) => [what, kind, faults, expected[kind]] as const),
    ),
  )('%s: %s', async (_what, kind, faults, expected) => {
    const server = await start(kind, 10, faults, {});
    const found = await walk(kind, server, {}).catch((error: unknown) => error);
    if (found instanceof Error) {
      expect(found).toMatchObject({ code: expect.stringMatching(/upstream-refused|http-status/) });
      expect(expected).toBeUndefined();
      return;
    }
    const { ids, incomplete, sweptAt, pulled } = found as Awaited<ReturnType<typeof walk>>;
    const isWhole = ids.length === 10;
    if (!isWhole)
      expect(incomplete).toMatchObject({ code: 'source-incomplete', parameters: { received: ids.length } });
    // Whatever is asked twice, no row is handed on twice.
    expect(pulled.rows).toHaveLength(ids.length);
    // No case is taken for deleted by a walk that is not whole.
    expect(sweptAt === null).toBe(incomplete !== null);
    if (expected === 'whole') expect({ ids, incomplete }).toEqual({ ids: idsUpTo(10), incomplete: null });
    if (expected === 'told') expect(incomplete).not.toBeNull();
  });

  test('the numbers of both are told, and the next whole walk says that nothing is missing', async () => {
    const server = await start('ckan', 7, { cap: 3, ignoresOffset: true }, {});
    const { incomplete } = await walk('ckan', server, {});
    expect(incomplete?.message).toMatch(/^不完整：上游称 7 条，收到 3 条。/);
    server.faults = { ...server.faults, ignoresOffset: false };
    expect(await walk('ckan', server, {})).toMatchObject({ ids: idsUpTo(7), incomplete: null });
  });

  test('a page on another host is not asked for', async () => {
    const other = await start('ogc', 7, {}, {});
    const server = await start('ogc', 7, { cap: 3 }, {});
    const adapter = adapterOf('ogc', server, {});
    const pulled = await pullAll(adapter, null, {
      rewrite: (text: string) => text.replaceAll(`"href":"${server.origin}`, `"href":"${other.origin}`),
    });
    expect(pulled.pages.at(-1)?.incomplete).toMatchObject({
      parameters: { stated: 7, received: 3, why: 'other-host' },
    });
    expect(other.requests).toEqual([]);
  });
});

describe('places', () => {
  const METRES = { x: 385_693.948, y: 3_544_721.23 };

  test.each([
    [4549, METRES.x, METRES.y],
    [4490, 118.7901, 32.0201],
    [102100, 13_223_653.5, 3_767_107.0],
  ])('wkid %i is that of the layer, whatever was chosen', async (wkid, x, y) => {
    const server = await start('arcgis', 1, {}, { wkid });
    server.rows = [{ id: 'A0', at: AT, stage: 1, x, y }];
    const { cases } = await walk('arcgis', server, {});
    expect(cases[0]?.locationQuality).toBe('ok');
    expect(Math.abs((cases[0]?.lon ?? 0) - 118.7901)).toBeLessThan(1e-2);
    expect(Math.abs((cases[0]?.lat ?? 0) - 32.0201)).toBeLessThan(1e-2);
  });

  test('a system that cannot be converted here is converted by the server', async () => {
    const server = await start('arcgis', 2, {}, { wkid: 1_234_567 });
    await walk('arcgis', server, {});
    const pages = server.requests.filter(({ searchParams }) => searchParams.has('resultOffset'));
    expect(pages.every(({ searchParams }) => searchParams.get('outSR') === '4326')).toBe(true);
  });

  test('latitude first is set right and told', async () => {
    const server = await start('wfs', 2, {}, { wkid: 4326, latFirst: true });
    const adapter = adapterOf('wfs', server, {});
    const { rows } = await pullAll(adapter, null, {});
    expect(adapter.read(rows[0])).toMatchObject({
      ok: true,
      case: { locationQuality: 'swapped', lon: 118.7901, lat: 32.0201 },
      notes: [{ code: 'location-swapped' }],
    });
  });

  test('a mapping that names places of the answer reads the same', async () => {
    const server = await start('arcgis', 2, {}, { wkid: 4549 });
    server.rows = [{ id: 'A0', at: AT, stage: 2, ...METRES }];
    const fields = {
      ...{ id: 'attributes.CASENO', requestedAt: 'attributes.REPORTTIME', status: 'attributes.STATUS' },
      ...{ lon: 'geometry.x', lat: 'geometry.y' },
    };
    const { cases } = await walk('arcgis', server, { mapping: { fields } });
    expect(cases[0]).toMatchObject({
      sourceId: 'A0',
      requestedAt: AT,
      status: 'closed',
      locationQuality: 'ok',
    });
  });
});

test.each(KINDS)('%s: a column is read, not a member of the feature that has its name', async (kind) => {
  const columns = { id: 'B1', type: '道路积水', at: '2025-03-05 14:30:00' };
  const server = await start(kind, 0, {}, {});
  server.rows = [{ id: 'A1', at: AT, stage: 1, x: 118.7901, y: 32.0201, columns }];
  const mapping = { fields: { id: 'id', requestedAt: 'at', categoryName: 'type' } };
  const { cases } = await walk(kind, server, { mapping });
  expect(cases).toMatchObject([{ sourceId: 'B1', requestedAt: AT, categoryName: '道路积水' }]);
});

test('WFS is sorted, and read as it comes where it cannot sort', async () => {
  const server = await start('wfs', 7, { cap: 3 }, {});
  await walk('wfs', server, {});
  const pages = server.requests.filter(({ searchParams }) => searchParams.has('startIndex'));
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.every(({ searchParams }) => searchParams.get('sortBy') === 'CASENO')).toBe(true);
});

describe('ArcGIS with editor tracking', () => {
  const MINUTE = 60_000;
  const DAY = 24 * 60 * MINUTE;
  /** In the past of the server, whose clock is that of the machine. */
  const NOW = Date.UTC(2020, 0, 1);
  const tracked = (count: number): ServiceRow[] =>
    rowsUpTo(count).map((row, n) => ({ ...row, edited: NOW - DAY - n * MINUTE }));

  async function following(edits: ServiceFaults['edits'], rows: ServiceRow[]) {
    const server = await start('arcgis', 0, { cap: 3, edits }, {});
    server.rows = rows;
    const adapter = adapterOf('arcgis', server, {});
    let cursor: string | null = null;
    const poll = async (now: number) => {
      const before = server.requests.length;
      const { pages, rows: got, cursor: after } = await pullAll(adapter, cursor, { now });
      cursor = after;
      const wheres = server.requests.slice(before).map(({ searchParams }) => searchParams.get('where') ?? '');
      return { pages, ids: got.map((row) => idOf(row)), last: pages.at(-1), wheres, after };
    };
    return { server, poll };
  }
  const idOf = (row: unknown) => (row as { attributes: { CASENO: string } }).attributes.CASENO;

  test('asks for what was edited, with an overlap, and for everything once a day', async () => {
    const { server, poll } = await following('kept', tracked(40));
    expect((await poll(NOW)).ids).toHaveLength(40);
    // An edit in the middle of the list, and a new row.
    server.rows = [
      ...server.rows.map((row, n) => (n === 20 ? { ...row, stage: 2 as const, edited: NOW + MINUTE } : row)),
      { ...(rowsUpTo(1)[0] as ServiceRow), id: 'new', edited: NOW + 2 * MINUTE },
    ];
    const second = await poll(NOW + 3 * MINUTE);
    // Within the overlap of ten minutes before the newest edit lie the ten newest of the first rows.
    expect(new Set(second.ids)).toEqual(
      new Set([...idsUpTo(11).filter((id) => id !== 'A10'), 'A10', 'A20', 'new']),
    );
    expect(second.last).toMatchObject({ sweepStartedAt: null, incomplete: null });
    const third = await poll(NOW + 20 * MINUTE);
    expect(new Set(third.ids)).toEqual(new Set(['A20', 'new']));
    expect(
      third.wheres.filter((where) => /^\(1=1\) AND EDITED >= TIMESTAMP '2019-12-31 23:52:00'$/.test(where)),
    ).not.toEqual([]);
    // Half a day later as well, where a list that cannot be followed would have been read whole dozens of times.
    expect((await poll(NOW + DAY / 2)).last?.sweepStartedAt).toBeNull();
    server.rows = server.rows.filter(({ id }) => id !== 'A5');
    const whole = await poll(NOW + DAY);
    expect(whole.ids).toHaveLength(40);
    expect(whole.last?.sweepStartedAt).toBe(NOW + DAY);
  });

  test.each(['refuses', 'ignores'] as const)(
    'reads everything where the server %s the condition',
    async (edits) => {
      const { server, poll } = await following(edits, tracked(40));
      await poll(NOW);
      server.rows = server.rows.map((row, n) => (n === 20 ? { ...row, edited: NOW + MINUTE } : row));
      const second = await poll(NOW + 3 * MINUTE);
      expect(second.last?.sweepStartedAt).toBe(NOW + 3 * MINUTE);
      expect(new Set(second.ids).size).toBe(40);
      // It is not tried again.
      const third = await poll(NOW + 5 * MINUTE);
      expect(third.wheres.filter((where) => /EDITED/.test(where))).toEqual([]);
      expect((await poll(NOW + 19 * MINUTE)).last?.sweepStartedAt).toBe(NOW + 19 * MINUTE);
    },
  );

  test.each([
    ['without a time of edit', null],
    ['edited in the future', Date.UTC(2299, 0, 1)],
  ])('is not followed where a row is %s', async (_, edited) => {
    const { poll } = await following(
      'kept',
      tracked(40).map((row, n) => (n === 30 ? { ...row, edited } : row)),
    );
    await poll(NOW);
    expect((await poll(NOW + 3 * MINUTE)).wheres.filter((where) => /EDITED/.test(where))).toEqual([]);
    expect((await poll(NOW + 16 * MINUTE)).last?.sweepStartedAt).toBe(NOW + 16 * MINUTE);
  });

  test('reads everything where the number of rows grows by more than the edits tell', async () => {
    const { server, poll } = await following('kept', tracked(40));
    await poll(NOW);
    const loaded = rowsUpTo(60)
      .slice(40)
      .map((row) => ({ ...row, edited: null }));
    server.rows = [...server.rows, ...loaded];
    const second = await poll(NOW + 3 * MINUTE);
    expect(new Set(second.ids).size).toBe(60);
    expect(second.last).toMatchObject({ sweepStartedAt: NOW + 3 * MINUTE, incomplete: null });
  });

  test('is told to be incomplete where the edits do not all come', async () => {
    const { server, poll } = await following('kept', tracked(40));
    const first = await poll(NOW);
    server.rows = server.rows.map((row, n) => (n < 9 ? { ...row, edited: NOW + n } : row));
    server.faults = { ...server.faults, hiddenRow: 4 };
    const second = await poll(NOW + 3 * MINUTE);
    expect(second.last?.incomplete).toMatchObject({ code: 'source-incomplete' });
    expect(second.after).toBe(first.after);
  });
});
