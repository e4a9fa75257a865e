import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { UpstreamError } from '../../../electron/city/sync/adapter.ts';
import { createRestAdapter } from '../../../electron/city/sync/rest/adapter.ts';
import { resolveMapping } from '../../../electron/city/sync/rest/resolveMapping.ts';
import { RestMapping, SourceConfig } from '../../../shared/contract/sources.ts';
import { REST_PRESETS } from '../../../shared/source/restPresets.ts';
import { type Answered, idsOf, type ProbeAnswer, pullAll, serve } from './support.ts';

const city = {
  bbox: [120, 31, 121, 32] as [number, number, number, number],
  fallbackPoints: [],
  zone: 'Asia/Shanghai',
};
const fields = { id: 'id', requestedAt: 'at', updatedAt: 'up', status: 'st' };
const AT = '2025-09-12 10:00:00';

type Row = Record<string, unknown>;
const rowsUpTo = (count: number): Row[] =>
  Array.from({ length: count }, (_value, index) => ({ id: index, at: AT }));
const ids = (rows: unknown[]) => idsOf(rows, 'id');

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function upstream(handler: (asked: ProbeAnswer) => Answered) {
  const server = await serve(handler);
  open.push(server);
  return server;
}

function adapterOf(url: string, mapping: RestMapping) {
  const config = SourceConfig.parse({
    kind: 'rest',
    id: 'r',
    name: 'r',
    url: `${url}/api/cases?fixed=1`,
    pollSeconds: 60,
    paused: false,
    crs: mapping.crs,
    zone: mapping.zone,
    auth: { in: 'none' },
    mapping,
  });
  if (config.kind !== 'rest') throw new Error('not rest');
  return createRestAdapter(config, city, () => Date.UTC(2026, 0, 1));
}

const paged = (more: object) =>
  RestMapping.parse({
    fields,
    rowsPath: 'rows',
    paging: { pageParam: 'pageNum', sizeParam: 'pageSize', firstPage: 1, size: 10 },
    ...more,
  });

/** A list in pages of at most `cap` rows. */
function slice(asked: ProbeAnswer, rows: Row[], cap: number): Row[] {
  const page = Number(asked.url.searchParams.get('pageNum'));
  const size = Math.min(cap, Number(asked.url.searchParams.get('pageSize')));
  return rows.slice((page - 1) * size, page * size);
}

