import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write as writeLegacy } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { writeXlsx } from 'hucre';
import { afterAll, expect, it } from 'vitest';
import { createUpstreams } from '../../../electron/city/composition/upstreams.ts';
import { openStore } from '../../../electron/city/store/open.ts';
import { startSync } from '../../../electron/city/sync/syncer.ts';
import { SourceConfig } from '../../../shared/contract/sources.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import { BOSTON_NOW, bostonTime } from '../../support/boston.ts';
import { encodeText } from '../../support/encodeText.ts';
import type { ServiceRow } from '../../support/service-server/question.ts';
import { type ServiceKind, startServiceServer } from '../../support/service-server/server.ts';
import { bostonPack, noSecrets, silent } from '../../support/syncing.ts';
import { workbookWorkerUrl } from '../../support/workbooks.ts';
import { type ProbeAnswer, serve } from '../adapters/support.ts';

const CSV = new URL('../../fixtures/files/boston-500.csv', import.meta.url).pathname;
const ROWS: Record<string, string>[] = parse(readFileSync(CSV), { columns: true, bom: true });
const NAMES = Object.keys(ROWS[0] ?? {});
const TIMES = ['open_dt', 'target_dt', 'closed_dt'];
const PAGE = 80;
const FIELDS = {
  ...{ id: 'case_enquiry_id', requestedAt: 'open_dt', dueAt: 'target_dt', closedAt: 'closed_dt' },
  ...{ status: 'case_status', title: 'case_title', categoryName: 'type', org: 'department' },
  ...{ address: 'location', statusNotes: 'closure_reason', channel: 'source', street: 'neighborhood' },
  ...{ lon: 'longitude', lat: 'latitude' },
};
const MAPPING = { fields: FIELDS, closedValues: ['Closed'], zone: 'America/New_York' };

const pack = bostonPack();
const clock = { now: () => BOSTON_NOW };
const folder = mkdtempSync(join(tmpdir(), 'citywhistle-boston-'));
const store = openStore({
  ...{ dataDir: join(folder, 'data'), clock, logger: silent, encryption: null },
  ...{ backupEveryMs: 3_600_000, keepBackups: 1 },
});
const sync = startSync({
  ...createUpstreams({
    ...{
      pack,
      clock,
      random: () => 0.5,
      authorities: [],
      upstreamHosts: null,
      workbookWorkerUrl,
      version: '0',
    },
  }),
  ...{ store, placer: createPlacer(pack), clock, logger: silent, secrets: noSecrets, savedBefore: [] },
  ...{ defaultCrs: 'wgs84', random: () => 0.5, onPage: () => undefined, onSource: () => undefined },
});
const servers: { close(): Promise<void> }[] = [];
afterAll(async () => {
  await sync.close();
  store.close();
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true });
});

/** Adds a source that reads the rows of Boston, in the way that it is configured. */
type Open = () => Promise<object>;

const file = (name: string, bytes: string | Uint8Array, mapping: object = MAPPING) => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { kind: 'file', path, mapping };
};

/** A cell as a hall's clerk would have it: dates as dates, places as numbers, numbers of cases as text. */
function cellsOf(row: Record<string, string>): (string | number | Date | null)[] {
  return NAMES.map((name) => {
    const text = row[name] ?? '';
    if (text === '') return null;
    if (TIMES.includes(name)) return new Date(`${text.replace(' ', 'T')}Z`);
    return name === 'longitude' || name === 'latitude' ? Number(text) : text;
  });
}

/** The columns as text, with times written in another way. */
const textRows = (timeOf: (text: string) => string | number): ServiceRow['columns'][] =>
  ROWS.map((row) =>
    Object.fromEntries(
      NAMES.map((name) => {
        const text = row[name] ?? '';
        return [name, text === '' ? null : TIMES.includes(name) ? timeOf(text) : text];
      }),
    ),
  );

