import { existsSync, readFileSync } from 'node:fs';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UpstreamError } from '../../../electron/city/sync/adapter.ts';
import { createFileAdapter } from '../../../electron/city/sync/file/adapter.ts';
import { CSV_BLOCK_CHARS, type CsvTable, csvRecords } from '../../../electron/city/sync/file/csv.ts';
import { inspectFile } from '../../../electron/city/sync/file/inspectFile.ts';
import { NO_PROGRESS } from '../../../electron/city/sync/file/readingProgress.ts';
import { sniffFile } from '../../../electron/city/sync/file/sniff.ts';
import { isFilled } from '../../../electron/city/sync/file/table/cellText.ts';
import { findLayout } from '../../../electron/city/sync/file/table/layout.ts';
import { tableRows } from '../../../electron/city/sync/file/table/rows.ts';
import { FieldMapping, SourceConfig } from '../../../shared/contract/sources.ts';
import { workbooks } from '../../support/workbooks.ts';
import { idsOf, pullAll } from './support.ts';

const fixture = (name: string) => new URL(`../../fixtures/files/${name}`, import.meta.url).pathname;
const BOSTON = 'America/New_York';
/** Later than every row of the fixtures. */
const NOW = Date.UTC(2026, 0, 1);
const boston = { bbox: [-71.2, 42.2, -70.9, 42.45] as [number, number, number, number], zone: BOSTON };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'citywhistle-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function adapterOf(path: string, mapping: FieldMapping, zone: string, onBytes: (bytes: number) => void) {
  const config = SourceConfig.parse({
    kind: 'file',
    id: 'f',
    name: 'f',
    pollSeconds: 60,
    paused: false,
    crs: 'wgs84',
    zone,
    auth: { in: 'none' },
    path,
    mapping,
  });
  if (config.kind !== 'file') throw new Error('not a file');
  const city = { ...boston, fallbackPoints: [[-71.0587, 42.3594]] as [number, number][] };
  return createFileAdapter(config, city, () => NOW, workbooks, { ...NO_PROGRESS, onBytes });
}

const CITY = { zone: 'Asia/Shanghai', defaultCrs: 'wgs84' as const };
const inspect = (path: string) => inspectFile(path, null, CITY, workbooks);

