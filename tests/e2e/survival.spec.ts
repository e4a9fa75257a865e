import type { FakeScreen } from './support/driver/monitors.ts';
import type { WorkspaceWindowDriver } from './support/driver/workspaceWindow.ts';
import { Workstation } from './support/driver/workstation.ts';
import { expect, picturesDir, soon, test, type Using } from './support/fixtures.ts';
import { type Hall, qinhuaiHall, restartableHall } from './support/halls.ts';
import { qinhuaiRow, qinhuaiRows } from './support/upstreamRows.ts';

const executablePath = process.env['CITYWHISTLE_CHROMIUM'] ?? '/usr/bin/chromium';
const one: FakeScreen[] = [{ width: 1920, height: 1080, label: 'only' }];
const three: FakeScreen[] = [
  { width: 1920, height: 1080, label: 'left' },
  { width: 1920, height: 1080, label: 'middle' },
  { width: 1920, height: 1080, label: 'wall' },
];

/** Ends with the test. What pages complain of is what is tested here, so their faults are not counted. */
async function stationOf(using: Using, hall: Hall, screens: FakeScreen[]): Promise<Workstation> {
  const starting = Workstation.start(hall, screens, { executablePath, picturesDir });
  const { station } = await using(
    starting.then((started) => ({ station: started, end: () => started.close() })),
  );
  return station;
}

const shown = async (station: Workstation) => (await station.windows()).map(({ shows }) => shows);
const daily = ['吹哨台', '态势大屏', '案件台'];

/** A workstation with its daily windows over three displays, and the desk of it. */
async function atWork(using: Using): Promise<{ station: Workstation; desk: WorkspaceWindowDriver }> {
  const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
  const station = await stationOf(using, hall, three);
  await station.allowWindows();
  const desk = await station.open('desk');
  await desk.press('Control+Alt+1');
  await soon(() => shown(station)).toEqual(daily);
  return { station, desk };
}

// In the shell it is the shell that does all this, by itself.
test.describe('the web host survives', { tag: '@web' }, () => {
  test('a window that died or was closed is told of where somebody sits, with the way back', async ({
    using,
  }) => {
    const { station, desk } = await atWork(using);

    await station.crash('态势大屏');
    await soon(() => desk.notices()).toEqual([
      expect.stringMatching(/^态势大屏已不在：按 Ctrl\+Alt\+1 恢复 恢复窗口/),
    ]);
    await desk.screenshot('survival-gone');
    expect(await desk.accessibilityFaults()).toEqual([]);
    await desk.clickOutside(/恢复窗口/);
    await soon(() => shown(station)).toEqual(daily);
    await soon(() => desk.notices()).toEqual([]);

    await station.closeWindow('吹哨台');
    await soon(() => desk.notices()).toEqual([expect.stringContaining('吹哨台已不在')]);
    await desk.clickOutside(/不用了/);
    await soon(() => desk.notices()).toEqual([]);
    expect(await shown(station)).toEqual(['态势大屏', '案件台']);
  });

  test('a window that hangs is told of, with what to do', async ({ using }) => {
    const { station, desk } = await atWork(using);

    await station.hang('吹哨台');
    // Three times it does not answer, asked every ten seconds.
    await soon(() => desk.notices(), { timeout: 60_000 }).toEqual([
      '吹哨台没有响应：请关闭它，再按 Ctrl+Alt+1 恢复',
    ]);
  });

  test('a picture that the driver took away is drawn anew; one that is lost for good starts the page again, three times', async ({
    using,
  }) => {
    const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
    const station = await stationOf(using, hall, one);
    const wall = await station.open('wall');
    await soon(() => wall.liveCanvases()).toBeGreaterThan(0);

    await wall.markPage();
    for (let times = 0; times < 4; times += 1) {
      expect(await wall.loseGraphicsContexts()).toBeGreaterThan(0);
      await soon(() => wall.liveCanvases()).toBeGreaterThan(0);
    }
    expect(await wall.pageIsMarked()).toBe(true);

    for (let times = 0; times < 3; times += 1) {
      await wall.markPage();
      await wall.loseContextForGood();
      await soon(() => wall.pageIsMarked().catch(() => true)).toBe(false);
      await soon(() => wall.liveCanvases().catch(() => 0)).toBeGreaterThan(0);
    }
    await wall.markPage();
    await wall.loseContextForGood();
    await soon(() => wall.notices()).toEqual([expect.stringContaining('本窗口的画面反复出错')]);
    expect(await wall.pageIsMarked()).toBe(true);
    await wall.screenshot('survival-picture-lost');
    await wall.clickOutside(/重新载入/);
    await soon(() => wall.pageIsMarked().catch(() => true)).toBe(false);
    await soon(() => wall.notices().catch(() => null)).toEqual([]);
  });

  test('the death of the service: windows say so, keep what was typed, and go on by themselves', async ({
    using,
  }) => {
    const rows = qinhuaiRows(60, Date.now());
    const hall = await using(restartableHall(rows));
    const station = await stationOf(using, hall, one);
    const desk = await station.open('desk');
    const wall = await station.open('wall');
    await desk.type('井盖');
    await desk.markPage();

    await hall.kill();
    for (const window of [desk, wall])
      await soon(() => window.notices()).toEqual([expect.stringContaining('后台服务没有应答，正在重试')]);
    await desk.screenshot('survival-service-away');
    rows.push(qinhuaiRow(300, Date.now()));

    await hall.restart(false);
    for (const window of [desk, wall]) {
      await soon(() => window.notices()).toEqual([]);
      await soon(() => window.connection()).toContain('已连接');
    }
    expect(await desk.typed()).toBe('井盖');

    await hall.kill();
    const link = await hall.restart(true);
    for (const window of [desk, wall])
      await soon(() => window.notices()).toEqual([expect.stringContaining('不再认得这个浏览器')]);
    await desk.screenshot('survival-service-stranger');
    await station.visit(link);
    for (const window of [desk, wall]) {
      await soon(() => window.notices()).toEqual([]);
      await soon(() => window.connection()).toContain('已连接');
    }
    expect(await desk.typed()).toBe('井盖');
    expect(await desk.pageIsMarked()).toBe(true);
  });
});
