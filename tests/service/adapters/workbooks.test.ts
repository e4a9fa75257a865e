import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { utils, type WorkBook, write as writeLegacy } from '@e965/xlsx';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { type WriteSheet, writeXlsx } from 'hucre';
import { afterAll, describe, expect, it } from 'vitest';
import { openList } from '../../../electron/city/sync/file/openList.ts';
import { NO_PROGRESS } from '../../../electron/city/sync/file/readingProgress.ts';
import type {
  Cell,
  WorkbookAnswer,
  WorkbookOrder,
} from '../../../electron/city/sync/file/workbook/protocol.ts';
import { headsOfXlsx, rowsOfXlsx } from '../../../electron/city/sync/file/workbook/readXlsx.ts';
import { encodeText } from '../../support/encodeText.ts';
import { workbooks, workbookWorkerUrl } from '../../support/workbooks.ts';

const folder = mkdtempSync(join(tmpdir(), 'citywhistle-workbooks-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function rowsOf(path: string, sheet: string | null): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of (await openList(path, sheet, workbooks)).rows(NO_PROGRESS)) rows.push(row);
  return rows;
}

const HEADER = ['工单编号', '受理时间', '所属街道', '办结时限', '件数'];
/** Wall-clock time in UTC fields, as both libraries take it. */
const wall = (...parts: [number, number, number, number, number]) => new Date(Date.UTC(...parts));
const TABLE = [
  HEADER,
  ['000123', wall(2025, 2, 5, 14, 30), '甲街道', wall(2025, 2, 8, 0, 0), 3],
  ['000124', wall(2025, 2, 5, 9, 5), null, null, null],
];
/** 甲街道 is merged over both rows. */
const READ = [
  {
    ...{ 工单编号: '000123', 受理时间: '2025-03-05 14:30:00', 所属街道: '甲街道' },
    ...{ 办结时限: '2025-03-08', 件数: 3 },
  },
  { 工单编号: '000124', 受理时间: '2025-03-05 09:05:00', 所属街道: '甲街道' },
];

function xlsx(...sheets: WriteSheet[]): Promise<Uint8Array> {
  return writeXlsx({ sheets });
}

function legacy(kind: 'biff8' | 'xlml' | 'xlsb'): Uint8Array {
  const sheet = utils.aoa_to_sheet(TABLE, { UTC: true });
  sheet['!merges'] = [{ s: { r: 1, c: 2 }, e: { r: 2, c: 2 } }];
  const book: WorkBook = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['说明'], ['仅供参考']]), '封面');
  utils.book_append_sheet(book, sheet, '明细');
  utils.book_append_sheet(book, utils.aoa_to_sheet([HEADER]), '旧表');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 0 }, { Hidden: 1 }] };
  return writeLegacy(book, { type: 'buffer', bookType: kind });
}

const modern = () =>
  xlsx(
    { name: '封面', rows: [['说明'], ['仅供参考']] },
    { name: '明细', rows: TABLE, merges: [{ startRow: 1, startCol: 2, endRow: 2, endCol: 2 }] },
    { name: '旧表', rows: [HEADER], hidden: true },
  );

describe.each([
  ['xlsx', modern],
  ['biff8', async () => legacy('biff8')],
  ['xlml', async () => legacy('xlml')],
  ['xlsb', async () => legacy('xlsb')],
] as const)('a workbook written as %s', (kind, make) => {
  it.each(['xls', 'csv'])('is read by its content, called .%s', async (ending) => {
    const path = file(`list-${kind}.${ending}`, await make());
    const list = await openList(path, null, workbooks);
    // The visible sheet whose header is understood, with the others named.
    expect(list).toMatchObject({ sheet: '明细', encoding: null });
    expect(list.sheets).toEqual([
      { name: '封面', hidden: false },
      { name: '明细', hidden: false },
      { name: '旧表', hidden: true },
    ]);
    expect(await rowsOf(path, null)).toMatchObject(READ);
    expect(await rowsOf(path, '旧表')).toEqual([]);
  });
});

