import { expect, soon, test } from './support/fixtures.ts';

const DAY = 86_400_000;

test.describe('the time line of the wall', () => {
  test('offers periods, and counts what was reported in them', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await wall.period('7 天');
    const { todayStart } = await simulated.summary('');
    const week = () => simulated.summary(`from=${todayStart - 6 * DAY}`);
    await soon(async () => (await wall.reportedInWindow()) === (await week()).matching).toBe(true);

    await wall.period('今日');
    await soon(() => wall.timeWindow()).toMatch(/00:00 至/);
    const today = async () => (await simulated.summary('')).today.reported;
    await soon(async () => (await wall.reportedInWindow()) === (await today())).toBe(true);

    await wall.period('全部');
    const all = async () => (await simulated.summary('')).matching;
    await soon(async () => (await wall.reportedInWindow()) === (await all())).toBe(true);
  });

  test('narrows map and figures to a stretch that is dragged out', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await wall.period('30 天');
    await soon(() => wall.densityCount()).toBeGreaterThan(20_000);
    const whole = await wall.timeWindow();
    const month = await wall.reportedInWindow();

    await wall.scrub(0.25, 0.45);

    await soon(() => wall.timeWindow()).not.toBe(whole);
    await soon(() => wall.reportedInWindow()).toBeLessThan(month / 3);
    await soon(async () => (await wall.densityCount()) === (await wall.reportedInWindow())).toBe(true);
  });

  test('follows a hand by itself, and says what the service says where it rests', async ({
    simulated,
    consoleOf,
  }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await wall.period('30 天');
    await soon(() => wall.densityCount()).toBeGreaterThan(20_000);
    await wall.scrub(0.1, 0.3);
    await soon(() => wall.timesAsked('/api/heat/timeline')).toBe(1);
    await soon(async () => (await wall.densityCount()) === (await wall.reportedInWindow())).toBe(true);
    const [before, reported] = [await wall.picture(), await wall.reportedInWindow()];
    const [surfaces, figures] = [wall.timesAsked('/api/heat'), wall.timesAsked('/api/summary')];

    await wall.stepAlong(15);

    // Until then map and figures agree as well: both are of before.
    await soon(() => wall.reportedInWindow()).not.toBe(reported);
    await soon(async () => (await wall.densityCount()) === (await wall.reportedInWindow())).toBe(true);
    expect((await wall.picture()).print).not.toBe(before.print);
    // A case that came in meanwhile has the service asked once more; a step does not.
    expect(wall.timesAsked('/api/heat') - surfaces).toBeLessThan(5);
    expect(wall.timesAsked('/api/summary') - figures).toBeLessThan(8);
  });

  test('plays the window through time, and rests when paused', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await wall.period('30 天');
    await soon(() => wall.densityCount()).toBeGreaterThan(20_000);
    await wall.scrub(0.1, 0.2);
    const before = await wall.timeWindow();

    await wall.play();
    await soon(() => wall.timeWindow()).not.toBe(before);
    const next = await wall.timeWindow();
    await soon(() => wall.timeWindow()).not.toBe(next);

    await wall.pause();
    const resting = await wall.timeWindow();
    await wall.filterBy('状态', '在办');
    await soon(async () => (await wall.densityCount()) === (await wall.reportedInWindow())).toBe(true);
    expect(await wall.timeWindow()).toBe(resting);
  });
});
