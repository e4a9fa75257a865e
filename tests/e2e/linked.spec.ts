import { soon, test } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRows } from './support/upstreamRows.ts';

test.describe('windows of one workstation', () => {
  test('a case chosen on the desk is shown on the wall', async ({ consoleOf, using }) => {
    const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
    const console = await consoleOf(hall);
    const [desk, wall] = [await console.open('desk'), await console.open('wall')];
    await soon(() => desk.total()).toBe(60);

    await desk.openDetail(2);

    await soon(() => wall.card()).toContain('试验路58号');
  });

  test('a filter set on the wall narrows the desk', async ({ consoleOf, using }) => {
    const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
    const console = await consoleOf(hall);
    const [desk, wall] = [await console.open('desk'), await console.open('wall')];
    await soon(() => desk.total()).toBe(60);

    await wall.filterBy('状态', '在办');

    await soon(() => desk.total()).toBe(20);
    await soon(() => wall.kpi('在办')).toBe(20);
  });
});
