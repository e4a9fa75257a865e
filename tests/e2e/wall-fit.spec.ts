import type { WallDriver } from './support/driver/wall.ts';
import type { WallFit } from './support/driver/wallFit.ts';
import { hallWithoutWhistles } from './support/filledHalls.ts';
import { expect, soon, test } from './support/fixtures.ts';

type Screen = { width: number; height: number };
/** From a notebook's to a wall's. */
const DISPLAYS: Screen[] = [
  { width: 1280, height: 720 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
/** What a wall gets on another window's display while its own is unplugged. */
const GUESTS: Screen[] = [
  { width: 640, height: 480 },
  { width: 800, height: 600 },
  { width: 960, height: 540 },
];
const HOUR = 3_600_000;

test.describe('the wall fits where it stands', () => {
  test('shows whole rows only, and says how many there are', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await showsWholeRows(wall, ['吹哨', '最新案件', '街道排名', '数据来源']);
  });

  test('keeps to its place as a guest on the display of others', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await fitsAsGuest(wall, 'fresh');
  });

  test('does both under a banner and without whistles', async ({ consoleOf, using }) => {
    const silent = await using(hallWithoutWhistles(3000, Date.now() - HOUR));
    const wall = await (await consoleOf(silent)).open('wall');
    await soon(() => wall.banner(), { timeout: 60_000 }).toContain('中断');
    await showsWholeRows(wall, ['最新案件', '街道排名', '数据来源']);
    await fitsAsGuest(wall, 'silent');
  });

  test('lets the keyboard reach the rows beyond, each as a whole', async ({ simulated, consoleOf }) => {
    const wall = await (await consoleOf(simulated)).open('wall');
    await soon(async () => (await wall.streets()).length).toBeGreaterThan(10);
    const names = (await wall.streets()).map(({ name }) => name);
    const first = await wall.streetsInSight();
    expect(first).toEqual(names.slice(0, first.length));

    await wall.tabBackToLastStreet();
    await soon(() => wall.streetsInSight()).toContain(names.at(-1));
    expect((await wall.fit()).faults).toEqual([]);

    await wall.press('Tab');
    await soon(() => wall.streetsInSight()).toEqual(first);
  });
});

/** Every list shows rows, none of them cut; one that holds more than it shows says so. */
async function showsWholeRows(wall: WallDriver, titles: string[]): Promise<void> {
  await soon(async () => (await wall.lastCases()).length).toBe(30);
  for (const theme of ['light', 'dark'] as const) {
    await wall.theme(theme);
    for (const screen of DISPLAYS) {
      await wall.resize(screen);
      const lists = await listsOnceFitting(wall, screen);
      expect(lists.map(({ title }) => title)).toEqual(titles);
      for (const { title, whole, said } of lists) {
        expect(whole, `${at(screen)} ${title}`).toBeGreaterThanOrEqual(1);
        expect(said).toMatch(/^(显示 \d+ \/ 共 [\d,]+)?$/);
      }
      expect(lists.find(({ title }) => title === '最新案件')?.said).not.toBe('');
      await wall.screenshot(`wall-fit-${titles.length}-${at(screen)}-${theme}`);
    }
  }
}

/** Nothing lies over anything else or reaches out of the window; figures, map and what is said of the period stay. */
async function fitsAsGuest(wall: WallDriver, name: string): Promise<void> {
  for (const screen of GUESTS) {
    await wall.resize(screen);
    await listsOnceFitting(wall, screen);
    await soon(() => wall.kpi('在办')).toBeGreaterThan(0);
    await soon(() => wall.reportedInWindow()).toBeGreaterThan(0);
    await soon(() => wall.legend()).toContain('件/km²');
    await wall.screenshot(`wall-guest-${name}-${at(screen)}`);
  }
}

async function listsOnceFitting(wall: WallDriver, screen: Screen): Promise<WallFit['lists']> {
  let lists: WallFit['lists'] = [];
  const faults = async (): Promise<string[]> => {
    const fit = await wall.fit();
    lists = fit.lists;
    return fit.faults;
  };
  await soon(faults, at(screen)).toEqual([]);
  return lists;
}

function at({ width, height }: Screen): string {
  return `${width}x${height}`;
}
