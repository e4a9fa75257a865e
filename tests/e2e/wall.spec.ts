import { expect, picturesAtBothSizes, soon, test } from './support/fixtures.ts';
import { qinhuaiRows } from './support/upstreamRows.ts';
import { whistleHall } from './support/whistleHall.ts';

test.describe('the wall on the simulated city', () => {
  test('says that the cases are simulated and how old they are', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await soon(() => wall.mode()).toBe('模拟');
    await soon(() => wall.dataAge()).toMatch(/数据(新鲜|偏旧) \d+ 秒前/);
    await soon(() => wall.sources()).toEqual([expect.stringMatching(/^模拟城市 ● 正常/)]);
  });

  test('shows the figures that the service gives', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    const shown = async () => ({
      reported: await wall.kpi('今日上报'),
      closed: await wall.kpi('今日结案'),
      overdue: await wall.kpi('超期未结'),
      open: await wall.kpi('在办'),
      onTime: (await wall.figureText('按期结案率')).detail.replaceAll(',', ''),
      closing: (await wall.figureText('结案率')).detail.replaceAll(',', ''),
      all: (await wall.figureText('在办')).detail.replaceAll(',', ''),
    });
    const told = async () => {
      const [summary, { cases }] = [await simulated.summary(''), await simulated.status()];
      return {
        reported: summary.today.reported,
        closed: summary.today.closed,
        overdue: summary.overdueOpen,
        open: cases.open,
        onTime: `${summary.onTime.numerator} / ${summary.onTime.denominator}`,
        closing: `${summary.closing.numerator} / ${summary.closing.denominator}`,
        all: `共 ${cases.total} 件`,
      };
    };
    // The city lives while we look: both are read until they were read at the same moment.
    await soon(async () => JSON.stringify(await shown()) === JSON.stringify(await told())).toBe(true);
  });

  test('draws the density of all cases', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await soon(async () => (await wall.densityCount()) === (await simulated.summary('')).matching).toBe(true);
    await soon(async () => (await wall.picture()).colours).toBeGreaterThan(200);
  });

  test('switches its layers by the keys 1, 2 and 3, with a legend in units', async ({
    simulated,
    consoleOf,
  }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await soon(() => wall.layers()).toEqual(['案件密度', '点位']);
    await soon(() => wall.legend()).toContain('件/km²');
    const density = await wall.picture();

    await wall.press('2');
    await soon(() => wall.layers()).toEqual(['网格', '案件数', '点位']);
    await soon(() => wall.legend()).toContain('件/网格');
    await soon(async () => (await wall.picture()).print).not.toBe(density.print);

    await wall.press('2', '2');
    await soon(() => wall.legend()).toContain('超期 ÷ 有时限');

    await wall.press('1', '3');
    await soon(() => wall.layers()).toEqual(['案件密度']);
  });

  test('counts and draws one street only when filtered by it', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await soon(async () => (await wall.streets()).length).toBeGreaterThan(10);
    await soon(() => wall.densityCount()).not.toBeNull();
    const whole = await wall.picture();
    const [busiest] = (await simulated.summary('')).byStreet;
    const name = (await wall.streets())[0]?.name ?? '';

    await wall.filterByStreet(name);

    const street = () => simulated.summary(`street=${busiest?.key}`);
    await soon(async () => (await wall.kpi('在办')) === (await street()).open).toBe(true);
    await soon(async () => (await wall.densityCount()) === (await street()).matching).toBe(true);
    await soon(() => wall.streets()).toEqual([expect.objectContaining({ name })]);
    expect((await wall.picture()).print).not.toBe(whole.print);

    await wall.clearFilters();
    await soon(async () => (await wall.streets()).length).toBeGreaterThan(10);
  });

  test('opens the rows behind a figure in the case desk', async ({ simulated, consoleOf }) => {
    const hall = await consoleOf(simulated);
    const wall = await hall.open('wall');
    await soon(() => wall.kpi('超期未结')).toBeGreaterThan(0);
    await wall.openFigure('超期未结');
    await soon(() => wall.shown()).toBe('案件台');
  });

  test('opens the card of a point that is clicked', async ({ simulated, consoleOf }) => {
    const { items } = await simulated.cases('status=open&limit=50');
    const chosen = items.find((row) => row.lon !== null && row.lat !== null);
    const view = { longitude: chosen?.lon ?? 0, latitude: chosen?.lat ?? 0, zoom: 19 };
    const wall = await (await consoleOf(simulated, { view })).open('wall');

    await soon(async () => {
      await wall.clickMap(0.5, 0.5);
      return wall.card();
    }).toContain(chosen?.title ?? 'a case');
    expect(await wall.card()).toContain(chosen?.address ?? 'an address');

    await wall.closeCard();
    await soon(() => wall.card()).toBeNull();
  });

  test('speaks English and turns light on request', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await wall.theme('light');
    await wall.language('en');
    await soon(() => wall.text()).toContain('Closed on time');
    await wall.language('zh');
    await soon(() => wall.text()).toContain('按期结案率');
  });
});

/** On a Tuesday at 9:00, whenever the test runs: just after a midnight nothing would be closed today. */
test('opens exactly the cases closed today, and those that should be closed in the chosen period', async ({
  consoleOf,
  using,
}) => {
  const tuesday = await using(whistleHall((now) => qinhuaiRows(60, now)));
  const hall = await consoleOf(tuesday);
  const desk = await hall.open('desk');
  const more = async (counted: number) => (await desk.total()) - counted;
  const today = await hall.open('wall');
  // Every 20 minutes one has come in, of which two of three are closed 15 minutes later: 27 since midnight.
  await soon(() => today.kpi('今日结案')).toBe(18);
  await today.openFigure('今日结案');
  await soon(async () => more((await tuesday.summary('')).today.closed)).toBe(0);

  await today.switchTo('wall');
  await today.clearFilters();
  await soon(() => desk.total()).toBe(60);
  await today.openFigure('按期结案率');
  await soon(async () => more((await tuesday.summary('')).onTime.denominator)).toBe(0);
  expect(await desk.total()).toBeGreaterThan(0);

  await today.switchTo('wall');
  await today.clearFilters();
  await today.period('今日');
  const { todayStart } = await tuesday.summary('');
  const due = async () => (await tuesday.summary(`from=${todayStart}`)).closing.denominator;
  expect(await due()).toBeLessThan((await tuesday.summary('')).closing.denominator);
  await soon(async () => (await today.figureText('结案率')).detail).toMatch(new RegExp(` / ${await due()}$`));
  await picturesAtBothSizes(today, 'due-for-closing-wall');
  await today.openFigure('结案率');
  await soon(async () => more(await due())).toBe(0);
  await picturesAtBothSizes(desk, 'due-for-closing-desk');
});
