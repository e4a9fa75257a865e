import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_PIN } from '../../electron/city/people/demoPin.ts';
import { writePmtiles } from '../support/basemaps/files.ts';
import { MADE_BOX, madeVectorTiles } from '../support/basemaps/madeCity.ts';
import type { ServerRow } from '../support/dialect-server/rows.ts';
import { writeBuildings, writePoints, writeRoads } from '../support/layers/madeLayers.ts';
import type { DeskDriver } from './support/driver/desk.ts';
import type { WhistlesDriver } from './support/driver/whistles.ts';
import { expect, picturesWanted, soon, test } from './support/fixtures.ts';
import type { Hall } from './support/halls.ts';
import { casesAtBorder } from './support/whistleCases.ts';
import { DUTY, whistleHall } from './support/whistleHall.ts';

const DRAWN = { timeout: 120_000 };
const TITLE = '试验巷1号路面塌陷请派单';
const PLACE = { lon: 118.7924, lat: 32.0162, address: '试验巷1号' };

/** The cases at the border, and one whose coordinates are zero. */
function rowsAt(now: number): ServerRow[] {
  const rows = casesAtBorder(now);
  const [first] = rows;
  if (first === undefined) return rows;
  const unplaced = {
    ...first,
    id: 'FZM900',
    address: '试验巷',
    description: '没有坐标的案件',
    lon: 0,
    lat: 0,
  };
  return [...rows, unplaced];
}

function addBasemap(hall: Hall): void {
  mkdirSync(join(hall.dataDir, 'basemaps'), { recursive: true });
  writePmtiles(join(hall.dataDir, 'basemaps', 'a.pmtiles'), madeVectorTiles(), {
    ...{ type: 1, bounds: MADE_BOX, metadata: { name: '区电子地图', attribution: '© 区测绘院' } },
  });
}

