import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { Console } from './support/driver/console.ts';
import type { DeskDriver } from './support/driver/desk.ts';
import type { WallDriver } from './support/driver/wall.ts';
import type { WhistlesDriver } from './support/driver/whistles.ts';
import { expect, picturesDir, soon, test } from './support/fixtures.ts';
import type { Hall } from './support/halls.ts';
import { qinhuaiRow } from './support/upstreamRows.ts';
import { SUBJECT, whistleCases } from './support/whistleCases.ts';
import { blowWhistle, DUTY, type WhistleHall, whistleHall } from './support/whistleHall.ts';

const MINUTE = 60_000;

/** A desk, a whistle board and two walls, one of them without chrome; somebody is signed in. */
async function stationOf(
  consoleOf: (hall: Hall) => Promise<Console>,
  hall: WhistleHall,
): Promise<{ desk: DeskDriver; board: WhistlesDriver; wall: WallDriver; kiosk: WallDriver }> {
  const console = await consoleOf(hall);
  console.expectFault(/Failed to load resource/);
  const wall = await console.open('wall');
  const kiosk = await console.openKiosk();
  const board = await console.open('whistles');
  const desk = await console.open('desk');
  for (const each of [wall, kiosk]) await soon(() => each.kpi('在办')).toBe(8);
  await board.signIn(DUTY, DEMO_PIN);
  await soon(() => desk.text()).toContain('街道值守');
  return { desk, board, wall, kiosk };
}

type Station = { hall: WhistleHall; console: Console; desk: DeskDriver; wall: WallDriver; kiosk: WallDriver };

/**
 * What an operator does to the walls and takes back again. These tests share a hall and its three windows, of which two
 * draw a map in software: each leaves the walls as it found them, and after one that failed the next gets a new hall.
 */
