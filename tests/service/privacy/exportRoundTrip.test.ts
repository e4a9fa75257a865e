import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openImportSession } from '../../../electron/city/composition/importSession.ts';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { plainLines } from '../../../electron/city/privacy/csv.ts';
import { maskPersons } from '../../../electron/city/privacy/wallText.ts';
import { inspectFile } from '../../../electron/city/sync/file/inspectFile.ts';
import { BASE, createRequestHandler } from '../../../electron/demo/requestHandler.ts';
import { CaseDetail, CasePage } from '../../../shared/contract/cases.ts';
import { ImportJob, UploadReport } from '../../../shared/contract/sources.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { eventually, keepingBeside, openTestCity, type TestCity } from '../../support/city.ts';
import { workbooks, workbookWorkerUrl } from '../../support/workbooks.ts';
import { silent } from '../store/support.ts';
import { type Hall, hire, openHallOf, type Posts } from '../whistles/support.ts';

/** What was exported comes back in as it went out: by both doors, as CSV and as a workbook. */
const NOW = Date.UTC(2026, 10, 24, 1);
const FIXTURES = new URL('../../fixtures/files/hall-lists/', import.meta.url).pathname;
const LISTS = [
  ...['04-serial-dates.csv', '06b-two-row-header.csv', '07-ids.csv', '08-grid-centre.csv'],
  ...['10-district-orders.csv', '10b-caller-columns.csv', '11-plane-coordinates.csv'],
  ...['22-search.csv', '28-street-only.csv'],
];
const build = (path: string) => new URL(`../../../build/${path}`, import.meta.url).pathname;
const SECRETS = /完颜试样|13900014321|测试[甲乙丙丁]|1380000001|025-83000012/;

const folder = mkdtempSync(join(tmpdir(), 'citywhistle-round-trip-'));
let pack: CityPack;
let hall: Hall;
let before: CaseDetail[];
const open: TestCity[] = [];

beforeAll(async () => {
  const whole = readPack(build('packs/nanjing-qinhuai'), build('calendars'));
  // A city of another system: coordinates would be moved by it unless the file says which they are in.
  pack = { ...whole, manifest: { ...whole.manifest, defaultCrs: 'gcj02' } };
  const dataDir = join(folder, 'city');
  mkdirSync(dataDir);
  const street = pack.manifest.orgs.find(({ kind }) => kind === 'street')?.code ?? '';
  const posts: Posts = { duty: { roles: ['street-duty'], org: street } };
  await hire(dataDir, posts, ['duty']);
  writeFileSync(
    join(folder, 'orders.ndjson'),
    orders()
      .map((row) => JSON.stringify(row))
      .join('\n'),
  );
  writeFileSync(join(folder, 'demo.json'), demoCases());
  for (const [index, path] of [
    ...LISTS.map((name) => join(FIXTURES, name)),
    join(folder, 'demo.json'),
    join(folder, 'orders.ndjson'),
  ].entries())
    await importInto(dataDir, path, `list-${index}`);
  hall = await openHallOf(pack, posts, dataDir, [], { now: NOW });
  before = await casesOf(hall);
});
afterAll(async () => {
  await hall.close();
  for (const city of open) await city.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The latest cases of the simulated city. */
function demoCases(): string {
  const answer = createRequestHandler(pack, 42, 2)(
    `${BASE}/requests.json`,
    new URLSearchParams('page_size=50'),
    NOW,
  );
  expect(answer.status).toBe(200);
  return answer.body;
}

/** Orders as an upstream might send them, with everything that a spreadsheet could spoil. */
function orders(): Record<string, unknown>[] {
  const texts = fc.oneof(
    fc.constantFrom(
      ...[
        '=1+1',
        '+86 路灯',
        '-路灯',
        '@SUM(A1)',
        '|calc',
        '%0',
        '　＝1',

        '000123',
        '250305000000000101',
      ],
      ...[
        '含"引号"，逗号,分号;',
        '第一行\n第二行\r\n第三行',
        '_x0041_',
        '<b>&amp;</b>',
        '𠮷野家 👩‍👩‍👧',
        '制表\t符',
        '合计：三处',
      ],
      '完颜试样 13900014321 反映，住 5 幢 3单元502室',
    ),
    fc.string({ unit: fc.constantFrom(...'井盖破损路灯不亮，。abc 1'), minLength: 1, maxLength: 40 }),
  );
  const ms = fc.integer({ min: Date.UTC(2026, 0, 1), max: NOW - 86_400_000 });
  const time = fc.oneof(
    // Next to a whole second a workbook means that second.
    ms.map((at) => new Date(at - (at % 1000) + 60 + (at % 1000) * 0.85).toISOString()),
    ms.map((at) => new Date(at - (at % 60_000)).toISOString()),
    // Midnight in the city.
    ms.map((at) => `${new Date(at).toISOString().slice(0, 10)}T00:00:00+08:00`),
  );
  const due = fc.oneof(
    time,
    ms.map((at) => new Date(at).toISOString().slice(0, 10)),
  );
  const optional = <T>(what: fc.Arbitrary<T>) => fc.option(what, { nil: null });
  const order = fc.record({
    受理时间: time,
    更新时间: optional(time),
    结案时间: optional(time),
    办结时限: optional(due),
    状态: fc.constantFrom('在办', '已结案', '未办结'),
    环节: optional(fc.constantFrom('上报', '立案', '派遣', '处置', '核查', '结案', '挂账', '作废')),
    小类编码: fc.constantFrom('0101', '000701', 'A-17'),
    小类名称: fc.constantFrom('上水井盖', '占道经营', '其他'),
    标题: texts,
    问题描述: optional(texts),
    地址: optional(texts),
    街道: optional(fc.constantFrom(...pack.manifest.streets.map(({ name }) => name))),
    place: optional(fc.constantFrom([118.7901123, 32.0201456], [118.7955, 32.0188], [121.4737, 31.2304])),
    处置单位: optional(fc.constantFrom('市政所', '=甲')),
    来源: optional(fc.constantFrom('12345', '视频')),
    返工次数: fc.constantFrom(0, 1, 12),
    联系人: fc.constant('完颜试样'),
    联系电话: optional(fc.constant('13900014321')),
  });
  const ids = [
    '=1',
    '-5',
    '+7',
    '@x',
    '00123456',
    '250305000000000109',
    '3-2',
    'A,B',
    'a"b',
    '①甲',
    '1E5',
    '2026-03-05',
  ];
  return fc.sample(order, { numRuns: 100, seed: 7 }).map(({ place, ...row }, index) => ({
    工单编号: ids[index] ?? `V${index}`,
    ...row,
    ...(place === null ? {} : { 经度: place[0], 纬度: place[1] }),
  }));
}

async function importInto(dataDir: string, path: string, sourceId: string): Promise<unknown> {
  const uploadsDir = join(dataDir, 'uploads');
  mkdirSync(uploadsDir, { recursive: true });
  const session = await openImportSession({
    ...{ dataDir, uploadsDir, pack, clock: { now: () => NOW }, logger: silent, workbookWorkerUrl },
    ...{ keeping: keepingBeside(dataDir), encryption: null },
  });
  const { mapping, missing } = await inspectFile(path, null, pack.manifest, workbooks);
  expect(missing, path).toEqual([]);
  // The orders of this test and of the simulated city are in the system of the console itself.
  const crs = path.startsWith(folder) && !path.includes('out.') ? 'wgs84' : mapping.crs;
  const job = await session.imports.startFile(path, {
    sourceId,
    name: sourceId,
    mapping: { ...mapping, crs },
  });
  const ended = await session.imports.finished(job.id);
  await session.close();
  return ended;
}

async function casesOf(city: TestCity): Promise<CaseDetail[]> {
  const { items, total } = await city.get('/api/cases?limit=200&sort=requested', CasePage);
  expect(items).toHaveLength(total);
  const details: CaseDetail[] = [];
  for (const { id } of items)
    details.push(await city.get(`/api/cases/${encodeURIComponent(id)}`, CaseDetail));
  return details.sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1));
}