/** Roads, buildings and a pumping station 120 m north of the first case. */
function addLayers(hall: Hall): void {
  const folder = join(hall.dataDir, 'layers');
  writeRoads(folder);
  writeBuildings(folder);
  writePoints(folder, 3000);
  const station = [PLACE.lon, PLACE.lat + 120 / 110_880];
  const features = [
    { type: 'Feature', properties: { name: '城南泵站' }, geometry: { type: 'Point', coordinates: station } },
  ];
  writeFileSync(join(folder, '排水设施.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
}

async function blowWhistle(hall: Awaited<ReturnType<typeof whistleHall>>): Promise<void> {
  const { summary } = await hall.command(DUTY, null, {
    type: 'draft',
    draft: {
      ...{ kind: 'push', street: '320104002', subject: TITLE, place: PLACE, cases: ['upstream:FZM100'] },
      ...{ item: 'D03', category: 'E0501', meet: { at: hall.clock.now() + 3_600_000, where: '路口' } },
      ...{ description: '路面塌陷', departments: [{ org: '320104-SZS', part: 'lead' }] },
    },
  });
  await hall.command(DUTY, summary.id, { type: 'submit' });
}

/** Pictures at both sizes, each once its tiles have come. */
async function picturesAtBothSizes(window: DeskDriver | WhistlesDriver, name: string): Promise<void> {
  if (!picturesWanted) return;
  const { surroundings } = window;
  for (const [end, screen] of [
    ['', { width: 1920, height: 1080 }],
    ['-2160', { width: 3840, height: 2160 }],
  ] as const) {
    await window.resize(screen);
    await soon(() => surroundings.areAllDrawn(), DRAWN).toBe(true);
    await window.screenshot(`${name}${end}`);
  }
  await window.resize({ width: 1920, height: 1080 });
}

test.describe('the surroundings of a place', () => {
  test('are on the page of a case and of a whistle, with streets, layers and the open cases near by', async ({
    consoleOf,
    using,
  }) => {
    const hall = await using(whistleHall(rowsAt));
    addBasemap(hall);
    addLayers(hall);
    await blowWhistle(hall);
    const console = await consoleOf(hall, { theme: 'light' });
    const desk = await console.open('desk');
    const { surroundings } = desk;
    await soon(() => desk.total()).toBe(9);
    await desk.openDetail(1);
    await soon(() => surroundings.isDrawn(), DRAWN).toBe(true);
    expect(await surroundings.credit()).toBe('© 区测绘院');
    expect(await surroundings.gap()).toBeNull();
    // Files of layers are read one after another.
    await soon(() => surroundings.legend(), DRAWN).toEqual(
      expect.arrayContaining(['建筑', 'roads', '排水设施', '水系', '监控', '部件']),
    );
    await soon(() => surroundings.names(), DRAWN).toEqual(
      expect.arrayContaining([expect.stringMatching(/[巷街路]$/), '城南泵站']),
    );
    await soon(() => surroundings.isDrawn(), DRAWN).toBe(true);
    await soon(() => surroundings.near()).toContainEqual('距 城南泵站（排水设施）约 120 米');
    expect(await surroundings.counted()).toMatch(/^周边 500 米内其他未结 \d+ 件/);
    expect(await surroundings.scale()).toMatch(/^\d+ 米$/);
    expect(await surroundings.glContexts()).toBe(0);
    expect(await desk.accessibilityFaults()).toEqual([]);
    const first = await surroundings.picture();
    expect(first.colours).toBeGreaterThan(20);
    const number = (await desk.detail())?.number;
    await picturesAtBothSizes(desk, 'surroundings-desk-light');

    await test.step('large by a key, with the cases as rows that open', async () => {
      await desk.press('0');
      await soon(() => surroundings.isLarge(), DRAWN).toBe(true);
      const counted = Number(/未结 (\d+) 件/.exec((await surroundings.counted()) ?? '')?.[1]);
      await soon(async () => (await surroundings.rows()).length).toBe(counted);
      expect(await desk.accessibilityFaults()).toEqual([]);
      await picturesAtBothSizes(desk, 'surroundings-large-light');
      await surroundings.openRow(0);
      await soon(async () => (await desk.detail())?.number).not.toBe(number);
      await soon(() => surroundings.isDrawn(), DRAWN).toBe(true);
      await soon(async () => (await surroundings.picture()).print).not.toBe(first.print);
    });

    await test.step('given up when the operator moves on', async () => {
      await desk.press('Escape');
      await soon(() => desk.detail()).toBeNull();
      const held = await surroundings.holdTiles();
      const before = surroundings.tilesGivenUp();
      // A case whose tiles this browser has not yet.
      await desk.openDetail(8);
      await soon(() => held.waiting()).toBeGreaterThan(0);
      await desk.press('k');
      await soon(() => surroundings.tilesGivenUp()).toBeGreaterThan(before);
      await held.letGo();
      await soon(() => surroundings.isDrawn(), DRAWN).toBe(true);
    });

    const board = await console.open('whistles');
    await board.signIn(DUTY, DEMO_PIN);
    await board.open(TITLE);
    await soon(() => board.surroundings.isDrawn(), DRAWN).toBe(true);
    expect(await board.surroundings.near()).toContainEqual('距 城南泵站（排水设施）约 120 米');
    expect(await board.surroundings.counted()).toMatch(/^周边 500 米内其他未结 \d+ 件/);
    expect(await board.surroundings.glContexts()).toBe(0);
    expect(await board.accessibilityFaults()).toEqual([]);
    await picturesAtBothSizes(board, 'surroundings-whistle-light');
    await board.press('0');
    await soon(() => board.surroundings.isLarge(), DRAWN).toBe(true);
    await board.press('Escape');
    await soon(() => board.surroundings.isLarge()).toBe(false);
    await board.surroundings.toggleCity();
    await soon(() => board.surroundings.isDrawn()).toBe(false);

    if (picturesWanted) {
      const dark = await consoleOf(hall, { theme: 'dark' });
      const darkDesk = await dark.open('desk');
      await soon(() => darkDesk.total()).toBe(9);
      await darkDesk.openDetail(1);
      await soon(() => darkDesk.surroundings.isDrawn(), DRAWN).toBe(true);
      await picturesAtBothSizes(darkDesk, 'surroundings-desk-dark');
      await darkDesk.press('0');
      await soon(() => darkDesk.surroundings.isLarge(), DRAWN).toBe(true);
      await picturesAtBothSizes(darkDesk, 'surroundings-large-dark');
      const darkBoard = await dark.open('whistles');
      await darkBoard.signIn(DUTY, DEMO_PIN);
      await darkBoard.open(TITLE);
      await soon(() => darkBoard.surroundings.isDrawn(), DRAWN).toBe(true);
      await picturesAtBothSizes(darkBoard, 'surroundings-whistle-dark');
    }
  });

  test('are boundaries where there is no base map, and a reason where the case has no place', async ({
    consoleOf,
    using,
  }) => {
    const hall = await using(whistleHall(rowsAt));
    const console = await consoleOf(hall, { theme: 'dark' });
    const desk = await console.open('desk');
    await soon(() => desk.total()).toBe(9);
    await desk.openDetail(1);
    const { surroundings } = desk;
    await soon(() => surroundings.isDrawn(), DRAWN).toBe(true);
    expect(await surroundings.gap()).toContain('未配置底图，仅显示街道和网格边界');
    expect(await surroundings.credit()).toBeNull();
    expect(await surroundings.near()).toEqual([]);
    await picturesAtBothSizes(desk, 'surroundings-bare-dark');

    await desk.search('没有坐标');
    await soon(async () => (await desk.rows()).length).toBe(1);
    await desk.openDetail(1);
    await soon(() => surroundings.none()).toBe('未落图，周边无从显示：坐标为 0，视为无坐标');
    expect(await surroundings.isDrawn()).toBe(false);
    await picturesAtBothSizes(desk, 'surroundings-none-dark');
  });
});
