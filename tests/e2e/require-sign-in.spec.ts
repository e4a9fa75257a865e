import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { closedHall } from './support/halls.ts';

test('a hall that requires it shows nothing before somebody has signed in, nor after', {
  tag: '@web',
}, async ({ consoleOf, using }) => {
  const hall = await using(closedHall());
  const console = await consoleOf(hall);
  console.expectFault(/Failed to load resource: the server responded with a status of 401/);
  const bodies = console.recordResponses();
  const desk = await console.openLocked('desk');
  const wall = await console.openLocked('wall');
  await soon(() => desk.text()).toContain('秦淮区');
  for (const window of [desk, wall]) expect(await window.text()).not.toMatch(/已连接|案件|总量/);
  await desk.screenshot('locked-desk');
  await wall.screenshot('locked-wall');
  expect(await desk.accessibilityFaults()).toEqual([]);
  await soon(() => bodies.some((text) => text.includes('sign-in-required'))).toBe(true);
  expect(bodies.filter((text) => !/sign-in-required|"operators"/.test(text))).toEqual([]);

  await desk.chooseOperator('demo-dispatch');
  await desk.screenshot('locked-sign-in');
  await desk.retryPin(DEMO_PIN);
  for (const window of [desk, wall]) await soon(() => window.text()).toContain('已连接');
  await soon(() => desk.text()).toContain('演示-区派遣员');
  await soon(() => desk.text()).toMatch(/QH\d|\d{4}-\d|件/);

  await desk.lock();
  for (const window of [desk, wall]) {
    await soon(() => window.text()).toContain('登录后方可查看');
    expect(await window.text()).not.toMatch(/已连接|演示-区派遣员/);
  }
  await desk.signIn('demo-shift', DEMO_PIN);
  for (const window of [desk, wall]) await soon(() => window.text()).toContain('已连接');
});

test('a locked window that cannot read who works here says so, and asks again', async ({
  consoleOf,
  using,
}) => {
  const console = await consoleOf(await using(closedHall()));
  console.expectFault(/Failed to load resource: the server responded with a status of (401|500)/);
  const desk = await console.openLocked('desk');
  await soon(() => desk.text()).toContain('秦淮区');
  const letThrough = await desk.failReads('/api/operators');
  await desk.reload();
  await soon(() => desk.text()).toContain('重试');
  expect(await desk.text()).not.toContain('秦淮区');
  expect(await desk.accessibilityFaults()).toEqual([]);
  await desk.screenshot('locked-unread');
  await letThrough();
  await desk.readAgain();
  await soon(() => desk.text()).toContain('秦淮区');
  expect(await desk.text()).not.toContain('重试');
});
