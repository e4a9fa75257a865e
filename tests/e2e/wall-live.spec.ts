import { expect, soon, test } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRow, qinhuaiRows } from './support/upstreamRows.ts';

test.describe('the wall while cases come in', () => {
  test('shows a new case without being reloaded', async ({ consoleOf, using }) => {
    const hall = await using(qinhuaiHall(qinhuaiRows(120, Date.now()), '6aika', {}));
    const wall = await (await consoleOf(hall)).open('wall');
    await soon(() => wall.kpi('在办')).toBe(40);
    const loads = wall.reloads();

    hall.rows.push(qinhuaiRow(300, Date.now()));

    await soon(() => wall.kpi('在办')).toBe(41);
    await soon(async () => (await wall.lastCases())[0]).toContain('试验路300号');
    expect(wall.reloads()).toBe(loads);
  });

  test('keeps the list still under the pointer and counts what waits', async ({ consoleOf, using }) => {
    const hall = await using(qinhuaiHall(qinhuaiRows(120, Date.now()), '6aika', {}));
    const wall = await (await consoleOf(hall)).open('wall');
    await soon(async () => (await wall.lastCases()).length).toBe(30);
    await wall.hoverLastCases();
    const before = await wall.lastCases();

    hall.rows.push(qinhuaiRow(300, Date.now()), qinhuaiRow(301, Date.now()));

    await soon(() => wall.newCasesNotice()).toBe('有 2 条新案件');
    expect(await wall.lastCases()).toEqual(before);

    await wall.leaveLastCases();
    await soon(async () => (await wall.lastCases())[0]).toContain('试验路30');
  });
});