/** A service whose layer has the place as geometry; CKAN has it in columns. */
async function service(kind: ServiceKind, timeOf: (text: string) => string | number) {
  const rows = textRows(timeOf).map((columns, at): ServiceRow => {
    const { longitude, latitude } = ROWS[at] ?? {};
    return {
      ...{
        id: String(columns?.['case_enquiry_id']),
        at: 0,
        stage: 1,
        x: Number(longitude),
        y: Number(latitude),
      },
      ...{ columns: columns ?? {} },
    };
  });
  const server = await startServiceServer({ kind, rows, faults: { cap: PAGE }, layer: { wkid: 4326 } });
  servers.push(server);
  const { lon: _, lat: __, ...others } = FIELDS;
  const mapping = { ...MAPPING, fields: kind === 'ckan' ? FIELDS : others };
  return { kind, url: server.url, options: { mapping, pageSize: PAGE } };
}

async function answering(handler: (asked: ProbeAnswer) => unknown): Promise<string> {
  const server = await serve((asked) => ({ body: handler(asked) }));
  servers.push(server);
  return server.url;
}

const local = (text: string): string => text;
const floating = (text: string): string => `${text.replace(' ', 'T')}.000`;
const utc = (text: string): string => new Date(bostonTime(text)).toISOString();

async function rest(paging: object, answer: (rows: unknown[], asked: URL) => object) {
  const rows = textRows(local);
  const url = await answering(({ url: asked }) => answer(rows, asked));
  const mapping = {
    ...{ ...MAPPING, rowsPath: 'rows' },
    paging: { pageParam: 'at', sizeParam: 'limit', firstPage: 0, size: PAGE, ...paging },
  };
  return { kind: 'rest', url: `${url}/api/cases`, mapping };
}
const pageFrom = (rows: unknown[], from: number) => rows.slice(from, from + PAGE);
const number = (asked: URL, name: string) => Number(asked.searchParams.get(name) ?? 0);

async function socrata() {
  const rows = textRows(floating).map((row, at) => ({
    ...{ ':id': `row-${String(at).padStart(4, '0')}` },
    ...{ ':updated_at': new Date(Date.UTC(2012, 0, 1) + at * 60_000).toISOString(), ...row },
  }));
  const url = await answering(({ url: asked }) => {
    const [, after = '', id = ''] =
      /:updated_at > '([^']*)' OR .* :id > '([^']*)'/.exec(asked.searchParams.get('$where') ?? '') ?? [];
    const rest = rows.filter(
      (row) => row[':updated_at'] > after || (row[':updated_at'] === after && row[':id'] > id),
    );
    return rest.slice(0, number(asked, '$limit'));
  });
  return {
    ...{ kind: 'soda', url: `${url}/resource/wc8w-nujj.json` },
    options: { mapping: MAPPING, pageSize: PAGE },
  };
}

/** In Chinese, as only then GBK differs from ASCII. */
const chineseName = (name: string): string =>
  `列${'甲乙丙丁戊己庚辛壬癸'[NAMES.indexOf(name) % 10]}${NAMES.indexOf(name)}`;
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const gbkCsv = () => {
  const lines = ROWS.map((row) => NAMES.map((name) => quoted(row[name] ?? '')).join(','));
  const text = `${NAMES.map(chineseName).join(',')}\r\n${lines.join('\r\n')}\r\n`;
  const fields = Object.fromEntries(
    Object.entries(FIELDS).map(([field, name]) => [field, chineseName(name)]),
  );
  return file('gbk.csv', encodeText(text, 'gb18030'), { ...MAPPING, fields });
};