it('reads what formulas gave, times to the second, and numbers of more digits than Excel keeps as such', async () => {
  const sheet = utils.aoa_to_sheet([HEADER, ['1', 45721.6041666667, '甲', null, 250305000000000100]]);
  sheet['C2'] = { t: 's', f: '"甲"&"街道"', v: '甲街道' };
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '明细');
  const path = file('formulas.xls', writeLegacy(book, { type: 'buffer', bookType: 'biff8' }));
  expect(await rowsOf(path, null)).toMatchObject([
    { 所属街道: '甲街道', 受理时间: 45721.6041666667, 件数: '2.503050000000001e+17' },
  ]);
});

it('reads a large workbook row by row as it reads a small one whole', async () => {
  const rows = [['2026年'], [], HEADER, ['T1', wall(2025, 2, 5, 14, 30)], [], [], ['T2', null, '甲街道']];
  const merges = [
    { startRow: 0, startCol: 0, endRow: 0, endCol: 4 },
    { startRow: 3, startCol: 0, endRow: 5, endCol: 0 },
  ];
  const sheets = [
    { name: '明细', rows, merges },
    { name: '旧表', rows: [HEADER], hidden: true },
  ];
  const bytes = await writeXlsx({ sheets });
  expect(await everyRow(bytes, 0)).toEqual(await everyRow(bytes, Infinity));
  const [list] = await everyRow(bytes, 0);
  expect(list).toMatchObject({ name: '明细', hidden: false });
  expect(list?.rows.map(([first]) => first)).toEqual([
    ...['2026年', undefined, '工单编号', 'T1', 'T1', 'T1', 'T2'],
  ]);
});

/** Every sheet with its rows up to their last cells; workbooks of more bytes than these are read row by row. */
async function everyRow(bytes: Uint8Array, wholeBytes: number) {
  const found: { name: string; hidden: boolean; head: Cell[][]; rows: Cell[][] }[] = [];
  const filled = (cells: Cell[]) => cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1);
  for (const { head, ...sheet } of await headsOfXlsx(bytes, wholeBytes)) {
    const rows: Cell[][] = [];
    for await (const cells of rowsOfXlsx(bytes, sheet.name, wholeBytes)) rows.push(filled(cells));
    found.push({ ...sheet, head: head.map(filled), rows });
  }
  return found;
}

/** A workbook of one sheet, with what stands between the tags of its rows and of its texts. */
function written(rows: string, texts: string, tail = ''): Buffer {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id='${id}' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}' Target='${target}'/>`;
  const relations = (...all: string[]) =>
    `<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>${all.join('')}</Relationships>`;
  const parts = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<x:workbook xmlns:x='m' xmlns:r='o'><x:sheets><x:sheet name='明细' sheetId='1' r:id='rId1'/></x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...[
        relation('rId1', 'worksheet', '/xl/data/one.xml'),
        relation('rId2', 'sharedStrings', '../xl/s.xml'),
      ],
    ),
    'xl/data/one.xml': `<x:worksheet xmlns:x='m'><x:sheetData>${rows}</x:sheetData>${tail}</x:worksheet>`,
    'xl/s.xml': `<sst>${texts}</sst>`,
  };
  const bytes = Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)] as const);
  return Buffer.from(zipSync(Object.fromEntries(bytes)));
}

it('reads XML row by row however it is written', async () => {
  const bytes = written(
    `<!-- <x:row> --><x:row\n r = '2' ><x:c t='s' note='a > b' r='B2'><x:v>1</x:v></x:c><x:c t="s"><x:v> </x:v></x:c>` +
      `<x:c t="inlineStr"><x:is><x:t>甲</x:t><x:rPh sb="0" eb="1"><x:t>jia</x:t></x:rPh></x:is></x:c></x:row>` +
      `<x:row/><x:row><x:c/><x:c t="str"><x:v><![CDATA[<a>&amp;]]>&#x7532;&lt;</x:v></x:c><x:c t="s"><x:v>9</x:v></x:c></x:row>`,
    `<si/><si><r><rPr><b/></rPr><t>街</t></r><r><t xml:space="preserve"> 道</t></r><rPh sb="0" eb="2"><t>jie</t></rPh></si>`,
    `<x:mergeCells count='1'><x:mergeCell ref='B2:B3'/></x:mergeCells>`,
  );
  const [sheet] = await everyRow(bytes, 0);
  expect(sheet?.rows).toEqual([[], [null, '街 道', null, '甲'], [null, '街 道'], [null, '<a>&amp;甲<']]);
});