test.describe('an operator drives the walls', { tag: '@web' }, () => {
  let station: Station;

  test.beforeAll(async ({ browser }) => {
    const hall = await whistleHall(whistleCases);
    const screen = { width: 1920, height: 1080 };
    const console = await Console.start(browser, { hall, screen, theme: null, view: null, picturesDir });
    console.expectFault(/Failed to load resource/);
    const wall = await console.open('wall');
    const kiosk = await console.openKiosk();
    const desk = await console.open('desk');
    for (const each of [wall, kiosk]) await soon(() => each.kpi('在办')).toBe(8);
    await desk.signIn(DUTY, DEMO_PIN);
    await soon(() => desk.text()).toContain('街道值守');
    await soon(() => desk.total()).toBe(8);
    station = { hall, console, desk, wall, kiosk };
  });
  test.afterAll(async () => {
    await station.console.close();
    await station.hall.end();
  });

  test.beforeEach(async () => {
    const { desk } = station;
    const { presenter } = desk;
    await presenter.open();
    await soon(() => presenter.walls()).toHaveLength(2);
    const chosen = await presenter.chosen();
    for (const [key, name] of [
      ['1', '态势大屏 A'],
      ['2', '态势大屏 B'],
    ] as const)
      if (!chosen.includes(name)) await desk.press(key);
    await soon(() => presenter.chosen()).toEqual(['态势大屏 A', '态势大屏 B']);
  });
  test.afterEach(async () => {
    const { console, desk, wall } = station;
    expect(wall.reloads()).toBe(1);
    expect(console.faults).toEqual([]);
    if (await desk.presenter.isOpen()) await desk.presenter.closePanel();
  });

  test('定格: nothing moves until it is thawed, and then everything is there', async () => {
    const { hall, desk, wall, kiosk } = station;
    await desk.screenshot('presenter-panel');
    await desk.press('f');
    for (const each of [wall, kiosk])
      await soon(() => each.presenter.wallMarks()).toMatch(/定格 \d\d:\d\d:\d\d.*导播：/);
    hall.rows.push({ ...qinhuaiRow(300, hall.clock.now()), id: 'NEW300', status: 'open' });
    await soon(async () => (await hall.status()).cases.total).toBe(9);
    await soon(() => desk.presenter.walls()).toEqual([
      expect.stringContaining('定格'),
      expect.stringContaining('定格'),
    ]);
    for (const each of [wall, kiosk]) expect(await each.kpi('在办')).toBe(8);
    await kiosk.screenshot('presenter-frozen');
    await kiosk.reload();
    await soon(() => kiosk.presenter.wallMarks(), { timeout: 120_000 }).toContain('窗口重开后的画面');
    await desk.press('f');
    for (const each of [wall, kiosk]) {
      await soon(() => each.presenter.wallMarks()).toBeNull();
      await soon(() => each.kpi('在办')).toBe(9);
    }
  });

  test('黑屏 says that it is meant; it can be undone', async () => {
    const { desk, wall, kiosk } = station;
    await desk.press('b');
    for (const each of [wall, kiosk]) await soon(() => each.presenter.blank()).toMatch(/画面已暂停.*导播：/);
    await kiosk.screenshot('presenter-blank');
    await desk.press('Control+z');
    for (const each of [wall, kiosk]) await soon(() => each.presenter.blank()).toBeNull();
  });

  test('聚光 stands on the selected case, and goes with the arrows', async () => {
    const { desk, wall, kiosk } = station;
    await desk.presenter.closePanel();
    await desk.openDetail(2);
    await desk.presenter.open();
    await desk.press('s');
    for (const each of [wall, kiosk])
      await soon(async () => (await each.presenter.drawn()).light).not.toBeNull();
    const before = (await wall.presenter.drawn()).light;
    await desk.press('Shift+ArrowRight', 'Enter');
    await soon(async () => (await wall.presenter.drawn()).light?.x).toBeGreaterThan(before?.x ?? 0);
    await wall.screenshot('presenter-spot');
    await desk.press('s');
    for (const each of [wall, kiosk]) await soon(async () => (await each.presenter.drawn()).light).toBeNull();
  });

  test('标注 by hand and by key, in the map’s own places', async () => {
    const { desk, wall, kiosk } = station;
    const { presenter } = desk;
    await desk.press('d');
    await presenter.drag([0.2, 0.3], [0.3, 0.35], [0.35, 0.5]);
    await desk.press('w', 'Enter', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'Enter');
    await desk.press('r', 'Enter', 'Shift+ArrowRight', 'Enter');
    await presenter.write('东侧先到');
    const drawn = { light: null, strokes: ['pen', 'arrow', 'ring'], texts: ['东侧先到'] };
    for (const each of [wall, kiosk]) await soon(() => each.presenter.drawn()).toEqual(drawn);
    await desk.screenshot('presenter-panel-marks');
    await wall.screenshot('presenter-marks');
    const before = await wall.presenter.placeOf('东侧先到');
    await wall.press('ArrowRight');
    await soon(() => wall.presenter.placeOf('东侧先到')).not.toEqual(before);
    await wall.press('ArrowLeft');
    await soon(async () => {
      const { x, y } = await wall.presenter.placeOf('东侧先到');
      return Math.hypot(x - before.x, y - before.y) < 2;
    }).toBe(true);
    await presenter.write('联系 138 0013 8000');
    await soon(() => presenter.note()).toContain('不能出现联系方式');
    await desk.press('u');
    await soon(async () => (await wall.presenter.drawn()).texts).toEqual([]);
    await desk.press('c');
    await soon(async () => (await wall.presenter.drawn()).strokes).toEqual([]);
  });

  test('固定 and 投送: the walls keep what they were sent until it is taken back', async () => {
    const { hall, desk, wall, kiosk } = station;
    const { presenter } = desk;
    const walls = [wall, kiosk];
    const { total } = (await hall.status()).cases;
    await presenter.closePanel();
    await desk.search('路面塌陷');
    await soon(() => desk.total()).toBe(2);
    for (const each of walls) await soon(() => each.presenter.filter()).toContain('q=');
    await presenter.open();
    await desk.press('v');
    await soon(() => presenter.note()).toBe('已投送到 2 块大屏。');
    for (const each of walls) await soon(() => each.presenter.pinned()).toBe(true);
    await presenter.closePanel();
    // The focus is where it was: in the search field, where a key is a letter.
    await desk.clearAll();
    await soon(() => desk.total()).toBe(total);
    await presenter.open();
    await soon(() => presenter.walls()).toEqual([
      expect.stringContaining('投送中'),
      expect.stringContaining('投送中'),
    ]);
    for (const each of walls) expect(each.presenter.filter()).toContain('q=');
    await desk.press('x');
    for (const each of walls) {
      await soon(() => each.presenter.pinned()).toBe(false);
      await soon(() => each.presenter.filter()).not.toContain('q=');
      expect(await each.presenter.wallMarks()).toBeNull();
    }
    await desk.press('p');
    for (const each of walls) await soon(() => each.presenter.pinned()).toBe(true);
    await desk.screenshot('presenter-panel-pinned');
    await desk.press('z');
    for (const each of walls) await soon(() => each.presenter.pinned()).toBe(false);
  });

  test('contact data is not sent along', async () => {
    const { desk, wall, kiosk } = station;
    const { presenter } = desk;
    await presenter.closePanel();
    await desk.search('13800138000');
    await soon(() => desk.total()).toBe(0);
    await presenter.open();
    await desk.press('v');
    await soon(() => presenter.note()).toContain('没有投送');
    for (const each of [wall, kiosk]) await soon(() => each.presenter.filter()).not.toContain('138');
    await desk.press('x');
    await presenter.closePanel();
    await desk.clearAll();
  });
});

