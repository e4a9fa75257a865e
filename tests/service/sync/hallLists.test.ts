import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openImportSession } from '../../../electron/city/composition/importSession.ts';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { inspectFile } from '../../../electron/city/sync/file/inspectFile.ts';
import { CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import { ImportJob } from '../../../shared/contract/sources.ts';
import { eventually, keepingBeside, openTestCity, type TestCity } from '../../support/city.ts';
import { uploadList } from '../../support/importing.ts';
import { bostonPack } from '../../support/syncing.ts';
import { workbooks, workbookWorkerUrl } from '../../support/workbooks.ts';
import { silent } from '../store/support.ts';

/** Lists as halls have them, each one kind of fault, with what must come of it (tests/fixtures/files/README.md). */
const FOLDER = new URL('../../fixtures/files/hall-lists/', import.meta.url).pathname;
const NOW = Date.UTC(2026, 10, 24, 1);
const build = (path: string) => new URL(`../../../build/${path}`, import.meta.url).pathname;
const qinhuai = () => readPack(build('packs/nanjing-qinhuai'), build('calendars'));
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}+08:00`);
const day = (local: string): number => at(`${local} 23:59:59.999`);

type Expected = {
  accounting: { stored: number; quarantined: number };
  cases?: Record<string, Record<string, unknown>>;
  job?: Record<string, unknown>;
};

const HALL = {
  '250305000000000101': {
    requestedAt: at('2025-03-05 14:30:00'),
    dueAt: at('2025-03-07 18:00:00'),
    status: 'open',
  },
  '250305000000000102': { requestedAt: at('2025-03-05 09:05:00'), status: 'closed' },
};
const HTML = {
  '250305000000000301': { requestedAt: at('2025-03-05 14:30:00'), title: '垃圾堆放', status: 'open' },
  '250305000000000302': { requestedAt: at('2025-03-05 16:00:00'), title: '乱停车', status: 'closed' },
};
const two = { stored: 2, quarantined: 0 };
const near = (lon: number, lat: number) => ({ lon: expect.closeTo(lon, 5), lat: expect.closeTo(lat, 5) });

const LISTS: Record<string, Expected> = {
  '01a-hall.xlsx': { accounting: two, cases: HALL },
  '01b-xlsx-renamed.csv': { accounting: two, cases: HALL },
  '02a-html-gbk.xls': {
    accounting: two,
    cases: HTML,
    job: { leftOut: { title: 1, header: 0, total: 0, note: 0 } },
  },
  '02b-html-utf8.xls': { accounting: two, cases: HTML },
  '02c-spreadsheetml.xls': {
    accounting: { stored: 1, quarantined: 0 },
    cases: { '250305000000000311': { requestedAt: at('2025-03-05 14:30:00') } },
  },
  '03a-utf16le-bom.xlsx': { accounting: two },
  '03b-utf16le-nobom.csv': { accounting: two },
  '03c-utf16be-bom.txt': { accounting: two },
  '04-serial-dates.csv': {
    accounting: { stored: 4, quarantined: 0 },
    cases: {
      S1: {
        ...{ requestedAt: at('2025-03-05 14:30:00'), status: 'closed' },
        ...{ closedAt: at('2025-03-06 10:00:00'), dueAt: day('2025-03-08') },
      },
      S2: { requestedAt: at('2025-03-05 14:30:00'), dueAt: day('2025-03-08') },
      S3: { requestedAt: at('2025-03-05 00:00:00') },
    },
  },
  '06-title-and-total.csv': {
    accounting: two,
    cases: { T2: { status: 'closed', closedAt: at('2025-03-06 10:00:00') } },
    job: { leftOut: { title: 2, header: 0, total: 1, note: 0 } },
  },
  '06b-two-row-header.csv': {
    accounting: two,
    cases: {
      T3: { dueAt: at('2025-03-08 18:00:00'), status: 'open', address: '丙路3号' },
      T4: { dueAt: at('2025-03-08 18:00:00'), status: 'closed', closedAt: at('2025-03-06 10:00:00') },
    },
  },
  '07-ids.csv': {
    // 2.5E+17 has lost digits; 00126 stands twice with different times.
    accounting: { stored: 8, quarantined: 2 },
    cases: {
      ...{ '00123': {}, '00124': {}, '00125': {}, '00127': {}, '128': {} },
      // 1.38E+10 is no telephone.
      '00126': { hasContact: false },
    },
  },
  '08-grid-centre.csv': {
    accounting: { stored: 4, quarantined: 0 },
    cases: {
      DC0001: { stage: 'handling', dueAt: at('2025-03-05 14:20:00'), status: 'open' },
      DC0002: { status: 'closed' },
      DC0003: { stage: 'cancelled', status: 'closed' },
      DC0004: { stage: 'checking', dueAt: at('2025-03-06 08:50:00'), status: 'open' },
    },
  },
  '09-hotline-extract.csv': {
    accounting: two,
    cases: { SH20250305000002: { requestedAt: at('2025-03-05 15:00:00') } },
  },
  '10-district-orders.csv': {
    accounting: two,
    cases: { Q2503050001: { dueAt: at('2025-03-10 18:00:00'), status: 'open', hasContact: true } },
  },
  '10b-caller-columns.csv': {
    accounting: { stored: 1, quarantined: 0 },
    cases: { Q1: { hasContact: true } },
  },
  '11-plane-coordinates.csv': {
    accounting: { stored: 5, quarantined: 0 },
    cases: {
      K1: near(118.7901, 32.0201),
      K2: near(118.7955, 32.0188),
      K3: near(118.7901, 32.0201),
      K4: near(118.7901, 32.0201),
      K5: near(118.7901, 32.0201),
    },
  },
  '11b-projected.geojson': { accounting: { stored: 1, quarantined: 0 } },
  '14-wfs-latlon.geojson': { accounting: two },
  '20c-header-only.csv': { accounting: { stored: 0, quarantined: 0 } },
  '20d-pipe.txt': { accounting: { stored: 1, quarantined: 0 } },
  '20e-sep-line.csv': { accounting: { stored: 1, quarantined: 0 } },
  '20f-fullwidth-comma.csv': { accounting: { stored: 1, quarantined: 0 } },
  '20h-mixed-encoding.csv': { accounting: { stored: 3, quarantined: 0 }, job: { lettersLost: 1 } },
  '21-odd-times.csv': {
    accounting: { stored: 4, quarantined: 2 },
    // What was corrected or ignored is told.
    job: {
      notes: expect.arrayContaining([
        expect.objectContaining({
          note: expect.objectContaining({ code: 'closed-before-reported' }),
          rows: 1,
        }),
        expect.objectContaining({ note: expect.objectContaining({ code: 'time-ignored' }), rows: 2 }),
      ]),
    },
  },
  '26-zeroed-ids.csv': { accounting: { stored: 1, quarantined: 2 } },
  '28-street-only.csv': {
    accounting: two,
    cases: { ST1: { street: '320104007' }, ST2: { street: '320104002' } },
  },
};

describe.each(Object.entries(LISTS))('%s', (name, { accounting, cases = {}, job = {} }) => {
  it('comes in right through the windows and from the command line', async () => {
    const byWindow = await throughTheApi(name);
    const byCommand = await throughTheCommandLine(name);
    for (const { ended, city } of [byWindow, byCommand]) {
      expect(ended).toMatchObject({ state: 'done', error: null, accounting, ...job });
      for (const [id, expected] of Object.entries(cases))
        expect(await city.get(`/api/cases/list%3A${encodeURIComponent(id)}`, CaseDetail), id).toMatchObject(
          expected,
        );
    }
    const listed = async ({ city }: { city: TestCity }) =>
      (await city.get('/api/cases?limit=100', CasePage)).items;
    expect(await listed(byCommand)).toEqual(await listed(byWindow));
  });
});

it.each([
  ['through the windows', throughTheApi],
  ['from the command line', throughTheCommandLine],
] as const)('a second list with fewer columns keeps what it does not mention, %s', async (_, importing) => {
  const first = await importing('29a-first.csv', qinhuai(), '29b-second.csv');
  const detail = await first.city.get('/api/cases/list%3AM1', CaseDetail);
  expect(detail).toMatchObject({
    ...{ status: 'closed', closedAt: null, org: '区城管局', description: '噪声', title: '噪声' },
    ...{ dueAt: at('2025-03-08 18:00:00'), dueBasis: 'upstream' },
    originalTimes: { requestedAt: '2025-03-05 10:00:00', dueAt: '2025-03-08 18:00' },
    raw: { 工单编号: 'M1', 诉求内容: '噪声', 工单状态: '已办结', 处置部门: '区城管局' },
  });
  expect(detail.history.at(-1)?.changes).toEqual({
    ...{ status: ['open', 'closed'], stage: ['handling', null] },
  });
  // Lists and figures know it as the detail does.
  const { items } = await first.city.get('/api/cases?status=closed&org=区城管局&q=噪声', CasePage);
  expect(items.map(({ id }) => id)).toEqual(['list:M1']);
});

it('gives a class its limit by its name as by its code', async () => {
  const pack = readPack(build('packs/beijing-dongcheng'), build('calendars'));
  const { city } = await throughTheApi('30-class-by-name.csv', pack);
  const { items } = await city.get('/api/cases?limit=10', CasePage);
  const [named, coded] = items;
  expect(items).toHaveLength(2);
  expect(named?.dueAt).not.toBeNull();
  expect([named?.categoryCode, named?.dueAt]).toEqual([coded?.categoryCode, coded?.dueAt]);
});

it.each([
  ['33-class-by-path.csv', ['没有的大类/其他', '公用设施/没有的小类'], ['其他', '没有的小类']],
  ['33b-class-path-column.csv', ['其他', '公用设施/没有的小类'], ['其他', '公用设施/没有的小类']],
] as const)(
  'gives a class its limit by its path, and says which it does not find: %s',
  async (name, told, kept) => {
    const whole = readPack(build('packs/beijing-dongcheng'), build('calendars'));
    const { catalogue } = whole.manifest;
    const items = catalogue.items.map((item) =>
      /^[PE]0102$/.test(item.code) ? { ...item, name: '其他' } : item,
    );
    const pack = { ...whole, manifest: { ...whole.manifest, catalogue: { ...catalogue, items } } };
    for (const { city, ended } of [
      await throughTheApi(name, pack),
      await throughTheCommandLine(name, pack),
    ]) {
      const found = (await city.get('/api/cases?limit=10', CasePage)).items.sort((a, b) =>
        a.id < b.id ? -1 : 1,
      );
      expect(found.map(({ categoryCode }) => categoryCode)).toEqual(['P0102', 'E0102', ...kept, 'P0101']);
      expect(found.map(({ dueAt }) => dueAt !== null)).toEqual([true, true, false, false, true]);
      expect(ended?.notes?.map(({ note, rows }) => [note.code, note.parameters['value'], rows])).toEqual(
        told.map((value) => ['category-not-found', value, 1]),
      );
    }
  },
);

it.each([
  ['31-zone.csv', 'wgs84', '101', { requestedAt: Date.UTC(2026, 10, 20, 15) }],
  // Some 500 m from where it says, without a word about its system.
  ['32-no-crs.csv', 'gcj02', 'G1', { lon: expect.closeTo(118.785, 2), lat: expect.closeTo(32.022, 2) }],
] as const)('%s is read by the zone and the system of its city', async (name, defaultCrs, id, expected) => {
  const whole = name === '31-zone.csv' ? bostonPack() : qinhuai();
  const pack = { ...whole, manifest: { ...whole.manifest, defaultCrs } };
  for (const { city } of [await throughTheApi(name, pack), await throughTheCommandLine(name, pack)]) {
    const detail = await city.get(`/api/cases/list%3A${id}`, CaseDetail);
    expect(detail).toMatchObject(expected);
    if (defaultCrs === 'gcj02') expect(Math.abs((detail.lon ?? 0) - 118.7901)).toBeGreaterThan(0.003);
  }
});

it.each([
  ['01d-biff.xls', '文件已损坏或没有传完整，读不出表格，请重新导出。'],
  ['24a-gbk.dbf', '这是图层文件'],
  ['24b-shp.zip', '这是图层文件'],
])('%s is told by what it is', async (name, said) => {
  const pack = qinhuai();
  await expect(inspectFile(join(FOLDER, name), null, pack.manifest, workbooks)).rejects.toThrow(said);
});

it('keeps callers out of everything but the contact table', async () => {
  for (const name of ['10-district-orders.csv', '10b-caller-columns.csv']) {
    const { city } = await throughTheApi(name);
    const { items } = await city.get('/api/cases?limit=10', CasePage);
    for (const { id } of items) {
      const text = JSON.stringify(await city.get(`/api/cases/${encodeURIComponent(id)}`, CaseDetail));
      expect(text).not.toMatch(/测试[甲乙丙丁]|1380000001|025-83000012|320104199001010014|某小区1幢101/);
    }
  }
});

it('finds simplified by traditional words and the other way, and shows them as written', async () => {
  const { city } = await throughTheApi('22-search.csv');
  const found = async (typed: string) => {
    const { items } = await city.get(`/api/cases?limit=10&q=${encodeURIComponent(typed)}`, CasePage);
    return items.map(({ sourceId, address }) => [sourceId, address]).sort();
  };
  const both = [
    ['Z3', '中華門'],
    ['Z4', '中华门'],
  ];
  for (const typed of ['中华门', '中華門', '垃圾堆積', '垃圾堆积', '這裡 中华'])
    expect(await found(typed), typed).toEqual(both);
  expect(await found('繁體')).toEqual([['Z3', '中華門']]);
  expect(await found('㙍镇')).toEqual([['Z6', '丁路']]);
  expect(await found('车辆')).toEqual([]);
});

async function throughTheApi(name: string, pack = qinhuai(), next?: string) {
  const city = await openTestCity({ dataDir: null, pack, sources: [], now: () => NOW });
  open.push({ close: () => city.removeData() });
  await city.signInAsAdministrator();
  let ended: ImportJob | null = null;
  for (const file of next === undefined ? [name] : [name, next]) {
    const { uploadId, mapping, missing } = await uploadList(
      city,
      readFileSync(join(FOLDER, file)),
      file.replace('.txt', '.csv'),
    );
    expect(missing).toEqual([]);
    const request = { uploadId, sourceId: 'list', name: '清单', mapping };
    const { id } = await city.send('POST', '/api/imports', request, ImportJob);
    ended = await eventually('the import', async () => {
      const job = await city.get(`/api/imports/${id}`, ImportJob);
      return job.state !== 'running' && job;
    });
  }
  return { city, ended };
}

/** As `npm run import` does, in a folder that the service opens afterwards. */
async function throughTheCommandLine(name: string, pack = qinhuai(), next?: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  const uploadsDir = join(dataDir, 'uploads');
  mkdirSync(uploadsDir);
  const session = await openImportSession({
    ...{ dataDir, uploadsDir, pack, clock: { now: () => NOW }, logger: silent, workbookWorkerUrl },
    ...{ keeping: keepingBeside(dataDir), encryption: null },
  });
  let ended: ImportJob | null = null;
  for (const file of next === undefined ? [name] : [name, next]) {
    const path = join(FOLDER, file);
    const { mapping } = await inspectFile(path, null, pack.manifest, workbooks);
    const job = await session.imports.startFile(path, { sourceId: 'list', name: basename(name), mapping });
    ended = await session.imports.finished(job.id);
  }
  await session.close();
  const city = await openTestCity({ dataDir, pack, sources: [], now: () => NOW });
  open.push({
    async close() {
      await city.removeData();
      rmSync(dataDir, { recursive: true, force: true });
    },
  });
  return { city, ended };
}