it('takes no row of a large workbook of which a bit was turned, or an end is missing', async () => {
  const row = (n: number) => `<x:row><x:c><x:v>${n}</x:v></x:c></x:row>`;
  const whole = written(
    Array.from({ length: 20_000 }, (_, n) => row(n * 7919)).join(''),
    '<si><t>甲</t></si>',
  );
  expect((await everyRow(whole, 0))[0]?.rows).toHaveLength(20_000);
  const sheetAt = whole.indexOf('xl/data/one.xml');
  for (const share of [0.2, 0.5, 0.8]) {
    const bytes = Buffer.from(whole);
    const at = sheetAt + Math.floor((whole.indexOf('xl/s.xml') - sheetAt) * share);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    let read = 0;
    const reading = async () => {
      for await (const _ of rowsOfXlsx(bytes, '明细', 0)) read += 1;
    };
    await expect(reading()).rejects.toThrow();
    expect(read).toBe(0);
  }
  for (const broken of ['<x:row>', '</x:row>', '<x:row r="0"/>', '<x:row r="1048577"/>'])
    await expect(everyRow(written(`${row(1)}${broken}`, ''), 0)).rejects.toThrow();
  for (const texts of ['<si>', '<si><t>甲</si>'])
    await expect(everyRow(written(row(1), texts), 0)).rejects.toThrow();
});

it('holds the texts that the cells of a large workbook share outside its heap', async () => {
  const count = 150_000;
  const cell = (place: number) => `<x:c t="s"><x:v>${place}</x:v></x:c>`;
  const [rows, texts] = [
    Array.from({ length: count }, (_, n) => `<x:row>${cell(2 * n)}${cell(2 * n + 1)}</x:row>`).join(''),
    Array.from({ length: count }, (_, n) => `<si><t>QH${n}</t></si><si><t>第${n}件：市民反映</t></si>`).join(
      '',
    ),
  ];
  const path = file('shared.xlsx', written(rows, texts));
  const taken = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { path, kind: 'xlsx', sheet: '明细', taken } satisfies WorkbookOrder;
  const worker = new Worker(workbookWorkerUrl, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 48 },
  });
  let read = 0;
  let last: readonly Cell[] | undefined;
  await new Promise<void>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => resolve());
    worker.on('message', (answer: WorkbookAnswer) => {
      if (answer.type === 'failed') reject(new Error(answer.what));
      if (answer.type !== 'rows') return;
      read += answer.rows.length;
      last = answer.rows.at(-1);
      Atomics.add(taken, 0, 1);
      Atomics.notify(taken, 0);
    });
  });
  expect(read).toBe(count);
  expect(last).toEqual([`QH${count - 1}`, `第${count - 1}件：市民反映`]);
});

