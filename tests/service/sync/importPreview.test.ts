import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { previewImport, type ReadingDeps } from '../../../electron/city/composition/importPreview.ts';
import { readPack } from '../../../electron/city/packs/readPack.ts';
import { inspectFile } from '../../../electron/city/sync/file/inspectFile.ts';
import { CasePage } from '../../../shared/contract/cases.ts';
import { ErrorBody } from '../../../shared/contract/common.ts';
import { ImportPreview } from '../../../shared/contract/importPreview.ts';
import { type FieldMapping, ImportJob, UploadReport } from '../../../shared/contract/sources.ts';
import { createPlacer } from '../../../shared/pack/placer.ts';
import { eventually, openTestCity, type TestCity } from '../../support/city.ts';
import { workbooks } from '../../support/workbooks.ts';

const FOLDER = new URL('../../fixtures/files/hall-lists/', import.meta.url).pathname;
const NOW = Date.UTC(2026, 10, 24, 1);
const build = (path: string) => new URL(`../../../build/${path}`, import.meta.url).pathname;
const pack = readPack(build('packs/nanjing-qinhuai'), build('calendars'));
const placer = createPlacer(pack);
const folder = mkdtempSync(join(tmpdir(), 'citywhistle-'));
const cities: TestCity[] = [];
afterAll(async () => {
  for (const city of cities) await city.removeData();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
function listOf(...lines: string[]): string {
  const path = join(folder, `list-${++files}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function deps(): ReadingDeps {
  const { bbox, fallbackPoints, zone } = pack.manifest;
  return {
    ...{
      city: { bbox, fallbackPoints, zone },
      clock: { now: () => NOW },
      workbooks,
      placer,
      pack,
      store: null,
    },
    ...{ signal: new AbortController().signal, onProgress: () => undefined },
  };
}

const inspect = (path: string) => inspectFile(path, null, pack.manifest, workbooks);

async function preview(path: string, change: (mapping: FieldMapping) => FieldMapping = (same) => same) {
  const { mapping } = await inspect(path);
  const report = await previewImport(path, { mapping: change(mapping), sourceId: null }, deps());
  if (report === null) throw new Error('the reading was given up');
  return report;
}

/** Ten thousand cases of which 208 are open, in a system whose words nobody knows. */
function bigList(): string {
  const rows = Array.from({ length: 10_000 }, (_, at) => {
    const isOpen = at % 48 === 0 && at < 48 * 208;
    const closedAt = isOpen || at % 2 === 0 ? '' : '2026-11-20 10:00';
    return `A${at},2026-11-0${1 + (at % 9)} 08:00,${isOpen ? '甲态' : '乙态'},${closedAt},夫子庙街道`;
  });
  return listOf('案件编号,上报时间,案件状态,结案时间,街道', ...rows);
}

describe('a list of 10,000 with 208 open, under words that nobody knows', () => {
  it('is told before the import, and read rightly once its words are mapped', async () => {
    const path = bigList();
    const before = await preview(path);
    expect(before.tally).toMatchObject({ rows: 10_000, refused: 0, open: 10_000, closed: 0 });
    expect(before.tally.words).toEqual([
      expect.objectContaining({
        word: '乙态',
        asStatus: 9_792,
        closed: null,
        unknown: true,
        contradictions: 5_000,
      }),
      expect.objectContaining({
        word: '甲态',
        asStatus: 208,
        closed: null,
        unknown: true,
        contradictions: 0,
      }),
    ]);
    const mapped = await preview(path, (mapping) => ({
      ...mapping,
      stageValues: { 乙态: 'closed', 甲态: 'handling' },
    }));
    expect(mapped.tally).toMatchObject({ open: 208, closed: 9_792, clean: 10_000, noted: 0 });
    expect(
      mapped.tally.words.map(({ word, stage, unknown, closed }) => [word, stage, unknown, closed]),
    ).toEqual([
      ['乙态', 'closed', false, true],
      ['甲态', 'handling', false, false],
    ]);
  });

  it('lets the event loop turn while it is read, and can be given up', async () => {
    const path = bigList();
    const { mapping } = await inspect(path);
    const abort = new AbortController();
    let turns = 0;
    let isReading = true;
    const turn = (): void => {
      turns += 1;
      if (isReading) setImmediate(turn);
    };
    setImmediate(turn);
    const told: number[] = [];
    const reading = { ...deps(), onProgress: (_: number, rows: number) => told.push(rows) };
    await previewImport(path, { mapping, sourceId: null }, reading);
    isReading = false;
    expect(turns).toBeGreaterThan(40);
    expect(told.slice(0, 3)).toEqual([1_000, 2_000, 3_000]);

    const stopped = await previewImport(
      path,
      { mapping, sourceId: null },
      { ...deps(), signal: abort.signal, onProgress: () => abort.abort() },
    );
    expect(stopped).toBeNull();
  });
});

describe('words', () => {
  it('confirmed as open stay open and are asked no more', async () => {
    const path = listOf('案件编号,上报时间,状态', '1,2026-11-01 08:00,已处理', '2,2026-11-01 08:00,流程外');
    const before = await preview(path, (mapping) => ({ ...mapping, closedValues: [] }));
    expect(before.tally.words.map(({ word, unknown }) => [word, unknown])).toEqual([
      ['已处理', true],
      ['流程外', true],
    ]);
    const after = await preview(path, (mapping) => ({
      ...mapping,
      ...{ closedValues: ['已处理'], openValues: ['流程外'] },
    }));
    expect(after.tally).toMatchObject({ open: 1, closed: 1, noted: 0 });
    expect(after.tally.words.every(({ unknown }) => !unknown)).toBe(true);
  });

  it('never show a telephone number, and stay within bounds in a column of anything', async () => {
    const rows = Array.from({ length: 900 }, (_, at) => `${at},2026-11-01 08:00,说明${at} 13800000001`);
    const { tally } = await preview(listOf('案件编号,上报时间,状态', ...rows));
    expect(JSON.stringify(tally)).not.toContain('13800000001');
    expect(tally.words).toHaveLength(300);
    expect(tally.words.some(({ mappable }) => mappable)).toBe(false);
    expect(tally.otherWords).toEqual({ rows: 600 });
  });

  it('of rows without any say how those are read', async () => {
    const path = listOf(
      '案件编号,上报时间,结案时间',
      '1,2026-11-01 08:00,2026-11-02 08:00',
      '2,2026-11-01 08:00,',
    );
    expect((await preview(path)).tally).toMatchObject({ words: [], wordless: { open: 1, closed: 1 } });
  });
});

describe('rows', () => {
  it('are shown as they would be stored, without the callers', async () => {
    const report = await preview(join(FOLDER, '10-district-orders.csv'));
    expect(report.first).toHaveLength(2);
    expect(report.first[0]).toMatchObject({ outcome: 'ok', row: 1, case: { sourceId: 'Q2503050001' } });
    expect(report.first.some((row) => row.outcome === 'ok' && row.contact.includes('phone'))).toBe(true);
    expect(JSON.stringify(report)).not.toMatch(/测试[甲乙丙丁]|1380000001|025-83000012|320104199001010014/);
  });

  it('show each kind of note and each reason of a refusal', async () => {
    const { tally, strange, refused } = await preview(join(FOLDER, '21-odd-times.csv'));
    const shownNotes = new Set(
      strange.flatMap((row) => (row.outcome === 'ok' ? row.notes : [])).map(({ code }) => code),
    );
    expect([...shownNotes].sort()).toEqual([...new Set(tally.notes.map(({ reason }) => reason.code))].sort());
    expect(refused.map((row) => row.outcome === 'quarantine' && row.reason.code)).toEqual(
      expect.arrayContaining(tally.refusals.map(({ reason }) => reason.code)),
    );
  });

  it('that lie in no street say why', async () => {
    const street = pack.manifest.streets[0]?.name ?? '';
    const path = listOf(
      '案件编号,上报时间,街道,经度,纬度',
      `1,2026-11-01 08:00,${street},,`,
      '2,2026-11-01 08:00,别处街道,,',
      '3,2026-11-01 08:00,,,',
      '4,2026-11-01 08:00,,121.5,31.2',
      '5,2026-11-01 08:00,,0,0',
    );
    const { tally } = await preview(path);
    expect(tally.notPlaced.map(({ reason, rows }) => [reason.code, rows]).sort()).toEqual([
      ['location-outside', 1],
      ['location-zero', 1],
      ['place-not-found', 1],
      ['place-nothing', 1],
    ]);
  });
});

describe('a column that repeats', () => {
  const street = (at: number): string =>
    `${at % 10},2026-11-0${1 + (at % 3)} 08:0${at % 7},${at % 10}号门前,类型${at}`;
  const path = () =>
    listOf('编号,上报时间,地址,问题类型', ...Array.from({ length: 60 }, (_, at) => street(at)));

  it('is no number: it is called out, and no row is merged into another', async () => {
    const report = await inspect(path());
    expect(report.mapping.fields.id).toBe('编号');
    expect(report.idProposal).toMatchObject({ repeats: { column: '编号', rows: 60, distinct: 10 } });
    const { tally, newCases } = await preview(path());
    expect(tally).toMatchObject({ rows: 60, refused: 50, ids: { repeated: 50, numbers: 10, identical: 0 } });
    expect(newCases).toBe(10);
  });

  it('gives way to a number that is made of the columns which tell the rows apart', async () => {
    const list = path();
    const columns = (await inspect(list)).idProposal?.columns ?? [];
    expect(columns.slice(0, 2)).toEqual(['上报时间', '地址']);
    const { tally, newCases, first } = await preview(list, (mapping) => ({ ...mapping, idFrom: columns }));
    expect(tally).toMatchObject({ rows: 60, refused: 0 });
    expect(newCases).toBe(60);
    expect(first[0]).toMatchObject({ case: { sourceId: expect.stringMatching(/^made-[0-9a-f]{16}$/) } });
  });

  it('is compared row by row: the same row again, another version, and another case', async () => {
    const list = listOf(
      '案件编号,上报时间,更新时间,标题',
      '1,2026-11-01,2026-11-02,甲',
      '1,2026-11-01,2026-11-02,甲',
      '1,2026-11-01,2026-11-03,甲改',
      '1,2026-11-01,2026-11-03,乙',
      '1,2026-11-05,2026-11-05,丙',
    );
    const { tally } = await preview(list);
    expect(tally.ids).toMatchObject({ identical: 1, repeated: 2, numbers: 1 });
    expect(tally.notes.map(({ reason }) => reason.code).sort()).toEqual(['repeated-row', 'repeated-version']);
    expect(tally.refusals.map(({ reason }) => reason.code).sort()).toEqual([
      'repeated-id',
      'repeated-id-differs',
    ]);
  });
});

describe('a list without numbers', () => {
  it('proposes columns, and tells rows that these do not tell apart', async () => {
    const list = listOf(
      '上报时间,地址,标题',
      '2026-11-01 08:00,甲路1号,垃圾',
      '2026-11-01 08:00,甲路1号,垃圾',
      '2026-11-01 08:00,甲路1号,噪声',
      ',,空',
    );
    const report = await inspect(list);
    expect(report).toMatchObject({ missing: ['id'], idProposal: { repeats: null } });
    const { tally } = await preview(list, (mapping) => ({ ...mapping, idFrom: ['上报时间', '地址'] }));
    expect(tally.refusals.map(({ reason }) => reason.code).sort()).toEqual(['made-id-repeats', 'no-made-id']);
    expect(tally.ids).toMatchObject({ identical: 1, repeated: 1 });
  });

  it('makes the same numbers however the cells are written', async () => {
    const idsOf = async (path: string) =>
      (await preview(path, (mapping) => ({ ...mapping, idFrom: ['上报时间', '地址'] }))).first.map(
        (row) => row.outcome === 'ok' && row.case['sourceId'],
      );
    const plain = await idsOf(listOf('上报时间,地址', '2026-11-01 08:00:00,甲路1号'));
    const written = await idsOf(listOf('上报时间,地址', '2026/11/1 8:00, 甲路 １号 '));
    expect(plain[0]).toMatch(/^made-/);
    expect(written).toEqual(plain);
  });
});

it('proposes each column with its evidence', async () => {
  const report = await inspect(
    listOf('案件编号,区上报时间,内部列', ...['a', 'b', 'c'].map((id) => `${id},2026-11-01,x${id}`)),
  );
  expect(report.proposals).toEqual(
    expect.arrayContaining([
      { field: 'id', column: '案件编号', evidence: 'name', matched: '案件编号', alternatives: [] },
      expect.objectContaining({ field: 'requestedAt', column: '区上报时间', evidence: 'part-of-name' }),
    ]),
  );
});

describe('what was told before is what comes of the import', () => {
  const lists = readdirSync(FOLDER).filter((name) => !/\.(?:dbf|zip)$|^01d-/.test(name));

  it('for every list of the halls', async () => {
    const city = await openCity();
    for (const name of lists) {
      const mapping = (found: FieldMapping): FieldMapping => found;
      await expectSame(city, name.replace('.txt', '.csv'), readFileSync(join(FOLDER, name)), mapping);
    }
  });

  it('for lists of any mixture of faults', async () => {
    const city = await openCity();
    const cell = (...values: string[]) => fc.constantFrom(...values);
    const row = fc.tuple(
      cell('1', '2', '3', '', '2.5E+17', '00126'),
      cell('2026-11-01', '2026-11-02 08:00', '', '昨天', '2036-01-01'),
      cell('已结案', '处理中', '甲态', '', '未办结'),
      cell('2026-11-03', '', '不知'),
      cell('夫子庙街道', '别处', ''),
      cell('合计', '甲', '乙 13800000001'),
    );
    const mixtures = fc.sample(fc.array(row, { minLength: 1, maxLength: 12 }), {
      numRuns: 8,
    });
    for (const rows of mixtures) {
      const text = [
        '案件编号,上报时间,状态,结案时间,街道,标题',
        ...rows.map((cells) => cells.join(',')),
      ].join('\n');
      await expectSame(city, 'mixture.csv', Buffer.from(`${text}\n`), (mapping) => ({
        ...mapping,
        fields: { ...mapping.fields, id: '案件编号', requestedAt: '上报时间' },
      }));
    }
  });
});

it('belongs to those who handle rows, and ends when it is given up or its upload is unknown', async () => {
  const city = await openCity();
  const { uploadId, mapping } = await uploaded(city, 'big.csv', readFileSync(bigList()));
  const path = `/api/uploads/${uploadId}/preview`;
  const { id } = await city.send('POST', path, { mapping, sourceId: null }, ImportPreview);
  const second = await city.send('POST', path, { mapping, sourceId: null }, ImportPreview);
  // Another reading of the same upload takes the place of the first.
  const first = await eventually('the first reading', async () => {
    const reading = await city.get(`/api/previews/${id}`, ImportPreview);
    return reading.state !== 'running' && reading;
  });
  expect(first).toMatchObject({ state: 'cancelled', report: null });
  expect((await city.request(`/api/previews/${second.id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await city.request('/api/previews/none')).status).toBe(404);
  const unknown = `/api/uploads/${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}.csv/preview`;
  const body = JSON.stringify({ mapping, sourceId: null });
  const headers = { 'content-type': 'application/json' };
  expect((await city.request(unknown, { method: 'POST', body, headers })).status).toBe(404);
  expect((await city.get('/api/cases?limit=0', CasePage)).total).toBe(0);
  await city.request('/api/session', { method: 'DELETE' });
  const refused = await city.request(path, { method: 'POST', body, headers });
  expect(refused.status).toBe(401);
  expect(ErrorBody.parse(await refused.json()).error.code).toBe('no-session');
});

async function openCity(): Promise<TestCity> {
  const city = await openTestCity({ dataDir: null, pack, sources: [], now: () => NOW });
  cities.push(city);
  await city.signInAsAdministrator();
  return city;
}

async function uploaded(city: TestCity, name: string, body: Buffer): Promise<UploadReport> {
  const answer = await city.request(`/api/uploads?filename=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: new Uint8Array(body),
  });
  return UploadReport.parse(await answer.json());
}

let sources = 0;

/** Previews a list and imports it into a source of its own, then previews it again for that source. */
async function expectSame(
  city: TestCity,
  name: string,
  body: Buffer,
  change: (mapping: FieldMapping) => FieldMapping,
): Promise<void> {
  const report = await uploaded(city, name, body);
  const mapping = change(report.mapping);
  const sourceId = `list-${++sources}`;
  const read = async () => {
    const path = `/api/uploads/${report.uploadId}/preview`;
    const { id } = await city.send('POST', path, { mapping, sourceId }, ImportPreview);
    return eventually('the reading', async () => {
      const reading = await city.get(`/api/previews/${id}`, ImportPreview);
      return reading.state !== 'running' && reading;
    });
  };
  const before = await read();
  expect(before, name).toMatchObject({ state: 'done', error: null });
  const told = before.report;
  if (told === null) throw new Error(`${name} was not read`);
  const request = { uploadId: report.uploadId, sourceId, name, mapping };
  const { id } = await city.send('POST', '/api/imports', request, ImportJob);
  const job = await eventually('the import', async () => {
    const one = await city.get(`/api/imports/${id}`, ImportJob);
    return one.state !== 'running' && one;
  });
  const { tally } = told;
  expect(job.accounting.received, name).toBe(tally.rows);
  expect(job.accounting.quarantined, name).toBe(tally.refused);
  expect(job.accounting.stored + job.accounting.unchanged, name).toBe(tally.clean + tally.noted);
  expect(job.leftOut, name).toEqual(told.leftOut);
  expect(job.lettersLost, name).toBe(told.lettersLost);
  expect(job.tally, name).toEqual(tally);
  expect(
    job.notes?.map(({ note, rows }) => ({ reason: note, rows })),
    name,
  ).toEqual(tally.notes);
  const { total } = await city.get(`/api/cases?limit=0&source=${sourceId}`, CasePage);
  expect([told.newCases, told.knownCases], name).toEqual([total, 0]);
  expect((await read()).report, name).toMatchObject({ newCases: 0, knownCases: total });
}