const SERVICES: Record<string, Open> = {
  xlsx: async () =>
    file('boston.xlsx', await writeXlsx({ sheets: [{ name: '明细', rows: [NAMES, ...ROWS.map(cellsOf)] }] })),
  xls: async () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet([NAMES, ...ROWS.map(cellsOf)], { UTC: true });
    utils.book_append_sheet(book, sheet, '明细');
    return file('boston.xls', writeLegacy(book, { type: 'buffer', bookType: 'biff8' }));
  },
  gbk: async () => gbkCsv(),
  arcgis: () => service('arcgis', bostonTime),
  ogc: () => service('ogc', utc),
  wfs: () => service('wfs', local),
  ckan: () => service('ckan', floating),
  socrata,
  'rest-page': () =>
    rest({ firstPage: 1 }, (rows, asked) => ({
      ...{ rows: pageFrom(rows, (number(asked, 'at') - 1) * PAGE), total: rows.length },
    })),
  'rest-offset': () =>
    rest({ by: 'offset' }, (rows, asked) => ({ rows: pageFrom(rows, number(asked, 'at')) })),
  'rest-cursor': () =>
    rest({ by: 'cursor', nextPath: 'next' }, (rows, asked) => {
      const from = Number(asked.searchParams.get('at')?.slice(1) ?? 0);
      return { rows: pageFrom(rows, from), next: from + PAGE < rows.length ? `c${from + PAGE}` : null };
    }),
  'rest-link': () =>
    rest({ by: 'link', nextPath: 'links.next' }, (rows, asked) => {
      const from = number(asked, 'from');
      const next = from + PAGE < rows.length ? `?from=${from + PAGE}` : null;
      return { rows: pageFrom(rows, from), links: { next } };
    }),
};

async function readFrom(id: string, source: object) {
  sync.add(
    SourceConfig.parse({
      ...{ id, name: id, pollSeconds: 86_400, paused: false, crs: 'wgs84', zone: MAPPING.zone },
      ...{ auth: { in: 'none' }, ...source },
    }),
  );
  await sync.whenIdle();
  expect(sync.status(id)).toMatchObject({ error: null });
  expect(store.source(id)?.accounting).toEqual({ received: 500, stored: 500, unchanged: 0, quarantined: 0 });
}

/** What is stored of each case, without how it was received. */
function storedOf(source: string) {
  const ids = ROWS.map((row) => row['case_enquiry_id'] ?? '');
  return [...store.storedCases(source, ids)].map(([id, one]) => {
    const { originalTimes: _, originalLocation: __, lon, lat, ...others } = one;
    if ('raw' in others) delete (others as { raw?: unknown }).raw;
    return [id, { ...others, lon: lon?.toFixed(6), lat: lat?.toFixed(6) }];
  });
}

await readFrom('csv', { kind: 'file', path: CSV, mapping: MAPPING });

it('the list itself is read whole, with times, places and classes', () => {
  const cases = storedOf('csv');
  expect(cases).toHaveLength(500);
  const [first] = ROWS;
  expect(Object.fromEntries(cases)[first?.['case_enquiry_id'] ?? '']).toMatchObject({
    ...{ requestedAt: bostonTime(first?.['open_dt'] ?? ''), status: 'closed' },
    ...{ closedAt: bostonTime(first?.['closed_dt'] ?? ''), categoryName: 'Street Light Outages' },
    ...{ lon: '-71.077200', lat: '42.271500', title: 'Street Light Outages', org: 'PWDx' },
    ...{ street: expect.any(String), locationQuality: 'ok' },
  });
});

it.each(Object.entries(SERVICES))(
  '500 cases of Boston are the same from %s as from the list',
  async (id, open) => {
    const source = await open();
    await readFrom(id, source);
    expect(storedOf(id)).toEqual(storedOf('csv'));
    const before = store.source(id)?.accounting;
    expect(before).toMatchObject({ received: 500, stored: 500 });
    // A file that has not changed would not be read again.
    if ('path' in source) utimesSync(String(source.path), new Date(0), new Date(0));
    await sync.syncNow(id);
    const after = store.source(id)?.accounting;
    expect(after).toMatchObject({ stored: 500, quarantined: 0 });
    expect(after?.unchanged).toBeGreaterThan(0);
    expect(after?.unchanged).toBe((after?.received ?? 0) - 500);
    if (id !== 'socrata') expect(after?.unchanged).toBe(500);
    expect(sync.status(id)).toMatchObject({ error: null });
    expect(storedOf(id)).toEqual(storedOf('csv'));
  },
);
