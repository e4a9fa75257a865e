import { afterEach, describe, expect, test } from 'vitest';
import { createSodaAdapter } from '../../../electron/city/sync/soda/adapter.ts';
import { sodaMapping } from '../../../electron/city/sync/soda/mappings.ts';
import { FieldMapping, SourceConfig } from '../../../shared/contract/sources.ts';
import { type Answered, idsOf, type ProbeAnswer, pullAll, serve } from './support.ts';

const mapping = FieldMapping.parse({ fields: { id: 'key', requestedAt: 'at' }, timeFormat: 'iso' });
const city = {
  bbox: [-75, 40, -73, 41] as [number, number, number, number],
  fallbackPoints: [],
  zone: 'America/New_York',
};
/** Later than every row. */
const NOW = Date.UTC(2026, 0, 2);

type Row = { ':id': string; ':updated_at': string; key: string; at: string };
const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 2);

/** Row `n` was updated `n` minutes after the start, as Socrata writes it. */
function row(n: number, minute = n): Row {
  return {
    ':id': `row-${String(n).padStart(6, '0')}`,
    ':updated_at': new Date(START + minute * MINUTE).toISOString(),
    key: `k${n}`,
    at: '2026-01-01T00:00:00.000',
  };
}

/** What Socrata does with the parameters that the adapter sends: system field order, keyset condition, limit. */
function answer(asked: ProbeAnswer, rows: Row[]): Answered {
  const params = asked.url.searchParams;
  const where = params.get('$where');
  const found = /^:updated_at > '([^']*)' OR \(:updated_at = '([^']*)' AND :id > '([^']*)'\)$/.exec(
    where ?? '',
  );
  if (where !== null && found === null) return { status: 400, body: { message: 'query.soql.no-such-thing' } };
  if (params.get('$order') !== ':updated_at, :id') return { status: 400, body: { message: 'no order' } };
  const [, after = '', at = '', id = ''] = found ?? [];
  const match = rows
    .filter(
      (one) => found === null || one[':updated_at'] > after || (one[':updated_at'] === at && one[':id'] > id),
    )
    .sort((a, b) => (a[':updated_at'] + a[':id']).localeCompare(b[':updated_at'] + b[':id']));
  return { body: match.slice(0, Number(params.get('$limit'))) };
}

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function upstream(handler: (asked: ProbeAnswer) => Answered, pageSize: number) {
  const server = await serve(handler);
  open.push(server);
  const config = SourceConfig.parse({
    kind: 'soda',
    id: 's',
    name: 's',
    url: `${server.url}/resource/abcd-1234.json`,
    pollSeconds: 60,
    paused: false,
    crs: 'wgs84',
    zone: 'America/New_York',
    auth: { in: 'header', name: 'X-App-Token' },
    options: { mapping, pageSize },
  });
  if (config.kind !== 'soda') throw new Error('not soda');
  return { asked: server.asked, adapter: createSodaAdapter(config, city, () => NOW) };
}