test('two windows never both drive; who is gone lets go', async ({ consoleOf, using }) => {
  const hall = await using(whistleHall(whistleCases));
  const { desk, board, wall, kiosk } = await stationOf(consoleOf, hall);
  await desk.presenter.open();
  await soon(() => desk.presenter.walls()).toHaveLength(2);
  await desk.press('0', 'f');
  for (const each of [wall, kiosk]) await soon(() => each.presenter.wallMarks()).toContain('定格');

  await board.presenter.open();
  await soon(() => board.presenter.walls()).toHaveLength(2);
  await board.press('1', 'b');
  await soon(() => board.presenter.note()).toContain('请先接管');
  expect(await wall.presenter.blank()).toBeNull();
  await board.press('j', 'b');
  await soon(() => wall.presenter.blank()).toContain('画面已暂停');
  await soon(() => desk.presenter.takenOverNotice()).toMatch(/态势大屏 A已由.*接管/);
  await board.screenshot('presenter-taken-over');
  await desk.screenshot('presenter-taken');

  await test.step('a window that is closed lets its walls go after the grace', async () => {
    await desk.presenter.close();
    await soon(() => kiosk.presenter.wallMarks()).toContain('导播已离开');
    await kiosk.screenshot('presenter-left');
    await hall.clock.move(21_000);
    await soon(() => kiosk.presenter.wallMarks()).toBeNull();
    expect(await wall.presenter.blank()).toContain('画面已暂停');
  });

  await test.step('so does a session that has ended', async () => {
    await board.presenter.closePanel();
    await soon(() => board.presenter.drivingNotice()).toContain('正在导播 1 块大屏');
    // So long after the last key, the key that locks postpones the automatic lock too.
    await hall.clock.move(61_000);
    await board.lockBeforeAnswer();
    expect(await board.signedInAs()).toBe('已锁定 · 只读');
    await soon(() => wall.presenter.blank()).toContain('导播已离开');
    await hall.clock.move(21_000);
    await soon(() => wall.presenter.blank()).toBeNull();
    expect(await wall.presenter.wallMarks()).toBeNull();
    await board.presenter.open();
    await soon(() => board.presenter.signInPrompt()).toContain('登录后才能导播');
  });
});

