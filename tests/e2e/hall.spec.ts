import type { FakeScreen } from './support/driver/monitors.ts';
import { Workstation } from './support/driver/workstation.ts';
import { expect, picturesDir, soon, test, type Using } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRows } from './support/upstreamRows.ts';

const executablePath = process.env['CITYWHISTLE_CHROMIUM'] ?? '/usr/bin/chromium';
const hallScreens: FakeScreen[] = [
  { width: 1920, height: 1080, label: 'left' },
  { width: 1920, height: 1080, label: 'middle' },
  { width: 3840, height: 2160, label: 'wall' },
];

/** Two desks, a pair of wall panels, a projector, an upright panel. */
const mixedScreens: FakeScreen[] = [
  { width: 1920, height: 1080, label: 'deskA' },
  { width: 1920, height: 1080, label: 'deskB' },
  { width: 2560, height: 1440, label: 'panelA' },
  { width: 2560, height: 1440, label: 'panelB' },
  { width: 1024, height: 768, label: 'projector' },
  { width: 1080, height: 1920, label: 'upright' },
];

/** A workstation in front of a small hall; both end with the test, and faults of the pages fail it. */
async function stationOf(using: Using, screens: FakeScreen[]): Promise<Workstation> {
  const hall = await using(qinhuaiHall(qinhuaiRows(60, Date.now()), '6aika', {}));
  const starting = Workstation.start(hall, screens, { executablePath, picturesDir });
  const { station } = await using(
    starting.then((started) => ({
      station: started,
      end: async () => {
        await started.close();
        expect(started.faults).toEqual([]);
      },
    })),
  );
  return station;
}

const wall = { shows: '态势大屏', display: 'wall', full: true, kiosk: true, linked: true };
const desk = { shows: '案件台', display: 'left', full: false, kiosk: false, linked: true };
const whistles = { shows: '吹哨台', display: 'middle', full: false, kiosk: false, linked: true };

