import { expect, soon, test } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRow, qinhuaiRows } from './support/upstreamRows.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { blowWhistle, whistleHall } from './support/whistleHall.ts';

const MIDDLE = { x: expect.closeTo(0.5, 1), y: expect.closeTo(0.5, 1) };

test('a case chosen on the desk brings the wall there, and closing it brings the wall back', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
  const console = await consoleOf(hall);
  const [desk, wall] = [await console.open('desk'), await console.open('wall')];
  await soon(() => desk.total()).toBe(60);
  await soon(async () => (await wall.streetNames()).length).toBeGreaterThan(8);
  const whole = await wall.streetNames();

  await desk.openDetail(7);

  await soon(() => wall.ring()).toEqual(MIDDLE);
  await soon(async () => (await wall.streetNames()).length).toBeLessThan(whole.length);
  await wall.waitForIdle();
  await wall.screenshot('wall-flown-to-case');
  await desk.press('Escape');
  await soon(() => wall.ring()).toBeNull();
  await soon(() => wall.streetNames()).toEqual(whole);
});

test('a whistle opened on the board is shown on the walls, and goes when its page is closed', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  await blowWhistle(hall, SUBJECT);
  const console = await consoleOf(hall);
  const [board, wall, other] = [
    await console.open('whistles'),
    await console.open('wall'),
    await console.open('wall'),
  ];

  await board.open(SUBJECT);

  for (const each of [wall, other]) {
    await soon(() => each.card()).toContain(SUBJECT);
    await soon(() => each.ring()).toEqual(MIDDLE);
  }
  await wall.waitForIdle();
  await wall.screenshot('wall-flown-to-whistle');
  await board.back();
  for (const each of [wall, other]) await soon(() => each.card()).toBeNull();
});

test('what is chosen for itself by a pinned window stays its own', async ({ consoleOf, using }) => {
  const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
  const console = await consoleOf(hall);
  const desk = await console.open('desk');
  const wall = await console.open('wall');
  await soon(() => wall.kpi('在办')).toBe(20);
  await soon(() => desk.total()).toBe(60);
  await wall.pin();

  await desk.openDetail(2);
  await desk.choose('状态', '已结案');

  await soon(() => desk.total()).toBe(40);
  expect(await wall.card()).toBeNull();
  expect(await wall.kpi('在办')).toBe(20);
});

test('a window that was asleep catches up without a reload', async ({ consoleOf, using }) => {
  const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
  const console = await consoleOf(hall);
  const [desk, wall] = [await console.open('desk'), await console.open('wall')];
  await soon(() => wall.kpi('在办')).toBe(20);
  await soon(() => desk.total()).toBe(60);
  const loads = wall.reloads();
  await wall.sleep(true);

  hall.rows.push(qinhuaiRow(300, Date.now()));
  await soon(() => desk.newCasesNotice()).toContain('有 1 条新案件');
  await desk.openDetail(2);

  await wall.sleep(false);
  await soon(() => wall.kpi('在办')).toBe(21);
  await soon(() => wall.card()).toContain('试验路58号');
  expect(wall.reloads()).toBe(loads);
});