describe('property: rows are read one by one as all at once', () => {
  const letters = fc.constantFrom(
    ...[
      '甲',
      '街道',
      'A&B',
      '<br/>',
      '"',
      "'",
      ' ',
      '\n',
      '_x4e00_',
      '_x000D_',
      '😀',
      ']]>',
      '00',
      '\t',
      'é',
    ],
  );
  const word = fc.array(letters, { maxLength: 5 }).map((parts) => parts.join(''));
  const value = fc.oneof(
    ...[
      word,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    ],
    fc.date({ min: new Date(0), max: new Date(Date.UTC(2100, 0)), noInvalidDate: true }),
  );
  const table = fc.array(fc.array(value, { maxLength: 6 }), { minLength: 1, maxLength: 12 });
  const area = fc
    .tuple(...[8, 3, 4, 2].map((max) => fc.nat(max)))
    .map(([row = 0, column = 0, height = 0, width = 0]) => ({
      ...{
        startRow: row,
        startCol: column * 3,
        endRow: row + height,
        endCol: column * 3 + Math.min(width, 2),
      },
    }));
  /** Excel lets none overlap. */
  const areas = fc
    .array(area, { maxLength: 6 })
    .map((all) =>
      all.filter(
        (one, at) =>
          (one.startRow < one.endRow || one.startCol < one.endCol) &&
          !all
            .slice(0, at)
            .some(
              (other) =>
                other.startCol === one.startCol &&
                other.startRow <= one.endRow &&
                one.startRow <= other.endRow,
            ),
      ),
    );

  it('as one program writes them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(table, areas, fc.boolean()), { minLength: 1, maxLength: 3 }),
        async (all) => {
          const sheets = all.map(([rows, merges, hidden], at) => ({
            name: `表&${at}`,
            rows,
            merges,
            hidden,
          }));
          const bytes = await writeXlsx({ sheets });
          expect(await everyRow(bytes, 0)).toEqual(await everyRow(bytes, Infinity));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('as another one does, with formats of all kinds and texts that cells share', async () => {
    const formats = fc.constantFrom(
      'General',
      '000000',
      '"NJ"0000',
      'yyyy-mm-dd',
      'h:mm',
      '0.00%',
      '[$-804]0000',
    );
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.array(formats),
        areas,
        fc.boolean(),
        async (rows, shown, merges, isShared) => {
          const sheet = utils.aoa_to_sheet(rows, { UTC: true, dense: true });
          let at = 0;
          for (const row of sheet['!data'] ?? [])
            for (const cell of row ?? [])
              if (cell?.t === 'n' && shown.length > 0) cell.z = shown[at++ % shown.length];
          sheet['!merges'] = merges.map(({ startRow, startCol, endRow, endCol }) => ({
            ...{ s: { r: startRow, c: startCol }, e: { r: endRow, c: endCol } },
          }));
          const book = utils.book_new();
          utils.book_append_sheet(book, sheet, '明细');
          const bytes: Buffer = writeLegacy(book, { type: 'buffer', bookType: 'xlsx', bookSST: isShared });
          expect(await everyRow(bytes, 0)).toEqual(await everyRow(bytes, Infinity));
        },
      ),
      { numRuns: 200 },
    );
  });
});

it('takes a text for a text, whatever it begins with', async () => {
  for (const text of ['BM,受理时间\n', 'PK,受理时间\n', 'GIFT,受理时间\n'])
    expect(await openList(file('text.xls', `${text}1,2025-03-05\n`), null, workbooks)).toMatchObject({
      format: 'csv',
    });
});

it('reads a list of many rows one batch at a time, and stops when nobody reads on', async () => {
  const rows = Array.from({ length: 60_000 }, (_, index) => [
    `T${index}`,
    '2025-03-05 14:30',
    '甲街道',
    '',
    index,
  ]);
  const path = file('long.xlsx', await xlsx({ name: '明细', rows: [HEADER, ...rows] }));
  expect(await rowsOf(path, null)).toHaveLength(60_000);
  const list = await openList(path, null, workbooks);
  let read = 0;
  for await (const _ of list.rows(NO_PROGRESS)) if (++read === 600) break;
  expect(read).toBe(600);
});

describe('what is no list', () => {
  it.each([
    ['password', '打开密码', () => locked()],
    ['word', '这是一份文档', () => zipWith('word/document.xml')],
    ['archive', '压缩包', () => zipWith('readme.txt')],
    ['pdf', '这是一份文档', () => Buffer.from('%PDF-1.7\n')],
    ['picture', '一张图片', () => Buffer.from('89504e470d0a1a0a', 'hex')],
    ['xml', '其他系统的 XML', () => Buffer.from('<?xml version="1.0"?><orders/>')],
    ['empty sheet', '没有表格', async () => xlsx({ name: '空', rows: [] })],
  ])('%s is said to be what it is', async (name, said, make) => {
    const path = file(`${name}.xlsx`, await make());
    await expect(openList(path, null, workbooks)).rejects.toThrow(said);
  });

  it('is a sheet that the workbook does not have', async () => {
    const path = file('sheets.xlsx', await modern());
    await expect(openList(path, '没有', workbooks)).rejects.toThrow('没有表格');
  });
});