describe('inspectFile', () => {
  test("guesses Boston's columns", async () => {
    const report = await inspect(fixture('boston-500.csv'));
    expect(report).toMatchObject({
      filename: 'boston-500.csv',
      format: 'csv',
      encoding: 'utf-8',
      missing: [],
    });
    expect(report.columns).toHaveLength(29);
    expect(report.mapping.fields).toMatchObject({
      id: 'case_enquiry_id',
      requestedAt: 'open_dt',
      dueAt: 'target_dt',
      closedAt: 'closed_dt',
      status: 'case_status',
      title: 'case_title',
      categoryName: 'type',
      org: 'department',
      address: 'location',
      lon: 'longitude',
      lat: 'latitude',
      channel: 'source',
      mediaUrl: 'submittedphoto',
    });
  });

  test('guesses Chinese columns in GB18030 and hides contact samples', async () => {
    const report = await inspect(fixture('chinese-gb18030.csv'));
    expect(report).toMatchObject({ format: 'csv', encoding: 'gb18030', missing: [] });
    expect(report.mapping.fields).toMatchObject({
      id: '案件编号',
      requestedAt: '上报时间',
      categoryName: '小类',
      description: '问题描述',
      address: '案发地址',
      lon: '经度',
      lat: '纬度',
      status: '案件状态',
      closedAt: '结案时间',
      dueAt: '处置时限',
      org: '处置部门',
      channel: '问题来源',
    });
    expect(report.mapping.closedValues).toContain('已结案');
    expect(report.mapping.fields.stage).toBe('案件状态');
    expect(report.mapping.contact).toEqual({ name: '联系人', phone: '联系电话' });
    expect(report.columns.filter(({ contact }) => contact !== null).map(({ name }) => name)).toEqual([
      '联系人',
      '联系电话',
    ]);
    expect(JSON.stringify(report)).not.toMatch(/13800000000|025-80000000/);
  });

  test.each([
    ['list.json', '[{"id":1,"created_at":"2025-09-12","geo":{"lat":1,"lon":2}}]', 'json', 'utf-8'],
    ['wrapped.json', '{"code":0,"data":{"rows":[{"id":1,"created_at":"2025-09-12"}]}}', 'json', 'utf-8'],
    [
      'lines.json',
      '{"id":1,"created_at":"2025-09-12"}\n{"id":2,"created_at":"2025-09-12"}\n',
      'ndjson',
      'utf-8',
    ],
    ['one.ndjson', '{"id":1,"created_at":"2025-09-12"}\n', 'ndjson', 'utf-8'],
    ['semi.csv', '\ufeffid;created_at\n1;2025-09-12\n', 'csv', 'utf-8-bom'],
    ['tab.txt', 'id\tcreated_at\n1\t2025-09-12\n', 'csv', 'utf-8'],
    [
      'points.geojson',
      '{"type":"FeatureCollection","features":[{"type":"Feature","id":7,"properties":{"created_at":"2025-09-12"},"geometry":{"type":"Point","coordinates":[1,2]}}]}',
      'geojson',
      'utf-8',
    ],
  ])('%s', async (name, content, format, encoding) => {
    const report = await inspect(await file(name, content));
    expect(report).toMatchObject({ format, encoding, missing: [] });
    expect(report.mapping.fields.requestedAt).toBe('created_at');
  });

  test('guesses who called, and never takes them for anything else', async () => {
    const header =
      '工单编号,来电时间,来电人,来电号码,回访电话,电子邮箱,身份证号,联系地址,状态,caller.name,caller.street,事发地址';
    const line = '1,2026-01-02 03:04:05,甲,025-80000000,13800000000,a@b.cn,320101,某路,Open,乙,某街,丙路3号';
    const report = await inspect(await file('calls.csv', `${header}\n${line}\n`));
    expect(report.mapping.contact).toEqual({
      name: ['来电人', 'caller.name'],
      phone: ['来电号码', '回访电话'],
      email: '电子邮箱',
      address: ['联系地址', 'caller.street'],
      identity: '身份证号',
    });
    const kinds = Object.fromEntries(report.columns.map(({ name, contact }) => [name, contact]));
    expect(kinds).toMatchObject({
      身份证号: 'identity',
      'caller.street': 'address',
      状态: null,
      工单编号: null,
    });
    // Open and closed alone are no stages.
    expect(report.mapping.fields.stage).toBeUndefined();
    const read = adapterOf(
      fixture('chinese-gb18030.csv'),
      report.mapping,
      'Asia/Shanghai',
      () => undefined,
    ).read;
    const row = Object.fromEntries(header.split(',').map((name, at) => [name, line.split(',')[at]]));
    const reading = read(row);
    expect(reading).toMatchObject({
      ok: true,
      case: {
        address: '丙路3号',
        contact: {
          ...{ name: '甲\n乙', phone: '025-80000000\n13800000000', email: 'a@b.cn' },
          address: '某路\n某街',
        },
      },
    });
    if (reading.ok)
      expect(JSON.stringify({ ...reading.case, contact: null })).not.toMatch(
        /甲|乙|某|8000|1380|320101|b\.cn/,
      );
  });

  test('says what is missing', async () => {
    const report = await inspect(await file('odd.csv', 'a,b\n1,2\n'));
    expect(report.missing).toEqual(['id', 'requestedAt']);
    expect(report.columns).toEqual([
      { name: 'a', samples: ['1'], contact: null },
      { name: 'b', samples: ['2'], contact: null },
    ]);
  });

  test('a missing file is told in words', async () => {
    await expect(inspect(join(folder, 'nope.csv'))).rejects.toThrow(/文件不存在/);
  });

  test('UTF-16 as spreadsheets save «Unicode text»', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('案件编号\t上报时间\n1\t2025-09-12\n', 'utf16le'),
    ]);
    const report = await inspect(await file('unicode.txt', bytes));
    expect(report).toMatchObject({ encoding: 'utf-16le', missing: [] });
  });
});

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function rowsOf(text: string, size: number, block: number): Promise<unknown[]> {
  const records = (table: CsvTable | null) => csvRecords(inPieces(text, size), ',', block, table);
  const first: string[][] = [];
  for await (const record of records(null)) if (!('unparsed' in record)) first.push(record);
  const layout = findLayout(first.filter(isFilled));
  const rows: unknown[] = [];
  if (layout === null) return rows;
  const table = { width: layout.columns.length, above: layout.titles.length + layout.header.length };
  for await (const row of tableRows(records(table), layout, () => undefined)) rows.push(row);
  return rows;
}

