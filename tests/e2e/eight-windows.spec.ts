import type { DeskDriver } from './support/driver/desk.ts';
import type { WallDriver } from './support/driver/wall.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRow, qinhuaiRows } from './support/upstreamRows.ts';

test('eight windows on one workstation all learn of a new case over one event stream', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
  const console = await consoleOf(hall, { screen: { width: 1280, height: 720 } });
  const walls: WallDriver[] = [];
  const desks: DeskDriver[] = [];
  for (let i = 0; i < 4; i++) {
    walls.push(await console.open('wall'));
    desks.push(await console.open('desk'));
  }
  for (const wall of walls) await soon(() => wall.kpi('在办')).toBe(20);
  for (const desk of desks) await soon(() => desk.total()).toBe(60);
  const all = [...walls, ...desks];
  for (const window of all) await window.recordNewCases();

  const delays: number[] = [];
  for (let round = 1; round <= 5; round++) {
    const row = qinhuaiRow(300 + 3 * round, Date.now());
    hall.rows.push(row);
    for (const wall of walls) await soon(() => wall.kpi('在办')).toBe(20 + round);
    for (const desk of desks) await soon(() => desk.newCasesNotice()).toContain(`有 ${round} 条新案件`);
    const { firstSeenAt } = await hall.case(`upstream:${row.id}`);
    for (const window of all)
      delays.push(((await window.firstNewCaseAfter(firstSeenAt)) ?? Number.NaN) - firstSeenAt);
  }

  expect(delays.every(Number.isFinite)).toBe(true);
  const p95 = delays.sort((a, b) => a - b)[Math.floor(delays.length * 0.95)];
  process.stdout.write(`eight windows: ${p95} ms (p95 of ${delays.length}) from the poller to the screen\n`);
});
