import { fileURLToPath } from 'node:url';
import { type FakeScreen, Workstation } from './support/driver/hall.ts';
import { expect, soon, test } from './support/fixtures.ts';
import { qinhuaiHall } from './support/halls.ts';
import { qinhuaiRows } from './support/upstreamRows.ts';

const picturesDir = fileURLToPath(new URL('../../test-results/pictures', import.meta.url));
const executablePath = process.env['CITYWHISTLE_CHROMIUM'] ?? '/usr/bin/chromium';
const hallScreens: FakeScreen[] = [
  { width: 1920, height: 1080, label: 'left' },
  { width: 1920, height: 1080, label: 'middle' },
  { width: 3840, height: 2160, label: 'wall' },
];

type Using = <T extends { end(): Promise<void> }>(starting: Promise<T>) => Promise<T>;

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
    await station.allowPlacing();
    const first = await station.open('desk');

    await first.press('Control+Alt+1');
    await soon(() => station.windows()).toEqual([whistles, wall, desk]);
    await soon(() => station.outside()).toEqual([]);
    await (await station.windowOf('态势大屏')).screenshot('hall-daily-wall');
    await (await station.windowOf('吹哨台')).screenshot('hall-daily-whistles');

    await first.press('Alt+0');
    await soon(() => first.rows()).toEqual([
      '案件台 本窗口 显示器 1 在位 联动',
      '态势大屏 显示器 3 独占大屏 联动 退出独占',
      '吹哨台 显示器 2 在位 联动',
    ]);
    await first.screenshot('hall-panel-daily');
    await first.press('Escape');

    // A tab cannot be moved: it stays as it was, and the desk gets a window of its own.
    await first.press('Control+Alt+3');
    await soon(() => station.windows()).toEqual([
      { ...whistles, display: 'left' },
      wall,
      desk,
      { ...desk, display: 'middle' },
    ]);
    await soon(() => station.outside()).toEqual([]);

    await first.press('Control+Alt+2');
    await soon(async () => (await station.windows()).find(({ shows }) => shows === '态势大屏')?.linked).toBe(
      false,
    );
  });
});