describe('a CSV table', () => {
  test.each([
    ['a,b\n1,2\n', [{ a: '1', b: '2' }]],
    [
      'a,b\r\n1,"x\r\ny"\r\n\r\n3,4',
      [
        { a: '1', b: 'x\r\ny' },
        { a: '3', b: '4' },
      ],
    ],
    ['a,b\n1\n', [{ a: '1', b: '' }]],
    ['a,b\n1,2,,\n', [{ a: '1', b: '2' }]],
    ['a,b\n1,2,3\n4,5\n', [{ unparsed: '1,2,3' }, { a: '4', b: '5' }]],
    [
      'a,b\n1,5" pipe\n3,"a ""q"" b"\n',
      [
        { a: '1', b: '5" pipe' },
        { a: '3', b: 'a "q" b' },
      ],
    ],
    ['a,b\n1,"open\n3,4\n5,6\n', [{ unparsed: '1,"open' }, { a: '3', b: '4' }, { a: '5', b: '6' }]],
    ['a,a,,__proto__\n1,2,3,4\n', [{ a: '1', a_2: '2', column_3: '3', column_proto: '4' }]],
    // Above the header a line is a title, also where it has more cells or shows nothing.
    [
      '说明,甲,乙,丙\n工单编号,受理时间\n1,2025-09-12\n2,2025-09-13\n',
      [
        { 工单编号: '1', 受理时间: '2025-09-12' },
        { 工单编号: '2', 受理时间: '2025-09-13' },
      ],
    ],
    ['="",=""\n工单编号,受理时间\n1,2025-09-12\n', [{ 工单编号: '1', 受理时间: '2025-09-12' }]],
    ['\0,\ufeff\n工单编号,受理时间\n1,2025-09-12\n', [{ 工单编号: '1', 受理时间: '2025-09-12' }]],
    ['a,b\n,\n', []],
    ['', []],
  ])('%j', async (text, expected) => {
    for (const size of [1, 3, 1000]) {
      for (const block of [1, 8, 1000]) expect(await rowsOf(text, size, block)).toEqual(expected);
    }
  });

  test('an open quotation mark in a long file costs one row', async () => {
    const lines = Array.from({ length: 60_000 }, (_value, index) => `${index},some words to fill the line`);
    lines[30_000] = '30000,"some words';
    const rows = await rowsOf(`a,b\n${lines.join('\n')}\n`, 1 << 16, CSV_BLOCK_CHARS);
    expect(rows).toHaveLength(60_000);
    expect(rows.filter((row) => typeof row === 'object' && row !== null && 'unparsed' in row)).toEqual([
      { unparsed: '30000,"some words' },
    ]);
  });

  test('property: what is written as CSV is read again, however it is cut', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', '中', ';') });
    const sizes = fc.integer({ min: 1, max: 40 });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(table, sizes, sizes, async (cells, size, block) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const kept = cells.filter((row) => row.some((one) => one.trim() !== ''));
        const text = ['a,b', ...cells.map((row) => row.map(quote).join())].join('\n');
        expect(await rowsOf(text, size, block)).toEqual(kept.map(([a, b]) => ({ a, b })));
      }),
    );
  });

  test('property: no text makes it throw', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '\0', '\ufeff', '中') });
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        await rowsOf(one, 7, 9);
      }),
    );
  });
});

