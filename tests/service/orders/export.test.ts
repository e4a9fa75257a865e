import { afterAll, beforeAll, expect, it } from 'vitest';
import { AuditPage } from '../../../shared/contract/operators.ts';
import { type OrderHall, openOrderHall } from './support.ts';

const CALLER = '13812345678';
let hall: OrderHall;
beforeAll(async () => {
  hall = await openOrderHall(null, '2026-03-04 19:30');
  await hall.register({
    content: `回电 ${CALLER}，住 3 单元 502 室`,
    contact: '演示联系人',
    title: '=HYPERLINK("x")',
  });
  await hall.register({ title: '另一件', lead: 'B', coUnits: [] });
});
afterAll(() => hall.removeData());

const exported = (who: string, query: string, format: 'csv' | 'xlsx') =>
  hall.as(who, 'POST', `/api/orders/export${query}`, { reason: '周三调度会材料', format });

it('has every column of the register, no number of a citizen, no formula, and its record at the end', async () => {
  const answer = await exported('dispatch', '', 'csv');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('X-Export-Count')).toBe('2');
  const text = await answer.text();
  const [head = ''] = text.split('\r\n');
  for (const column of [
    '序号',
    '编号',
    '会次',
    '办理要求与验收标准',
    '要求办结',
    '催办次数',
    '核查人、日期',
    '回头看日期、结果',
    '归档号',
  ])
    expect(head).toContain(`"${column}"`);
  expect(text).not.toContain(CALLER);
  expect(text).not.toContain('502');
  expect(text).toContain('"\'=HYPERLINK');
  expect(text).toContain('督〔2026〕1号');
  expect(text.trimEnd().split('\r\n').at(-1)).toContain('文件结束');
  const audit = AuditPage.parse(await (await hall.as('auditor', 'GET', '/api/audit')).json());
  expect(audit.items.find(({ action }) => action === 'orders.export')).toMatchObject({
    actor: 'dispatch',
  });
});

it('takes the filters, and is a workbook as well', async () => {
  const answer = await exported('judge', '?lead=B', 'xlsx');
  expect(answer.headers.get('X-Export-Count')).toBe('1');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(String.fromCharCode(...bytes.subarray(0, 2))).toBe('PK');
});

it('is not for who administers or audits, nor for nobody', async () => {
  expect((await exported('auditor', '', 'csv')).status).toBe(403);
  const body = JSON.stringify({ reason: '周三调度会材料', format: 'csv' });
  const headers = { 'Content-Type': 'application/json' };
  expect((await hall.request('/api/orders/export', { method: 'POST', body, headers })).status).toBe(401);
});
