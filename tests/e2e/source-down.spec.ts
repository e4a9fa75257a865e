import { expect, soon, test } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRow, qinhuaiRows } from './support/upstreamRows.ts';

test('a source that falls silent is told everywhere, figures stay, and it comes back by itself', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(qinhuaiHall(qinhuaiRows(120, Date.now()), '6aika', {}));
  const console = await consoleOf(hall);
  const wall = await console.open('wall');
  const connections = await console.open('connections');
  await soon(() => wall.kpi('在办')).toBe(40);

  await hall.proxy.disconnect();

  await soon(() => wall.sources()).toEqual([expect.stringMatching(/^区平台 ▲ 中断/)]);
  await soon(() => wall.banner()).toMatch(/来源「区平台」已中断 屏上数据截至/);
  await soon(() => wall.dataAge()).toContain('数据过旧');
  await soon(() => connections.state('区平台')).toBe('▲ 中断');
  await soon(() => connections.lastError('区平台')).toContain('拒绝连接');
  expect(await wall.kpi('在办')).toBe(40);

  hall.rows.push(qinhuaiRow(300, Date.now()));
  await hall.proxy.reconnect();

  await soon(() => wall.kpi('在办'), { timeout: 60_000 }).toBe(41);
  await soon(() => wall.banner()).toBeNull();
  await soon(() => connections.state('区平台')).toBe('● 正常');
});