describe('createFileAdapter', () => {
  const mapping = FieldMapping.parse({ fields: { id: 'id', requestedAt: 'at', point: 'geometry' } });

  test('an import goes on where it was interrupted, and an unchanged file yields nothing', async () => {
    const rows = Array.from({ length: 3500 }, (_value, index) => `${index},2025-09-12 10:00:00`);
    const path = await file('long.csv', `id,at\n${rows.join('\n')}\n`);
    const progress: number[] = [];
    const adapter = adapterOf(path, mapping, 'Asia/Shanghai', (read) => void progress.push(read));
    const abort = new AbortController();
    const first = await pullAll(adapter, null, { abort, onPage: () => abort.abort() });
    expect(first.rows).toHaveLength(1000);
    const second = await pullAll(adapter, first.cursor, {});
    expect(second.pages.map((page) => page.rows.length)).toEqual([1000, 1000, 500]);
    expect([...idsOf(first.rows, 'id'), ...idsOf(second.rows, 'id')]).toEqual(
      rows.map((_row, index) => String(index)),
    );
    expect((await pullAll(adapter, second.cursor, {})).pages).toEqual([]);
    const size = Buffer.byteLength(`id,at\n${rows.join('\n')}\n`);
    expect(progress.at(-1)).toBe(size);

    await appendFile(path, '3500,2025-09-12 10:00:00\n');
    expect((await pullAll(adapter, second.cursor, {})).rows).toHaveLength(3501);
  });

  test('GeoJSON features, JSON with long numbers, bad lines of NDJSON', async () => {
    const feature =
      '{"type":"Feature","id":250912101108115409,"properties":{"at":"2025-09-12"},"geometry":{"type":"Point","coordinates":[-71.06,42.36]}}';
    const byFeature = FieldMapping.parse({
      fields: { id: 'feature_id', requestedAt: 'at', point: 'geometry' },
    });
    for (const [name, content] of [
      ['a.geojson', `{"type":"FeatureCollection","features":[${feature}]}`],
      ['b.ndjson', `${feature}\n`],
    ] as const) {
      const adapter = adapterOf(await file(name, content), byFeature, BOSTON, () => undefined);
      const { rows } = await pullAll(adapter, null, {});
      expect(rows.map((row) => adapter.read(row))).toMatchObject([
        { ok: true, case: { sourceId: '250912101108115409', lon: -71.06, lat: 42.36 } },
      ]);
    }
    const lines = await file('c.ndjson', '{"id":1,"at":"2025-09-12"}\n{"id":2\n\n{"id":3,"at":"2025-09-12"}');
    const adapter = adapterOf(lines, mapping, BOSTON, () => undefined);
    const { rows } = await pullAll(adapter, null, {});
    expect(rows.map((row) => adapter.read(row))).toMatchObject([
      { ok: true },
      { ok: false, refusal: { code: 'unparsed' } },
      { ok: true },
    ]);
  });

  test('Chinese rows: swapped, decimal commas, contact split off, the row without id refused', async () => {
    const path = fixture('chinese-gb18030.csv');
    const { mapping: guessed } = await inspect(path);
    const adapter = adapterOf(path, guessed, 'Asia/Shanghai', () => undefined);
    const { rows } = await pullAll(adapter, null, {});
    const readings = rows.map((row) => adapter.read(row));
    expect(readings).toMatchObject([
      {
        ok: true,
        case: {
          sourceId: '250912101108115409',
          status: 'closed',
          description: '路口有垃圾，请联系138****0000',
          contact: { name: '甲', phone: '13800000000' },
          upstreamDueAt: Date.UTC(2025, 8, 12, 16) - 1,
        },
      },
      { ok: true, case: { lon: 118.7813, lat: 32.0412, requestedAt: Date.UTC(2025, 8, 12, 2, 12) } },
      { ok: true, case: { lat: 32.0413, lon: 118.7814 } },
      { ok: false, refusal: { code: 'no-id' } },
    ]);
  });

  test('a file that is gone, or cut off, says so', async () => {
    const adapter = adapterOf(join(folder, 'gone.csv'), mapping, BOSTON, () => undefined);
    await expect(pullAll(adapter, null, {})).rejects.toMatchObject({ code: 'file-missing', retryable: true });
    const cut = adapterOf(await file('cut.json', '[{"id":1},{"id"'), mapping, BOSTON, () => undefined);
    await expect(pullAll(cut, null, {})).rejects.toMatchObject({ code: 'bad-json' });
    const none = adapterOf(await file('none.json', '{"a":1}'), mapping, BOSTON, () => undefined);
    await expect(pullAll(none, null, {})).rejects.toMatchObject({ code: 'no-rows' });
  });

  test('property: any bytes are read or refused in words', async () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    const names = fc.constantFrom('x.csv', 'x.json', 'x.ndjson', 'x.geojson', 'x.bin');
    await fc.assert(
      fc.asyncProperty(
        bytes,
        names,
        fc.constantFrom('', '[{"id":1},', 'id,at\n1,', '{"id":'),
        async (some, name, head) => {
          const path = await file(name, Buffer.concat([Buffer.from(head), some]));
          const adapter = adapterOf(path, mapping, BOSTON, () => undefined);
          try {
            await sniffFile(path);
            await inspect(path);
            for (const row of (await pullAll(adapter, null, {})).rows) adapter.read(row);
          } catch (error) {
            if (!(error instanceof UpstreamError)) throw error;
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("Boston's rows", () => {
  async function outcome(path: string) {
    const { mapping } = await inspect(path);
    const adapter = adapterOf(path, mapping, BOSTON, () => undefined);
    const { rows } = await pullAll(adapter, null, {});
    const count = {
      rows: rows.length,
      refused: 0,
      closed: 0,
      open: 0,
      due: 0,
      fallback: 0,
      placed: 0,
      ids: 0,
    };
    const ids = new Set<string>();
    for (const row of rows) {
      const reading = adapter.read(row);
      if (!reading.ok) {
        count.refused++;
        continue;
      }
      ids.add(reading.case.sourceId);
      count[reading.case.status]++;
      if (reading.case.upstreamDueAt !== null) count.due++;
      if (reading.case.locationQuality === 'fallback') count.fallback++;
      if (reading.case.lon !== null) count.placed++;
    }
    return { ...count, ids: ids.size };
  }

  test('the excerpt', async () => {
    expect(await outcome(fixture('boston-500.csv'))).toMatchObject({
      rows: 500,
      refused: 0,
      closed: 464,
      open: 36,
      ids: 500,
      fallback: 54,
      placed: 500,
    });
  });

  const archive = new URL(
    '../../../../shared/data/boston311-2011/311_service_requests_2011.zip',
    import.meta.url,
  ).pathname;
  const there = existsSync(archive);
  test.skipIf(!there)(
    `all of them${there ? '' : ' (skipped: ../shared/data/boston311-2011 is not beside this checkout)'}`,
    async () => {
      const [csv] = Object.values(unzipSync(readFileSync(archive)));
      const path = await file('boston.csv', csv ?? '');
      expect(await outcome(path)).toEqual({
        rows: 58_251,
        refused: 0,
        closed: 54_570,
        open: 3681,
        due: 47_270,
        fallback: 4775,
        placed: 58_251,
        ids: 58_251,
      });
    },
  );
});