// In the shell it is the shell that ends a window that hangs.
test('a window that hangs lets its walls go too, and is told when it comes to itself', {
  tag: '@web',
}, async ({ consoleOf, using }) => {
  test.slow();
  const hall = await using(whistleHall(whistleCases));
  const { desk, board, wall, kiosk } = await stationOf(consoleOf, hall);
  await desk.presenter.open();
  await soon(() => desk.presenter.walls()).toHaveLength(2);
  await desk.press('1', 'f', '1', '2', 'b');
  await soon(() => wall.presenter.wallMarks()).toContain('定格');
  await soon(() => kiosk.presenter.blank()).toContain('画面已暂停');

  const wake = await desk.hang();
  await soon(() => kiosk.presenter.blank(), { timeout: 45_000 }).toContain('导播已离开或无响应');
  await soon(() => wall.presenter.wallMarks()).toContain('导播已离开或无响应');
  await wall.screenshot('presenter-hung');
  for (const each of [wall, kiosk])
    await soon(() => each.presenter.wallMarks(), { timeout: 120_000 }).toBeNull();
  expect(await kiosk.presenter.blank()).toBeNull();
  await board.presenter.open();
  await soon(() => board.presenter.walls()).toEqual([
    expect.stringMatching(/实时.*无/),
    expect.stringMatching(/实时.*无/),
  ]);

  await wake();
  await soon(() => desk.presenter.takenOverNotice()).toContain('本窗口曾无响应');
  expect(await desk.presenter.takenOverNotice()).toMatch(/态势大屏 A已恢复实时.*态势大屏 B已恢复实时/);
  await desk.screenshot('presenter-came-to-itself');
  for (const each of [wall, kiosk]) expect(await each.presenter.wallMarks()).toBeNull();
});

test('a covered wall tells that something red is new behind it, and that its picture is old', async ({
  consoleOf,
  using,
}) => {
  const hall = await using(whistleHall(whistleCases));
  await blowWhistle(hall, SUBJECT);
  await hall.clock.move(31 * MINUTE);
  const { desk, wall, kiosk } = await stationOf(consoleOf, hall);
  await desk.presenter.open();
  await soon(() => desk.presenter.walls()).toHaveLength(2);
  await desk.press('1', 'f', '1', '2', 'b');
  await soon(() => wall.presenter.wallMarks()).toContain('定格');
  await soon(() => kiosk.presenter.blank()).toContain('画面已暂停');
  expect(await wall.presenter.isMarkedOld()).toBe(false);
  for (let i = 0; i < 7; i++) {
    const before = await desk.presenter.sessionUntil();
    await hall.clock.move(5 * MINUTE);
    // Somebody sits here: the session lasts.
    await desk.press('1', '1');
    await soon(() => desk.presenter.sessionUntil()).toBeGreaterThan(before);
  }
  await soon(() => wall.presenter.isMarkedOld()).toBe(true);
  await soon(() => wall.presenter.wallMarks()).toContain('有新的紧急情况');
  await soon(() => kiosk.presenter.blank()).toContain('有新的紧急情况');
  expect(await kiosk.presenter.blank()).not.toContain('塌陷');
  for (const each of [wall, kiosk]) expect(await each.presenter.wallMarks()).toContain('导播：');
  await soon(() => desk.presenter.walls()).toEqual([
    expect.stringContaining('▲ 有新的紧急情况'),
    expect.stringContaining('▲ 有新的紧急情况'),
  ]);
  await wall.screenshot('presenter-behind-frozen');
  await kiosk.screenshot('presenter-behind-blank');
});

test('everything is in the command line, by pinyin initials', async ({ consoleOf, using }) => {
  const hall = await using(whistleHall(whistleCases));
  const { desk, wall, kiosk } = await stationOf(consoleOf, hall);
  await desk.commandLine.type('dpqbdg');
  expect((await desk.commandLine.commands())[0]).toContain('大屏全部定格');
  await desk.commandLine.run();
  for (const each of [wall, kiosk]) await soon(() => each.presenter.wallMarks()).toContain('定格');
  await desk.commandLine.type('dpqbch');
  await desk.commandLine.run();
  for (const each of [wall, kiosk]) await soon(() => each.presenter.wallMarks()).toBeNull();
  await desk.commandLine.type('db');
  await desk.commandLine.run();
  await soon(() => desk.presenter.isOpen()).toBe(true);
});