async function exported(format: 'csv' | 'xlsx'): Promise<string> {
  const answer = await hall.as('duty', 'POST', '/api/cases/export', { reason: '移交另一套系统', format });
  expect(answer.status).toBe(200);
  const path = join(folder, `out.${format}`);
  writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
  return path;
}

type Door = (path: string) => Promise<{ city: TestCity; ended: unknown }>;
const DOORS: Record<string, Door> = {
  async windows(path) {
    const city = await openTestCity({ dataDir: null, pack, sources: [], now: () => NOW });
    open.push(city);
    await city.signInAsAdministrator();
    const body = readFileSync(path);
    const answer = await city.request(`/api/uploads?filename=${path.split('/').at(-1)}`, {
      method: 'POST',
      body,
    });
    const { uploadId, mapping, missing } = UploadReport.parse(await answer.json());
    expect(missing).toEqual([]);
    const request = { uploadId, sourceId: 'back', name: '导回', mapping };
    const { id } = await city.send('POST', '/api/imports', request, ImportJob);
    const ended = await eventually('the import', async () => {
      const job = await city.get(`/api/imports/${id}`, ImportJob);
      return job.state !== 'running' && job;
    });
    return { city, ended };
  },
  async 'command line'(path) {
    const dataDir = mkdtempSync(join(folder, 'back-'));
    const ended = await importInto(dataDir, path, 'back');
    const city = await openTestCity({ dataDir, pack, sources: [], now: () => NOW });
    open.push(city);
    return { city, ended };
  },
};

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
const persons = ['完颜试样', '13900014321', '测试甲'];

/** What must come back, with persons hidden as in the file. */
function kept(one: CaseDetail, masked: boolean) {
  const text = (value: string | null, tidy: (text: string) => string) => {
    if (value === null) return null;
    const known = masked && one.hasContact ? persons.filter((word) => value.includes(word)) : [];
    return tidy(masked ? maskPersons(value, known) : value);
  };
  return {
    ...{ id: one.sourceId, status: one.status, stage: one.stage, rework: one.rework, channel: one.channel },
    ...{ category: [one.categoryCode, one.categoryName], org: one.org },
    place: [one.lon, one.lat, one.street, one.grid],
    times: [one.requestedAt, one.updatedAt, one.closedAt, one.dueAt],
    title: text(one.title, oneLine),
    description: text(one.description, plainLines),
    address: text(one.address, oneLine),
  };
}

describe.each(['csv', 'xlsx'] as const)('an export as %s', (format) => {
  it.each(Object.keys(DOORS))('comes back in as it went out, by the door of the %s', async (door) => {
    const back = await DOORS[door]?.(await exported(format));
    const { city, ended } = back ?? {};
    if (city === undefined) throw new Error('no such door');
    expect(ended).toMatchObject({
      ...{ state: 'done', error: null, accounting: { stored: before.length, quarantined: 0 } },
      leftOut: { title: 0, header: 0, total: 0 },
    });
    const after = await casesOf(city);
    expect(after.map((one) => kept(one, false))).toEqual(before.map((one) => kept(one, true)));
    // What was hidden stays hidden, and is nobody's contact data.
    expect(before.filter(({ hasContact }) => hasContact).length).toBeGreaterThan(20);
    expect(after.filter(({ hasContact }) => hasContact)).toEqual([]);
    expect(JSON.stringify(after)).not.toMatch(SECRETS);
  });
});
