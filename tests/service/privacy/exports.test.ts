import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPORT_HEADERS } from '../../../shared/contract/exportCases.ts';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { json } from '../../support/city.ts';
import { fillFrom, good } from '../store/support.ts';
import { type Hall, hire, openHallOf, POSTS, START, whistlePack } from '../whistles/support.ts';

const REASON = '周调度会材料';
const FORMULAS = ['=1+1', '+86 路灯', '-路灯', '@SUM(A1)', '\t=1', '　＝1+1', '|calc', '%0'];
const PERSON = { name: '完颜试样', phone: '13900014321', email: null, originalDescription: null };
const MANY = 1200;

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

const exported = (who: string, query: string, reason: string) =>
  hall.as(who, 'POST', `/api/cases/export${query}`, { reason });
const cellsOf = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });

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
    expect(head?.slice(0, 5)).toEqual(['编号', '状态', '阶段', '类别', '标题']);
    const cases = rest.slice(0, MANY);
    expect(cases.map((cells) => cells[0])).toEqual(
      Array.from({ length: MANY }, (_, i) => `hotline:c-${MANY - 1 - i}`),
    );
    expect(cases.at(-1)).toEqual([
      'hotline:c-0',
      '已结案',
      '',
      '井盖（0101）',
      '第 0 件',
      '中山南路 12 号',
      '街道 S1',
      '网格 G1',
      'department A',
      '12345',
      '2026-03-02 09:00',
      '2026-03-02 08:00',
      '2026-03-02 09:00',
      '2026-03-02 10:00',
      '城市包',
      '否',
      '0',
      '-71.08',
      '42.32',
    ]);
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
      .map((cells) => cells[4] ?? '');
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