describe('a table of a web page or of Excel 2003', () => {
  const html = (row: string) =>
    `<html><table><tr><th>工单编号</th><th>受理时间</th><th>诉求内容</th></tr>${row}</table></html>`;
  const sound = '<tr><td>25030501</td><td>2025-03-05 14:30:00</td><td>垃圾堆放</td></tr>';
  const xml = (cell: string) => `<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>工单编号</Data></Cell>
<Cell><Data>受理时间</Data></Cell></Row><Row><Cell>${cell}</Cell><Cell><Data>2025-03-05</Data></Cell></Row></Table></Worksheet></Workbook>`;

  it('tells how many letters broken bytes cost, and gives none of another', async () => {
    const whole = encodeText(html(sound), 'gb18030');
    const at = whole.indexOf(encodeText('圾', 'gb18030'));
    // A byte between the two of a letter; the letters after it stand where they stood.
    const path = file(
      'letters.xls',
      Buffer.concat([whole.subarray(0, at + 1), Buffer.of(0x2c), whole.subarray(at + 1)]),
    );
    let lost = 0;
    const rows: unknown[] = [];
    const onLettersLost = (letters: number) => {
      lost = letters;
    };
    for await (const row of (await openList(path, null, workbooks)).rows({ ...NO_PROGRESS, onLettersLost }))
      rows.push(row);
    expect(rows).toMatchObject([{ 诉求内容: expect.stringMatching(/^垃\ufffd.*堆放$/) }]);
    expect(lost).toBeGreaterThan(0);
  });

  it.each([
    ['a tag that another cuts off', html(sound.replace('</td><td>2025', '<td><td <td>2025'))],
    ['an end tag that another cuts off', html(sound.replace('</td><td>2025', '</td<<td>2025'))],
    ['a tag of XML that is not closed', xml('<Data>25030501</Data')],
    ['an end of XML that is missing', xml('<Data>25030501')],
  ])('is damaged by %s', async (_, text) => {
    await expect(openList(file('broken.xls', text), null, workbooks)).rejects.toThrow('已损坏');
  });

  it('may have ampersands and tags that are not closed where pages may', async () => {
    const loose = html(`${sound}<tr><td>A&B<td>2025-03-06<td>乱停车<tr><TD>C<td>2025-03-07<TD></tr>`);
    expect(await rowsOf(file('loose.xls', loose), null)).toMatchObject([
      { 工单编号: '25030501', 诉求内容: '垃圾堆放' },
      { 工单编号: 'A&B', 受理时间: '2025-03-06', 诉求内容: '乱停车' },
      { 工单编号: 'C', 受理时间: '2025-03-07', 诉求内容: '' },
    ]);
    expect(await rowsOf(file('loose-xml.xls', xml('<Data>A&B</Data>')), null)).toMatchObject([
      { 工单编号: 'A&B' },
    ]);
  });
});

it('a table within a cell is its text, and every cell of the row stays', async () => {
  const inner = '<table><tr><td>派遣</td><td>甲科</td></tr></table>';
  const text = `<table><tr><th>工单编号</th><th>受理时间</th><th>诉求内容</th><th>工单状态</th></tr>
    <tr><td>A1</td><td>2025-03-05 14:30</td><td>垃圾堆放${inner}</td><td>已办结</td></tr></table>`;
  expect(await rowsOf(file('nested.xls', text), null)).toEqual([
    { 工单编号: 'A1', 受理时间: '2025-03-05 14:30', 诉求内容: '垃圾堆放\n派遣 甲科', 工单状态: '已办结' },
  ]);
});

it('property: a damaged workbook is read or refused with a sentence, and ends nothing', async () => {
  const whole = await modern();
  const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 4 }), fc.nat(whole.length), async (changes, cut) => {
      const bytes = Uint8Array.from(whole.slice(0, cut));
      for (const { at, to } of changes) if (at < cut) bytes[at] = to;
      const path = file('damaged.xlsx', bytes);
      try {
        const rows = await rowsOf(path, null);
        expect(Array.isArray(rows)).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ name: 'UpstreamError' });
      }
    }),
    { numRuns: Number(process.env['WORKBOOK_RUNS'] ?? 40), endOnFailure: true },
  );
});

/** A workbook with a password is a compound file with an encrypted package. */
async function locked(): Promise<Uint8Array> {
  const sheets = [{ name: '明细', rows: [HEADER] }];
  return writeXlsx({ sheets, encryption: { password: '密码', spinCount: 1000 } });
}

function zipWith(name: string): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\u0003\u0004', 'latin1');
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name)]);
}
