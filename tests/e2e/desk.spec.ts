import { expect, soon, test } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRow, qinhuaiRows } from './support/upstreamRows.ts';

test.describe('the case desk on the simulated city', () => {
  test('holds every case, down to the last', async ({ simulated, consoleOf }) => {
    const desk = await (await consoleOf(simulated)).open('desk');
    await soon(async () => {
      await desk.refresh();
      return (await desk.total()) === (await simulated.status()).cases.total;
    }).toBe(true);
    const total = await desk.total();

    await desk.scrollToEnd();

    const oldest = (await simulated.cases('sort=requested&limit=1')).items[0];
    await soon(async () => (await desk.rows()).at(-1)).toEqual({
      at: total,
      number: oldest?.sourceId,
      title: expect.stringContaining(oldest?.title ?? 'a case'),
    });
  });

  for (const words of ['井盖', '井盖破损', '小学门口'])
    test(`finds 「${words}」 in titles, descriptions and addresses`, async ({ simulated, consoleOf }) => {
      const desk = await (await consoleOf(simulated)).open('desk');
      await soon(() => desk.total()).toBeGreaterThan(20_000);

      await desk.search(words);

      // The text index follows the cases in idle moments.
      await soon(async () => {
        await desk.refresh();
        const { total } = await simulated.cases(`q=${encodeURIComponent(words)}&limit=1`);
        return total > 0 && (await desk.total()) === total;
      }).toBe(true);
    });

  test('counts what a filter leaves, and lets go of all at once', async ({ simulated, consoleOf }) => {
    const desk = await (await consoleOf(simulated)).open('desk');
    await soon(() => desk.total()).toBeGreaterThan(20_000);
    const all = await desk.total();

    await desk.choose('状态', '在办');
    await soon(async () => {
      await desk.refresh();
      return (await desk.total()) === (await simulated.summary('status=open')).matching;
    }).toBe(true);

    const listed = await desk.tick('问题来源', '12345热线');
    await soon(() => desk.total()).toBeGreaterThanOrEqual(listed - 5);
    await soon(() => desk.total()).toBeLessThanOrEqual(listed + 5);

    await desk.clearAll();
    await soon(() => desk.total()).toBeGreaterThanOrEqual(all);
  });

  test('shows a case with its stages and how its limit was reached', async ({ simulated, consoleOf }) => {
    const desk = await (await consoleOf(simulated)).open('desk');
    await soon(async () => (await desk.rows()).length).toBeGreaterThan(10);
    const row = (await desk.rows())[2];

    await desk.openDetail(3);

    await soon(async () => (await desk.detail())?.number).toBe(row?.number);
    const told = await simulated.case(`demo:${row?.number}`);
    await soon(() => desk.limitSteps()).toEqual(told.limits.flatMap((limit) => limit.steps));
    expect(told.limits.length).toBeGreaterThan(0);
    expect((await desk.detail())?.text).toContain('办理阶段');
  });
});

test.describe('the case desk while cases change', () => {
  test('tells what changed in the history of a case', async ({ consoleOf, using }) => {
    const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
    const desk = await (await consoleOf(hall)).open('desk');
    const row = hall.rows.find(({ id }) => id === 'QH100057');
    await desk.search('QH100057');
    await soon(() => desk.total()).toBe(1);
    await desk.openDetail(1);
    await soon(() => desk.history()).toEqual([expect.stringContaining('首次入库')]);

    Object.assign(row ?? {}, { status: 'closed', statusNotes: '已更换井盖', updatedAt: Date.now() });

    await soon(async () => (await desk.history())[0]).toMatch(/变更.*在办 → 已结案/);
  });

  test('keeps the selected case when the queue is refreshed', async ({ consoleOf, using }) => {
    const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
    const desk = await (await consoleOf(hall)).open('desk');
    await soon(() => desk.total()).toBe(60);
    await desk.openDetail(4);
    await soon(async () => (await desk.detail())?.number).toBe('QH100056');

    hall.rows.push(qinhuaiRow(300, Date.now()), qinhuaiRow(303, Date.now()));
    await soon(() => desk.newCasesNotice()).toContain('有 2 条新案件');
    expect((await desk.rows())[0]?.number).toBe('QH100059');

    await desk.press('r');
    await soon(() => desk.total()).toBe(62);
    await soon(async () => (await desk.detail())?.number).toBe('QH100056');
    await soon(() => desk.position()).toBe(6);
  });
});
