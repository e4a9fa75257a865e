import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_HEADERS } from '../../../shared/contract/exportCases.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { json } from '../../support/city.ts';
import { fillFrom, good } from '../store/support.ts';
import { type Hall, hire, openHallOf, POSTS, START, whistlePack } from '../whistles/support.ts';

const REASON = '周调度会材料';
const FORMULAS = ['=1+1', '+86 路灯', '-路灯', '@SUM(A1)', '\t=1', '　＝1+1', '|calc', '%0'];
const PERSON = {
  name: '完颜试样',
  phone: '13900014321',
  email: null,
  address: null,
  identity: null,
  originalDescription: null,
};
const MANY = 1200;

const HEADS = [
  ...[
    '编号',
    '数据源',
    '状态',
    '阶段',
    '类别编码',
    '类别',
    '标题',
    '问题描述',
    '地址',
    '街道',
    '网格',
    '网格编码',
  ],
  ...['主责单位', '来源', '上报时间', '更新时间', '结案时间', '办结时限', '时限依据', '超期', '返工次数'],
  ...['经度（WGS84）', '纬度（WGS84）'],
];

let hall: Hall;
beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  await hire(dataDir, POSTS, ['duty', 'auditor', 'chief', 'judge']);
  const place = { lon: -71.08, lat: 42.32, street: 'S1', grid: 'G1', org: 'A' };
  const rows = Array.from({ length: MANY }, (_, i) =>
    good(`c-${i}`, {
      ...place,
      title: `第 ${i} 件`,
      requestedAt: START - i * 1000,
      status: 'closed',
      closedAt: START,
    }),
  );
  const told = {
    ...place,
    contact: PERSON,
    title: '完颜试样 13900014321 反映',
    address: '一号路 5 幢 3单元502室',
  };
  const open = FORMULAS.map((title, i) => good(`f-${i}`, { ...place, title, requestedAt: START - i }));
  fillFrom(dataDir, [...rows, ...open, good('person', { ...told, requestedAt: START - 99 })], START);
  hall = await openHallOf(whistlePack(), POSTS, dataDir, [], { now: START });
});
afterAll(() => hall.removeData());

const exported = (who: string, query: string, reason: string, format?: 'xlsx') =>
  hall.as(who, 'POST', `/api/cases/export${query}`, { reason, format });
const TITLE = HEADS.indexOf('标题');
const cellsOf = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });

const sheetXml = (bytes: Uint8Array) =>
  new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml']);

async function lines(): Promise<AuditPage['items']> {
  const answer = await hall.as('auditor', 'GET', '/api/audit');
  return AuditPage.parse(await answer.json()).items.filter(({ action }) => action === 'cases.export');
}