describe('envelopes', () => {
  test.each<[string, object, unknown]>([
    ['a bare list', { rowsPath: '' }, [{ id: 7 }]],
    ['data', { rowsPath: 'data', success: { path: 'code', values: [0] } }, { code: '0', data: [{ id: 7 }] }],
    ['resultData', { rowsPath: 'resultData' }, { resultData: { id: 7 } }],
    ['nested', { rowsPath: 'data.page.list' }, { data: { page: { list: [{ id: 7 }] } } }],
    ['a text', { rowsPath: 'data' }, { data: '[{"id":7}]' }],
    ['an invalid number', { rowsPath: 'rows' }, '\ufeff{"rows":[{"id":7,"code":006}]}'],
  ])('%s', async (_what, more, body) => {
    const server = await upstream(() => ({ body }));
    const { rows } = await pullAll(adapterOf(server.url, RestMapping.parse({ fields, ...more })), null, {});
    expect(ids(rows)).toEqual(['7']);
  });

  test.each<[string, object, unknown]>([
    ['null', { rowsPath: 'data' }, { data: null }],
    ['an empty object', { rowsPath: 'data' }, { data: {} }],
    ['left out, with a total of 0', { rowsPath: 'data', totalPath: 'total' }, { total: '0' }],
    ['an empty list', { rowsPath: '' }, []],
  ])('nothing: %s', async (_what, more, body) => {
    const server = await upstream(() => ({ body }));
    const pulled = await pullAll(adapterOf(server.url, RestMapping.parse({ fields, ...more })), null, {});
    expect(pulled.rows).toEqual([]);
    expect(pulled.pages).toHaveLength(1);
  });

  test.each<[string, Answered, string, boolean]>([
    [
      'a refusal inside 200',
      { body: { code: 500, msg: '令牌过期 13800001234', rows: [] } },
      'upstream-refused',
      true,
    ],
    ['no list', { body: { code: 0, list: [] } }, 'no-rows', false],
    ['HTML with 200', { body: '<!DOCTYPE html><title>login</title>' }, 'html', true],
    ['cut off', { body: '{"code":0,"rows":[{"id"' }, 'bad-json', true],
    ['403', { status: 403, body: {} }, 'auth', false],
    ['404', { status: 404, body: {} }, 'not-found', false],
    ['400', { status: 400, body: {} }, 'http-status', false],
  ])('%s', async (_what, answer, code, retryable) => {
    const server = await upstream(() => answer);
    const mapping = paged({ success: { path: 'code', values: [0, '200'] }, messagePath: 'msg' });
    const failure = pullAll(adapterOf(server.url, mapping), null, {});
    await expect(failure).rejects.toMatchObject({
      code,
      retryable,
      message: expect.not.stringContaining('1380000'),
    });
    await expect(failure).rejects.toBeInstanceOf(UpstreamError);
  });

  test('property: whatever the server says, it is read or fails with UpstreamError', async () => {
    let body: unknown = '';
    const server = await upstream(() => ({ body }));
    const adapter = adapterOf(server.url, paged({ totalPath: 'total' }));
    const bodies = fc.oneof(
      fc.jsonValue(),
      fc.string(),
      fc.record({ rows: fc.jsonValue(), total: fc.jsonValue() }),
      fc.record({ rows: fc.array(fc.jsonValue(), { maxLength: 12 }) }),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (one) => {
        body = one;
        try {
          for (const row of (await pullAll(adapter, null, {})).rows) adapter.read(row);
        } catch (error) {
          if (!(error instanceof UpstreamError)) throw error;
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('paging', () => {
  const rows = rowsUpTo(25);
  const all = rows.map((row) => String(row['id']));

  test.each<[string, object, (asked: ProbeAnswer) => unknown]>([
    ['with a total', { totalPath: 'total' }, (asked) => ({ rows: slice(asked, rows, 10), total: 25 })],
    ['without a total', {}, (asked) => ({ rows: slice(asked, rows, 10) })],
    ['the server caps the page size', {}, (asked) => ({ rows: slice(asked, rows, 4) })],
    ['all in one answer, page ignored', {}, () => ({ rows })],
    [
      'short pages in between',
      { totalPath: 'total' },
      (asked) => ({
        rows:
          [rows.slice(0, 10), rows.slice(10, 13), rows.slice(13, 20), rows.slice(20)][
            Number(asked.url.searchParams.get('pageNum')) - 1
          ] ?? [],
        total: 25,
      }),
    ],
  ])('%s', async (_what, more, body) => {
    const server = await upstream((asked) => ({ body: body(asked) }));
    const pulled = await pullAll(adapterOf(server.url, paged(more)), null, {});
    expect(ids(pulled.rows)).toEqual(all);
    expect(pulled.pages.at(-1)?.sweepStartedAt).not.toBeNull();
    expect(server.asked.every((asked) => asked.url.searchParams.get('fixed') === '1')).toBe(true);
  });

  test('404 past the end is the end', async () => {
    const server = await upstream((asked) => {
      const some = slice(asked, rowsUpTo(20), 10);
      return some.length === 0 ? { status: 404, body: { code: 404 } } : { body: { rows: some } };
    });
    expect(ids((await pullAll(adapterOf(server.url, paged({})), null, {})).rows)).toHaveLength(20);
  });

  test('POST with nested parameters, counted from 0', async () => {
    const server = await upstream((asked) => {
      const { page } = JSON.parse(asked.body) as { page: { index: number } };
      return { body: { rows: rows.slice(page.index * 10, page.index * 10 + 10) } };
    });
    const mapping = paged({
      method: 'POST',
      params: { 'query.status': 'all' },
      paging: { pageParam: 'page.index', sizeParam: 'page.size', firstPage: 0, size: 10 },
    });
    expect(ids((await pullAll(adapterOf(server.url, mapping), null, {})).rows)).toEqual(all);
    expect(server.asked[0]).toMatchObject({
      method: 'POST',
      body: '{"query":{"status":"all"},"page":{"index":0,"size":10}}',
    });
  });

  test('rows that come in at the head while the list is read are not missed, and none comes twice', async () => {
    const list = rowsUpTo(30);
    let answered = 0;
    const server = await upstream((asked) => {
      const body = { rows: slice(asked, list, 10), total: list.length };
      if (++answered <= 3) list.unshift({ id: `new-${answered}`, at: AT });
      return { body };
    });
    const found = ids((await pullAll(adapterOf(server.url, paged({ totalPath: 'total' })), null, {})).rows);
    expect(new Set(found)).toEqual(new Set(list.map((row) => String(row['id']))));
    expect(found).toHaveLength(new Set(found).size);
  });

  test('rows that slip back over a page border because others left are found by reading again', async () => {
    const list = rowsUpTo(30);
    let answered = 0;
    const server = await upstream((asked) => {
      const body = { rows: slice(asked, list, 10), total: list.length };
      if (++answered === 1) list.splice(0, 2);
      return { body };
    });
    const found = new Set(
      ids((await pullAll(adapterOf(server.url, paged({ totalPath: 'total' })), null, {})).rows),
    );
    for (const row of list) expect(found).toContain(String(row['id']));
  });

  test('a broken row stays a row', async () => {
    const server = await upstream(() => ({ body: [null, 7, { at: AT }, { id: 1, at: AT }] }));
    const adapter = adapterOf(server.url, RestMapping.parse({ fields }));
    const { rows: found } = await pullAll(adapter, null, {});
    expect(found.map((row) => adapter.read(row).ok)).toEqual([false, false, false, true]);
  });

  test('stops between pages when it is told to', async () => {
    const server = await upstream((asked) => ({ body: { rows: slice(asked, rows, 10) } }));
    const abort = new AbortController();
    const pulled = await pullAll(adapterOf(server.url, paged({})), null, {
      abort,
      onPage: () => abort.abort(),
    });
    expect(pulled.pages).toHaveLength(1);
    expect(pulled.cursor).toBeNull();
  });
});

describe('whole, or told that it is not', () => {
  const rows = rowsUpTo(7);
  const param = (asked: ProbeAnswer, name: string) => Number(asked.url.searchParams.get(name) ?? 0);
  const by = (more: object) =>
    RestMapping.parse({
      fields,
      rowsPath: 'rows',
      paging: { pageParam: 'at', sizeParam: 'limit', firstPage: 0, size: 5, ...more },
    });
  const pull = async (mapping: RestMapping, body: (asked: ProbeAnswer) => unknown) => {
    const server = await upstream((asked) => ({ body: body(asked) }));
    const { rows: found, pages } = await pullAll(adapterOf(server.url, mapping), null, {});
    const { incomplete, sweepStartedAt } = pages.at(-1) ?? {};
    return { ids: ids(found), incomplete, isSweep: sweepStartedAt !== null, server };
  };
  const whole = { ids: ['0', '1', '2', '3', '4', '5', '6'], incomplete: null, isSweep: true };

  test('pages by offset, of a server that gives fewer than it is asked for', async () => {
    const found = await pull(by({ by: 'offset' }), (asked) => ({
      rows: rows.slice(param(asked, 'at'), param(asked, 'at') + Math.min(3, param(asked, 'limit'))),
      total: 7,
    }));
    expect(found).toMatchObject(whole);
  });

  test('pages by cursor, with an empty one in between', async () => {
    const found = await pull(by({ by: 'cursor', nextPath: 'next' }), (asked) => {
      const at = asked.url.searchParams.get('at');
      if (at === null) return { rows: rows.slice(0, 4), next: 'b' };
      return at === 'b' ? { rows: [], next: 'c' } : { rows: rows.slice(4), next: null };
    });
    expect(found).toMatchObject(whole);
  });

  test('pages along links, which keep their parameters', async () => {
    const found = await pull(by({ by: 'link', nextPath: 'links.next' }), (asked) => {
      const at = param(asked, 'from');
      return { rows: rows.slice(at, at + 3), links: { next: at < 6 ? `?from=${at + 3}&key=1` : null } };
    });
    expect(found).toMatchObject(whole);
    expect(found.server.asked[1]?.url.search).toBe('?from=3&key=1');
  });

  test('a link to another host is not followed', async () => {
    const next = 'http://127.0.0.1:9/api/cases?from=3';
    const found = await pull(by({ by: 'link', nextPath: 'next' }), () => ({ rows: rows.slice(0, 3), next }));
    expect(found.incomplete).toMatchObject({ parameters: { received: 3, why: 'other-host' } });
  });

  test.each<[string, object, unknown, object]>([
    ['a flag', {}, { exceededTransferLimit: true }, { stated: null, received: 3, why: 'more' }],
    ['a number that means nothing else', {}, { total: '7' }, { stated: 7, received: 3, why: 'short' }],
    ['a number inside', {}, { data: { totalCount: 7 } }, { stated: 7, received: 3, why: 'short' }],
    ['a flag of its own', { morePath: 'rest' }, { rest: true }, { stated: null, received: 3, why: 'more' }],
  ])('a list without paging that says by %s that there is more', async (_what, more, said, told) => {
    const mapping = RestMapping.parse({ fields, rowsPath: 'rows', ...more });
    const found = await pull(mapping, () => ({ rows: rows.slice(0, 3), ...(said as object) }));
    expect(found).toMatchObject({ ids: ['0', '1', '2'], isSweep: false });
    expect(found.incomplete).toMatchObject({ code: 'source-incomplete', parameters: told });
  });

  test.each<[string, (asked: ProbeAnswer) => unknown, object | null]>([
    [
      'counts rows that it does not give',
      (asked) => ({ rows: slice(asked, rows, 10), total: 9 }),
      { stated: 9, received: 7 },
    ],
    [
      'gives a full first page again and again',
      () => ({ rows: rowsUpTo(10) }),
      { stated: null, received: 10, why: 'ignores-paging' },
    ],
    [
      'gives a case twice where another belongs',
      (asked) => ({ rows: [...slice(asked, rows, 3).slice(0, 2), rows[0]], total: 7 }),
      { stated: 7 },
    ],
    [
      'has one number for three cases',
      () => ({ rows: [1, 2, 3].map((n) => ({ id: 'x', at: AT, n })), total: 3 }),
      { stated: 3, received: 1 },
    ],
    ['lists the same row twice on one page', () => ({ rows: [rows[0], rows[0]], total: 2 }), null],
  ])('an upstream that %s', async (_what, body, told) => {
    const found = await pull(paged({ totalPath: 'total' }), body);
    expect(found.isSweep).toBe(told === null);
    if (told === null) expect(found.incomplete).toBeNull();
    else expect(found.incomplete).toMatchObject({ parameters: told });
  });

  test('what the last whole walk missed is said until a walk misses nothing', async () => {
    let isCut = true;
    const server = await upstream((asked) => ({
      body: { rows: slice(asked, isCut ? rows.slice(0, 3) : rows, 10), total: 7 },
    }));
    const adapter = adapterOf(server.url, paged({ totalPath: 'total', updatedAfterParam: 'since' }));
    const first = await pullAll(adapter, null, { now: 0 });
    expect(first.pages.at(-1)?.incomplete).toMatchObject({ parameters: { stated: 7, received: 3 } });
    isCut = false;
    const second = await pullAll(adapter, first.cursor, { now: 60_000 });
    expect(second.pages.at(-1)).toMatchObject({ incomplete: null, sweepStartedAt: 60_000 });
    expect(new Set(ids(second.rows))).toEqual(new Set(whole.ids));
  });

  test('property: whatever a server does with its pages, all is had or it is told', async () => {
    let answer: (asked: ProbeAnswer) => unknown = () => ({});
    const server = await upstream((asked) => ({ body: answer(asked) }));
    const oddities = fc.record({
      count: fc.integer({ min: 0, max: 40 }),
      cap: fc.integer({ min: 1, max: 12 }),
      ignoresPage: fc.boolean(),
      overlap: fc.integer({ min: 0, max: 2 }),
      lost: fc.integer({ min: -1, max: 40 }),
      empty: fc.integer({ min: 0, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(oddities, async ({ count, cap, ignoresPage, overlap, lost, empty }) => {
        const list = rowsUpTo(count);
        answer = (asked) => {
          const page = ignoresPage ? 1 : param(asked, 'pageNum');
          const size = Math.min(cap, param(asked, 'pageSize'));
          const start = Math.max(0, (page - 1) * size - (page > 1 ? overlap : 0));
          const found = page === empty ? [] : list.slice(start, start + size);
          return { rows: found.filter(({ id }) => id !== lost), total: count };
        };
        const { rows: found, pages } = await pullAll(
          adapterOf(server.url, paged({ totalPath: 'total' })),
          null,
          {},
        );
        const isWhole = new Set(ids(found)).size === count;
        const { incomplete, sweepStartedAt } = pages.at(-1) ?? {};
        expect(isWhole || incomplete?.code === 'source-incomplete').toBe(true);
        expect(sweepStartedAt === null).toBe(incomplete !== null);
      }),
      { numRuns: 60 },
    );
  });

  test('the same single row at every page is told, unless the server counts one', async () => {
    const state = { total: null as number | null };
    const server = await upstream(() => ({ body: { rows: rowsUpTo(1), total: state.total } }));
    const end = async () => {
      const { pages } = await pullAll(adapterOf(server.url, paged({ totalPath: 'total' })), null, {});
      return pages.at(-1)?.incomplete ?? null;
    };
    expect(await end()).toMatchObject({
      code: 'source-incomplete',
      parameters: { why: 'ignores-paging', received: 1 },
    });
    state.total = 1;
    expect(await end()).toBeNull();
  });
});

describe('changed since', () => {
  const mapping = paged({ updatedAfterParam: 'since', timeFormat: 'yyyy-MM-dd HH:mm:ss' });
  const NOW = Date.UTC(2025, 8, 12, 4, 0, 0);
  const date = { date: new Date(NOW).toUTCString() };

  test('goes by the newest update seen, with overlap, never past the clock of the server', async () => {
    const list: Row[] = [
      { id: 1, at: AT, up: '2025-09-12 11:00:00' },
      { id: 2, at: AT, up: '2025-09-12 11:30:00' },
      { id: 3, at: AT, up: '2026-09-12 11:30:00' },
    ];
    const server = await upstream((asked) => ({ headers: date, body: { rows: slice(asked, list, 10) } }));
    const adapter = adapterOf(server.url, mapping);
    const first = await pullAll(adapter, null, { now: NOW - 3000 });
    expect(server.asked[0]?.url.searchParams.get('since')).toBeNull();
    expect(first.pages.at(-1)).toMatchObject({ sweepStartedAt: NOW - 3000, skewMs: 3000 });
    const before = server.asked.length;
    await pullAll(adapter, first.cursor, { now: NOW });
    expect(server.asked[before]?.url.searchParams.get('since')).toBe('2025-09-12 11:20:00');
    expect(JSON.parse(first.cursor ?? '')).toMatchObject({ updated: Date.UTC(2025, 8, 12, 3, 30) });
  });

  test('without update times in the rows the clock of the server counts', async () => {
    const { updatedAt: _none, ...others } = fields;
    const server = await upstream((asked) => ({
      headers: date,
      body: { rows: slice(asked, rowsUpTo(3), 10) },
    }));
    const pulled = await pullAll(adapterOf(server.url, { ...mapping, fields: others }), null, { now: NOW });
    expect(JSON.parse(pulled.cursor ?? '')).toMatchObject({ updated: NOW });
  });

  test('a cursor of another version starts over', async () => {
    const server = await upstream((asked) => ({
      headers: date,
      body: { rows: slice(asked, rowsUpTo(3), 10) },
    }));
    expect((await pullAll(adapterOf(server.url, mapping), '{"v":0}', { now: NOW })).rows).toHaveLength(3);
  });
});

describe('long lists without «changed since»', () => {
  test.each(['newest first', 'newest last'] as const)(
    '%s: only the ends are asked until an hour is over',
    async (order) => {
      const list = rowsUpTo(200);
      const server = await upstream((asked) => ({ body: { rows: slice(asked, list, 10) } }));
      const adapter = adapterOf(server.url, paged({}));
      const first = await pullAll(adapter, null, { now: 0 });
      expect(first.rows).toHaveLength(200);
      const before = server.asked.length;
      const added = [
        { id: 'a', at: AT },
        { id: 'b', at: AT },
      ];
      if (order === 'newest first') list.unshift(...added);
      else list.push(...added);
      const second = await pullAll(adapter, first.cursor, { now: 60_000 });
      expect(ids(second.rows)).toEqual(expect.arrayContaining(['a', 'b']));
      expect(server.asked.length - before).toBeLessThan(8);
      list.splice(100, 1, { id: 100, at: AT, st: '已结案' });
      const third = await pullAll(adapter, first.cursor, { now: 3_700_000 });
      expect(third.rows).toHaveLength(202);
      expect(third.pages.at(-1)?.sweepStartedAt).toBe(3_700_000);
    },
  );
});

describe('presets', () => {
  test.each(
    REST_PRESETS.filter(({ id }) => !['rows-total', 'records-current'].includes(id)).map(
      (preset) => [preset.id, preset] as const,
    ),
  )('%s reads its answer', async (id, preset) => {
    const text = readFileSync(new URL(`../../fixtures/rest/${id}.json`, import.meta.url), 'utf8');
    const server = await upstream(() => ({ body: text }));
    const adapter = adapterOf(server.url, preset.mapping);
    const { rows } = await pullAll(adapter, null, {});
    const expected: Record<string, object> = {
      'shanghai-grid': {
        case: {
          sourceId: '2509120001',
          status: 'closed',
          stage: 'closed',
          categoryName: '暴露垃圾(浦东)',
          locationQuality: 'none',
        },
        notes: [
          expect.objectContaining({
            message: '坐标不是经纬度，可能是城市坐标系（米），缺少转换参数，未定位',
          }),
        ],
      },
      'taian-12345': {
        case: {
          sourceId: '250912101108115409',
          stage: 'handling',
          org: '示例单位',
          description: '路灯不亮，电话138****1234',
          updatedAt: Date.UTC(2025, 8, 11, 2),
        },
      },
      'suzhou-components': {
        case: { sourceId: '3205080101000001', lon: 120.5812, lat: 31.3411, locationQuality: 'ok' },
      },
      'wuxi-lifeline': {
        case: {
          sourceId: 'GS20240612000001',
          status: 'open',
          stage: 'handling',
          upstreamDueAt: Date.UTC(2024, 5, 13, 16) - 1,
          mediaUrl: 'https://example.org/1.jpg',
        },
      },
      'guzhen-hotline': {
        case: {
          sourceId: '17',
          stage: 'handling',
          title: '夜间施工',
          contact: { name: '甲', phone: '13800001234' },
        },
      },
      egova: {
        case: {
          sourceId: '2025091200017',
          status: 'closed',
          rework: 1,
          lon: 120.5813,
          locationQuality: 'ok',
        },
      },
    };
    expect(rows.map((row) => adapter.read(row))).toMatchObject([{ ok: true, ...expected[id] }]);
    expect(JSON.stringify(rows.map((row) => adapter.read(row)))).not.toMatch(/"raw":"[^}]*13800001234/);
  });

  test('a mapping file names a preset and what differs', () => {
    const mapping = resolveMapping({
      preset: 'egova',
      fields: { id: 'no' },
      crs: 'gcj02',
      params: { street: '1' },
    });
    expect(mapping.fields).toMatchObject({
      id: 'no',
      requestedAt: ['reportTime', 'createTime', 'registerTime'],
    });
    expect(mapping).toMatchObject({ crs: 'gcj02', params: { street: '1' }, rowsPath: 'result' });
  });

  test.each([
    [null],
    [[]],
    [{ preset: 'nope' }],
    [{ fields: { id: 'x' } }],
    [{ preset: 'egova', crs: 'mars' }],
  ])('refuses %j in words', (input) => {
    expect(() => resolveMapping(input)).toThrow(/映射|预设/);
  });
});

test('rows whose numbers are made of columns are told apart by these numbers', async () => {
  const rows = Array.from({ length: 7 }, (_, n) => ({ id: 'none', at: AT, place: `中山路 ${n} 号` }));
  const server = await upstream((asked) => ({ body: { rows: slice(asked, rows, 3), total: 7 } }));
  const adapter = adapterOf(server.url, paged({ totalPath: 'total', idFrom: ['at', 'place'] }));
  const found = await pullAll(adapter, null, {});
  const read = found.rows.map((row) => adapter.read(row));
  expect(new Set(read.map((one) => (one.ok ? one.case.sourceId : null))).size).toBe(7);
  expect(found.pages.at(-1)).toMatchObject({ incomplete: null });
});