describe('createSodaAdapter', () => {
  test('walks in pages, keeps a cursor after each, and hides the system fields', async () => {
    const rows = Array.from({ length: 25 }, (_value, index) => row(index));
    const { adapter } = await upstream((asked) => answer(asked, rows), 10);
    const pulled = await pullAll(adapter, null, {});
    expect(idsOf(pulled.rows, 'key')).toEqual(rows.map((one) => one.key));
    expect(pulled.pages.map((page) => page.cursor !== null)).toEqual([true, true, true]);
    expect(pulled.rows[0]).toEqual({ key: 'k0', at: '2026-01-01T00:00:00.000' });
    expect(adapter.read(pulled.rows[0])).toMatchObject({
      ok: true,
      case: { sourceId: 'k0', requestedAt: Date.UTC(2026, 0, 1, 5) },
    });
  });

  test('an interrupted first reading goes on after the committed page', async () => {
    const rows = Array.from({ length: 2500 }, (_value, index) => row(index));
    const { adapter } = await upstream((asked) => answer(asked, rows), 100);
    const abort = new AbortController();
    let pages = 0;
    const first = await pullAll(adapter, null, { abort, onPage: () => ++pages === 5 && abort.abort() });
    expect(first.rows).toHaveLength(500);
    const second = await pullAll(adapter, first.cursor, {});
    expect(new Set(idsOf([...first.rows, ...second.rows], 'key')).size).toBe(2500);
    // Ten minutes of overlap are read twice.
    expect(second.rows).toHaveLength(2000 + 11);
  });

  test('rows that are updated while they are read are neither lost nor left old', async () => {
    const rows = Array.from({ length: 50 }, (_value, index) => row(index));
    let answered = 0;
    const { adapter } = await upstream((asked) => {
      const page = answer(asked, rows);
      if (++answered === 2)
        for (const moved of rows.slice(0, 15)) moved[':updated_at'] = row(0, 100)[':updated_at'];
      return page;
    }, 10);
    const pulled = await pullAll(adapter, null, {});
    expect(new Set(idsOf(pulled.rows, 'key')).size).toBe(50);
    expect(idsOf(pulled.rows.slice(-15), 'key')).toEqual(rows.slice(0, 15).map((one) => one.key));
  });

  test('a bulk load with one update time for all is walked, and not walked again at every poll', async () => {
    const rows = Array.from({ length: 200 }, (_value, index) => row(index, 0));
    const { adapter, asked } = await upstream((one) => answer(one, rows), 10);
    const first = await pullAll(adapter, null, {});
    expect(first.rows).toHaveLength(200);
    const before = asked.length;
    rows.push(row(200, 1));
    const second = await pullAll(adapter, first.cursor, {});
    expect(idsOf(second.rows, 'key')).toContain('k200');
    expect(asked.length - before).toBeLessThanOrEqual(5);
    expect((await pullAll(adapter, second.cursor, {})).cursor).toBe(second.cursor);
  });

  test('a server that gives one row whatever is asked is walked to its end', async () => {
    const rows = Array.from({ length: 25 }, (_value, index) => row(index));
    const { adapter } = await upstream((asked) => {
      const { body } = answer(asked, rows);
      return Array.isArray(body) ? { body: body.slice(0, 1) } : { body };
    }, 1000);
    const first = await pullAll(adapter, null, {});
    expect(idsOf(first.rows, 'key')).toEqual(rows.map((one) => one.key));
    rows.push(row(30));
    const next = await pullAll(adapter, first.cursor, {});
    expect(idsOf(next.rows, 'key')).toContain('k30');
  });

  test('rows without a position are whole only if nothing comes behind them', async () => {
    const rows = Array.from({ length: 3 }, (_value, index) => ({
      key: `k${index}`,
      at: '2026-01-01T00:00:00',
    }));
    const cap = { now: 1000 };
    const { adapter } = await upstream(({ url }) => {
      const offset = Number(url.searchParams.get('$offset') ?? 0);
      return { body: rows.slice(offset, offset + cap.now) };
    }, 1000);
    expect((await pullAll(adapter, null, {})).rows).toHaveLength(3);
    cap.now = 1;
    await expect(pullAll(adapter, null, {})).rejects.toMatchObject({ code: 'no-system-fields' });
  });

  test('202 is asked again', async () => {
    let answered = 0;
    const { adapter, asked } = await upstream(
      (one) =>
        ++answered < 3 ? { status: 202, headers: { 'retry-after': '0' }, body: '' } : answer(one, [row(1)]),
      10,
    );
    expect((await pullAll(adapter, null, {})).rows).toHaveLength(1);
    // The last one asks for what comes behind the row.
    expect(asked).toHaveLength(4);
  });

  test.each([
    [{ status: 403, body: { message: 'no' } }, 'auth'],
    [{ status: 404, body: {} }, 'not-found'],
    [{ status: 400, body: { message: 'query.soql' } }, 'http-status'],
    [{ body: { error: true } }, 'no-rows'],
    [{ body: '[{"key":' }, 'bad-json'],
    [{ body: Array.from({ length: 10 }, () => ({ key: 'x' })) }, 'no-system-fields'],
  ])('%j fails as %s', async (answered, code) => {
    const { adapter } = await upstream(() => answered, 10);
    await expect(pullAll(adapter, null, {})).rejects.toMatchObject({ code });
  });
});

describe('sodaMapping', () => {
  test.each([
    ['https://data.example.org/resource/erm2-nwe9.json', 'unique_key', 'America/New_York'],
    ['https://data.example.org/resource/v6vf-nfxy.json', 'sr_number', 'America/Chicago'],
    ['https://data.example.org/resource/vw6y-z8j6.json?x=1', 'service_request_id', 'America/Los_Angeles'],
  ])('%s is known', (url, id, zone) => {
    expect(sodaMapping(url, [])).toMatchObject({ mapping: { fields: { id }, zone }, missing: [] });
  });

  test('others are guessed from their columns', () => {
    const guess = sodaMapping('https://data.example.org/resource/abcd-1234.json', [
      'case_number',
      'opened',
      'lat',
      'long',
    ]);
    expect(guess).toMatchObject({
      mapping: {
        fields: { id: 'case_number', requestedAt: 'opened', lat: 'lat', lon: 'long' },
        timeFormat: 'iso',
      },
      missing: [],
    });
    expect(sodaMapping('https://data.example.org/resource/abcd-1234.json', ['x'])).toMatchObject({
      missing: ['id', 'requestedAt'],
    });
  });
});