describe('an export of the queue', () => {
  it('holds every case of the filter once, in the order of the queue, and says at its end who made it', async () => {
    const answer = await exported('duty', '?status=closed&sort=requested', REASON);
    expect(answer.status).toBe(200);
    expect(answer.headers.get(EXPORT_HEADERS.count)).toBe(String(MANY));
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, ...rest] = cellsOf(new TextDecoder().decode(bytes));
    expect(head).toEqual(HEADS);
    const cases = rest.slice(0, MANY);
    expect(cases.map((cells) => cells[0])).toEqual(
      Array.from({ length: MANY }, (_, i) => `c-${MANY - 1 - i}`),
    );
    expect(Object.fromEntries(HEADS.map((name, i) => [name, cases.at(-1)?.[i]]))).toEqual({
      编号: 'c-0',
      数据源: 'hotline',
      状态: '已结案',
      阶段: '',
      类别编码: '\t0101',
      类别: '井盖',
      标题: '第 0 件',
      问题描述: '路口井盖破损，车辆绕行',
      地址: '中山南路 12 号',
      街道: '街道 S1',
      网格: '网格 G1',
      网格编码: 'G1',
      主责单位: 'department A',
      来源: '12345',
      上报时间: '2026-03-02 09:00',
      更新时间: '2026-03-02 08:00',
      结案时间: '2026-03-02 09:00',
      办结时限: '2026-03-02 10:00',
      时限依据: '城市包',
      超期: '否',
      返工次数: '0',
      '经度（WGS84）': '-71.08',
      '纬度（WGS84）': '42.32',
    });
    const tail = new Map(rest.slice(MANY).map(([name = '', value = '']) => [name, value]));
    expect(tail.get('导出说明')).toContain(`共 ${MANY} 件`);
    expect(tail.get('导出人')).toBe('某duty（duty）');
    expect(tail.get('导出时间')).toBe('2026-03-02 09:00');
    expect(tail.get('导出理由')).toBe(REASON);
    expect(tail.get('筛选与排序')).toBe('状态：closed；最早上报在前'.replace('closed', '结案'));
    expect(tail.get('导出编号')).toBe(answer.headers.get(EXPORT_HEADERS.number));
    expect([...tail.keys()].at(-1)).toBe('文件结束');
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain(
      `案件导出_20260302-0900_duty_${MANY}件.csv`,
    );
  });

  it('runs nothing on the machine that opens it, and says nothing of a person', async () => {
    const text = await (await exported('duty', '?status=open', REASON)).text();
    const titles = cellsOf(text)
      .slice(1)
      .map((cells) => cells[HEADS.indexOf('标题')] ?? '');
    expect(titles.slice(0, FORMULAS.length)).toEqual([
      "'=1+1",
      "'+86 路灯",
      "'-路灯",
      "'@SUM(A1)",
      "'=1",
      "'＝1+1",
      "'|calc",
      "'%0",
    ]);
    expect(text).toContain('[已隐去]');
    for (const secret of [PERSON.name, PERSON.phone, '502']) expect(text).not.toContain(secret);
  });

  it('is a workbook with the same cases, whose dates are dates and whose texts are texts', async () => {
    const answer = await exported('duty', '?sort=requested', REASON, 'xlsx');
    expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain(
      `案件导出_20260302-0900_duty_${MANY + FORMULAS.length + 1}件.xlsx`,
    );
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    expect(sheets.map(({ name }) => name)).toEqual(['案件', '导出说明']);
    const [head, ...rows] = sheets[0]?.rows ?? [];
    expect(head).toEqual(HEADS);
    expect(rows).toHaveLength(MANY + FORMULAS.length + 1);
    const csv = cellsOf(await (await exported('duty', '?sort=requested', REASON)).text()).slice(1);
    expect(rows.map((cells) => cells[0])).toEqual(csv.slice(0, rows.length).map((cells) => cells[0]));
    expect(Object.fromEntries(HEADS.map((name, i) => [name, rows[0]?.[i]]))).toMatchObject({
      ...{ 编号: `c-${MANY - 1}`, 类别编码: '0101', 标题: `第 ${MANY - 1} 件` },
      // Wall-clock time of the city, in the fields of UTC.
      ...{ 上报时间: new Date(Date.UTC(2026, 2, 2, 8, 40, 1)), 结案时间: new Date(Date.UTC(2026, 2, 2, 9)) },
      ...{ 返工次数: 0, '经度（WGS84）': -71.08 },
    });
    const titles = rows.map((cells) => String(cells[TITLE]));
    // As they were written, without a mark: none is a formula.
    for (const title of FORMULAS) expect(titles).toContain(title.trim());
    const xml = sheetXml(bytes);
    expect(xml).not.toMatch(/<f[ >]/);
    const text = JSON.stringify(sheets);
    expect(text).toContain('[已隐去]');
    for (const secret of [PERSON.name, PERSON.phone, '502室']) expect(text).not.toContain(secret);
    const record = new Map(sheets[1]?.rows.map(([name, value]) => [name, value]));
    expect(record.get('导出人')).toBe('某duty（duty）');
    expect(record.get('导出编号')).toBe(answer.headers.get(EXPORT_HEADERS.number));
    expect((await lines())[1]).toMatchObject({ result: 'done', details: { format: 'xlsx' } });
  });

  it('is a line of the audit before its first byte, whether it is read to its end or not', async () => {
    const before = await lines();
    const answer = await exported('judge', '?q=%E7%AC%AC&status=closed', '评价抽样核对');
    await answer.body?.cancel();
    const [line, ...rest] = await lines();
    expect(rest).toEqual(before);
    expect(line).toMatchObject({
      actor: 'judge',
      subject: answer.headers.get(EXPORT_HEADERS.number),
      result: 'done',
      details: { reason: '评价抽样核对', filter: expect.stringContaining('搜索：第') },
    });
  });

  it.each(['auditor', 'chief'])('is not made for %s, and that is kept', async (who) => {
    const answer = await exported(who, '', REASON);
    expect(answer.status).toBe(403);
    expect((await lines())[0]).toMatchObject({ actor: who, result: 'refused' });
  });

  it('needs a session, a reason and words that are understood; a wall gets none', async () => {
    const before = await lines();
    const nobody = await hall.refusal('/api/cases/export', json('POST', { reason: REASON }));
    expect(nobody.status).toBe(401);
    expect((await exported('duty', '', '  导出 ')).status).toBe(422);
    expect((await exported('duty', '?catgory=1', REASON)).status).toBe(400);
    const init = json('POST', { reason: REASON });
    const wall = { ...init, headers: { ...init.headers, [WINDOW_ROLE_HEADER]: 'wall' } };
    expect(await hall.refusal('/api/cases/export', wall)).toMatchObject({
      status: 403,
      code: 'not-on-a-wall',
    });
    expect(await lines()).toEqual(before);
  });
});
