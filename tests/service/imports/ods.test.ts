import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOds } from 'hucre';
import { expect, it } from 'vitest';
import { openOds } from '../../../electron/city/sync/file/workbook/readOds.ts';
import { CasePage } from '../../../shared/contract/cases.ts';
import { folder } from '../../support/hostCommands.ts';
import { run } from '../../support/hostFiles.ts';
import { importList, uploadList } from '../../support/importing.ts';
import { cityOfImports } from './support.ts';

const NS = ['office', 'table', 'text', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');
const flat = (sheets: string, styles = ''): string =>
  `<?xml version="1.0"?><office:document ${NS} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${sheets}</office:spreadsheet></office:body></office:document>`;
const text = (value: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
const row = (...cells: string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`;
const date = (value: string): string =>
  `<table:table-cell office:value-type="date" office:date-value="${value}"><text:p>x</text:p></table:table-cell>`;
const HEAD = row(...['工单编号', '受理时间', '诉求内容', '工单状态'].map(text));
/** As LibreOffice ends a sheet. */
const END =
  '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/></table:table-row>';
const LIST = flat(
  `<table:table table:name="清单"><table:table-header-rows>${HEAD}</table:table-header-rows><table:table-row-group>${row(
    '<table:table-cell office:value-type="float" office:value="123"><text:p>00123</text:p></table:table-cell>',
    ...[
      date('2025-03-05T14:30:00'),
      text('垃圾<text:s text:c="2"/>堆放<office:annotation><text:p>批注</text:p></office:annotation>'),
    ],
    '<table:table-cell office:value-type="string"><text:p>办理中</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16380"/>',
  )}</table:table-row-group>${row(text('A2'), date('2025-03-06'), text('第一行</text:p><text:p>第二行 &amp; 完'), text('已办结'))}${END}</table:table>
   <table:table table:name="草稿" table:style-name="ta2">${HEAD}</table:table>`,
  '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>',
);
const bytesOf = (content: string) => new TextEncoder().encode(content);

it('an OpenDocument spreadsheet is read as any workbook, whatever its name', async () => {
  for (const name of ['清单.fods', '清单.csv']) {
    const city = await cityOfImports();
    const report = await uploadList(city, bytesOf(LIST), name);
    expect(report).toMatchObject({
      format: 'ods',
      sheets: [
        { name: '清单', hidden: false },
        { name: '草稿', hidden: true },
      ],
    });
    const job = await importList(city, bytesOf(LIST), { filename: name });
    expect(job).toMatchObject({ state: 'done', accounting: { received: 2, stored: 2 } });
    const { items } = await city.get('/api/cases?limit=10', CasePage);
    expect(items.map(({ sourceId }) => sourceId).sort()).toEqual(['00123', 'A2']);
    // 14:30 in the zone of the city.
    expect(items.find(({ sourceId }) => sourceId === '00123')?.requestedAt).toBe(
      Date.UTC(2025, 2, 5, 19, 30),
    );
    expect(items.find(({ sourceId }) => sourceId === 'A2')?.status).toBe('closed');
  }
});

it('so is a packed one, at the command line too', async () => {
  const packed = await writeOds({
    sheets: [
      {
        name: 'Sheet1',
        rows: [
          ['工单编号', '受理时间', '诉求内容', '完成率'],
          ['A1', new Date(Date.UTC(2025, 2, 5, 14, 30)), '路灯不亮', 0.5],
          ['A2', new Date(Date.UTC(2025, 2, 6)), '井盖破损', 1],
        ],
      },
    ],
  });
  const dir = folder();
  const file = join(dir, '清单.ods');
  writeFileSync(file, packed);
  const { code, out, err } = await run('import.ts', ['--data', join(dir, 'data'), file]);
  expect(code, err).toBe(0);
  expect(JSON.parse(out).files[0].accounting).toMatchObject({ received: 2, stored: 2 });
});

it('cells and rows that are repeated a million times are bounded', () => {
  const many = (cell: string, times: number) =>
    `<table:table-row table:number-rows-repeated="${times}">${cell}</table:table-row>`;
  const filled =
    '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>';
  const sheet = (rows: string) => bytesOf(flat(`<table:table table:name="a">${rows}</table:table>`));
  expect(() => openOds(sheet(many(filled, 1_000_000)))).toThrow('too many');
  expect(() => openOds(sheet(row(filled, filled)))).toThrow('too many');
  expect(openOds(sheet(row(text('x')) + END))[0]?.rows).toEqual([['x']]);
  const gap = many('<table:table-cell table:number-columns-repeated="3"/>', 2);
  expect(openOds(sheet(row(text('x')) + gap + row(text('y'))))[0]?.rows).toEqual([['x'], [], [], ['y']]);
  const two = '<table:table-cell table:number-columns-repeated="2"/>';
  expect(openOds(sheet(row(text('x'), two, text('y'))))[0]?.rows).toEqual([['x', null, null, 'y']]);
});

it('a damaged one is refused with a sentence', async () => {
  const city = await cityOfImports();
  const path = `/api/uploads?filename=${encodeURIComponent('清单.ods')}`;
  const refused = await city.request(path, { method: 'POST', body: bytesOf(LIST.slice(0, -200)) });
  expect(refused.ok).toBe(false);
  expect(await refused.text()).toContain('已损坏');
});

it('text in a CDATA section is text, and the name of a sheet is decoded once', () => {
  const [sheet] = openOds(
    bytesOf(
      flat(
        `<table:table table:name="A &amp;lt; B">${row(text('<![CDATA[1 < 2 & 3]]>'), text('x'))}</table:table>`,
      ),
    ),
  );
  expect(sheet).toMatchObject({ name: 'A &lt; B', rows: [['1 < 2 & 3', 'x']] });
});