test.describe('windows of a hall', () => {
  test('one key puts every window on its display with its role, another moves them', async ({ using }) => {
    const station = await stationOf(using, hallScreens);
    await station.allowWindows();
    const first = await station.open('desk');

    await first.press('Control+Alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
    await soon(() => station.outside()).toEqual([]);
    await (await station.windowOf('态势大屏')).screenshot('hall-daily-wall');
    await (await station.windowOf('吹哨台')).screenshot('hall-daily-whistles');

    await first.press('Alt+0');
    await soon(() => first.rows()).toEqual([
      expect.stringContaining('案件台 本窗口 显示器 1 在位 联动'),
      expect.stringMatching(/^态势大屏 显示器 3 独占大屏 联动 .* 退出独占$/),
      expect.stringContaining('吹哨台 显示器 2 在位 联动'),
    ]);
    await first.screenshot('hall-panel-daily');
    const board = await station.windowOf('吹哨台');
    const before = await board.textSize();
    await first.adjust('吹哨台', '150%');
    await soon(async () => Math.round((100 * (await board.textSize())) / before)).toBe(150);
    await first.click('联动');
    await soon(async () => (await station.windows()).find(({ shows }) => shows === '案件台')?.linked).toBe(
      false,
    );
    await first.press('Escape');

    // A tab cannot be moved: it stays as it was, and the desk gets a window of its own.
    await first.press('Control+Alt+3');
    await soon(() => station.windows()).toEqual([
      { ...whistles, display: 'left' },
      wall,
      ...(station.keepsTabs ? [{ ...desk, linked: false }] : []),
      { ...desk, display: 'middle' },
    ]);
    await soon(() => station.outside()).toEqual([]);

    await first.press('Control+Alt+2');
    await soon(async () => (await station.windows()).find(({ shows }) => shows === '态势大屏')?.linked).toBe(
      false,
    );
  });

  test('a display that goes sends its windows elsewhere, and has them back when it returns', async ({
    using,
  }) => {
    const station = await stationOf(using, hallScreens);
    await station.allowWindows();
    const first = await station.open('desk');
    await first.press('Control+Alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);

    await station.unplug('wall');
    const guest = { ...wall, display: 'left', full: false, kiosk: false };
    await soon(() => station.windows()).toEqual([whistles, guest, desk]);
    await soon(() => station.outside()).toEqual([]);
    await first.press('Alt+0');
    await soon(() => first.panel()).toContain('显示器断开：态势大屏暂放到别处');
    await first.screenshot('hall-panel-unplugged');
    await first.press('Escape');

    await station.unplug('middle');
    await soon(async () => (await station.windows()).map(({ display }) => display)).toEqual([
      'left',
      'left',
      'left',
    ]);

    const [, middle, third] = hallScreens;
    if (middle === undefined || third === undefined) throw new Error('no such displays');
    await station.plug(third, 3840);
    await station.plug(middle, 1920);
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
    await soon(() => station.outside()).toEqual([]);
  });

  test('a wall does not heed mistaken keys, and leaves its display only after a second word', async ({
    using,
  }) => {
    const station = await stationOf(using, hallScreens);
    await station.allowWindows();
    const first = await station.open('desk');
    await first.press('Control+Alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);

    const screen = await station.windowOf('态势大屏');
    await screen.press('Alt+2', 'g', 'd');
    expect(await screen.shows()).toBe('态势大屏');

    await screen.press('Alt+0');
    await screen.click('退出独占');
    await soon(() => screen.focused()).toBe('取消');
    await screen.screenshot('hall-leave-kiosk');
    await screen.press('Enter');
    await soon(() => station.windows()).toContainEqual(wall);
    await screen.click('退出独占');
    await screen.press('Tab', 'Enter');
    await soon(() => station.windows()).toContainEqual({ ...wall, full: false, kiosk: false });

    await screen.press('Escape', 'Control+Alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
  });

  test('a wall that lost full screen says so, and fills its display again at the next key', {
    tag: '@web',
  }, async ({ using }) => {
    const station = await stationOf(using, hallScreens);
    await station.allowPlacing();
    const first = await station.open('desk');
    await first.press('Control+Alt+1');
    await soon(async () => (await station.windows()).length).toBe(3);
    const screen = await station.windowOf('态势大屏');
    // Whether it could fill its display without a key is the browser's affair.
    await soon(async () => {
      if ((await screen.notices()).length > 0) await screen.press('ArrowRight');
      return station.windows();
    }).toEqual([whistles, wall, desk]);
    expect(await screen.notices()).toEqual([]);

    await screen.leaveFullScreen();
    await soon(() => screen.notices()).toEqual(['按任意键进入全屏']);
    await screen.press('ArrowRight');
    await soon(() => station.windows()).toContainEqual(wall);
    expect(await screen.notices()).toEqual([]);
  });

  test('every display shows its number when asked', async ({ using }) => {
    const station = await stationOf(using, hallScreens);
    await station.allowWindows();
    const first = await station.open('desk');
    await first.press('Control+Alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
    await first.press('Alt+0');
    expect(await first.accessibilityFaults()).toEqual([]);
    await first.click('识别显示器');
    const numbers = async () =>
      Promise.all(
        ['案件台', '吹哨台', '态势大屏'].map(async (name) => (await station.windowOf(name)).number()),
      );
    await soon(numbers).toEqual(['1', '2', '3']);
    await (await station.windowOf('吹哨台')).screenshot('hall-number');
    await soon(numbers).toEqual([null, null, null]);
  });

  test('what was saved comes back after a restart; a damaged layout is told of, and costs nothing else', {
    tag: '@web',
  }, async ({ using }) => {
    const station = await stationOf(using, hallScreens);
    await station.allowWindows();
    const first = await station.open('desk');
    await first.press('Control+Alt+2');
    await soon(() => station.windows()).toEqual([whistles, { ...wall, linked: false }, desk]);
    await first.press('Alt+0');
    await first.click('把现在的窗口保存为「调度会」');
    await soon(() => first.panel()).toContain('调度会 使用中 · 已保存');

    await station.closeAll();
    const again = await station.open('connections');
    await soon(() => again.text()).toContain('上次用的是「调度会」');
    await again.screenshot('hall-restore');
    await again.clickOutside(/恢复窗口/);
    const tab = { ...desk, shows: '数据接入' };
    await soon(() => station.windows()).toEqual([whistles, { ...wall, linked: false }, tab, desk]);

    await again.damageLayouts();
    await again.press('Alt+0');
    await soon(() => again.panel()).toContain('布局文件损坏，已改用上一版');
  });

  test('without the permission windows open as tabs with the same roles, and the panel says why', {
    tag: '@web',
  }, async ({ using }) => {
    const station = await stationOf(using, hallScreens);
    const first = await station.open('desk');
    await first.press('Alt+0');
    await soon(() => first.panel()).toContain('需要您允许一次');
    await first.screenshot('hall-ask');
    await first.press('Escape', 'Control+Alt+1');
    await soon(async () => (await station.windows()).map(({ shows }) => shows)).toEqual([
      '吹哨台',
      '态势大屏',
      '案件台',
    ]);
  });

  test('a window that died comes back in its place by itself', { tag: '@electron' }, async ({ using }) => {
    const station = await stationOf(using, hallScreens);
    const first = await station.open('desk');
    await first.press('Control+Alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
    await station.crash('吹哨台');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
  });

  test('a window that died is opened in its place by the key of its profile', {
    tag: '@web',
  }, async ({ using }) => {
    const station = await stationOf(using, hallScreens);
    await station.allowWindows();
    const first = await station.open('desk');
    await first.press('Control+Alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
    await station.crash('吹哨台');
    await soon(() => station.windows()).toEqual([wall, desk]);
    await first.press('Alt+0');
    await soon(() => first.panel()).toContain('吹哨台 显示器 2 未打开');
    await first.press('Escape', 'Control+Alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
  });

  test('six displays of all shapes each have their window', async ({ using }) => {
    const station = await stationOf(using, mixedScreens);
    await station.allowWindows();
    const first = await station.open('desk');
    await first.press('Control+Alt+1');
    await soon(() => station.windows(), { timeout: 60_000 }).toEqual([
      { ...whistles, display: 'deskB' },
      { ...wall, display: 'panelB' },
      { ...wall, display: 'upright' },
      { ...desk, shows: '数据接入', display: 'panelA' },
      { ...desk, display: 'deskA' },
      { ...desk, display: 'projector', linked: false },
    ]);
    await soon(() => station.outside()).toEqual([]);
    await first.press('Alt+0');
    await soon(() => first.panel()).toContain('案件台 2 显示器 5 在位 不联动');
    await first.screenshot('hall-panel-six');
    await first.press('Escape');
    await first.inEnglish();
    await first.press('Alt+0');
    await soon(() => first.text()).toContain('Save the windows as “Daily watch”');
    expect(await first.accessibilityFaults()).toEqual([]);
    await first.screenshot('hall-panel-english');
  });
});
