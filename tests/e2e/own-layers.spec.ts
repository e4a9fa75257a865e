import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writePmtiles } from '../support/basemaps/files.ts';
import { MADE_BOX, madeVectorTiles } from '../support/basemaps/madeCity.ts';
import { writeBuildings, writePoints, writeRoads } from '../support/layers/madeLayers.ts';
import { filledHall } from './support/filledHalls.ts';
import { expect, picturesWanted, soon, test } from './support/fixtures.ts';
import type { Hall } from './support/halls.ts';

const HOUR = 3_600_000;
const NEAR = { longitude: 118.79, latitude: 32.015, zoom: 15.2 };
const DRAWN = { timeout: 120_000 };
const folderOf = (hall: Hall): string => join(hall.dataDir, 'layers');

test.describe("the hall's own layers", () => {
  test('appear by themselves, are explained, named, thinned out aloud, and switched in each window', async ({
    consoleOf,
    using,
  }) => {
    const hall = await using(filledHall(3000, Date.now() - HOUR, true));
    writeRoads(folderOf(hall));
    writePoints(folderOf(hall), 100_000);
    const console = await consoleOf(hall, { view: NEAR });
    const wall = await console.open('wall');
    await soon(() => wall.ownLayers.legend(), DRAWN).toEqual(['部件', '监控', 'roads']);
    await soon(() => wall.ownLayers.isDrawn(), DRAWN).toBe(true);
    await soon(() => wall.ownLayers.thinned()).toMatch(/图层要素过密，显示 [\d,]+ 处，共 [\d,]+ 处/);
    const names = await wall.basemap.names();
    expect(names).toEqual(
      expect.arrayContaining([expect.stringMatching(/^健康.路$/), expect.stringMatching(/号探头$/)]),
    );
    // The name of a kind is told by the legend, not ten thousand times.
    expect(names).not.toContain('雨水井');
    const all = await wall.picture();

    await wall.ownLayers.toggle('部件');
    await soon(() => wall.ownLayers.legend()).toEqual(['监控', 'roads']);
    await soon(() => wall.ownLayers.isDrawn(), DRAWN).toBe(true);
    await soon(async () => (await wall.picture()).print).not.toBe(all.print);
    const other = await console.open('wall');
    await soon(() => other.ownLayers.legend(), DRAWN).toEqual(['部件', '监控', 'roads']);
  });

  test('are uploaded, set, put in order and removed by an administrator', async ({ consoleOf, using }) => {
    const hall = await using(filledHall(300, Date.now() - HOUR, true));
    const files = join(hall.dataDir, 'from-the-office');
    writeRoads(files);
    writeBuildings(files);
    const console = await consoleOf(hall, { view: NEAR });
    const connections = await console.open('connections');
    await connections.becomeAdministrator();
    const settings = await connections.openLayers();

    console.expectFault(/422/);
    await settings.upload([join(files, 'roads.shp')]);
    await soon(() => settings.entries(), DRAWN).toEqual([expect.stringContaining('缺少属性表')]);
    await settings.upload(['shp', 'dbf', 'prj'].map((ending) => join(files, `roads.${ending}`)));
    await soon(() => settings.entries(), DRAWN).toEqual([
      expect.stringMatching(
        /roads 正常.*Shapefile · GB18030 · 要素 16\/16 · 名称 16（取自「道路名称」） · 线 16/,
      ),
    ]);
    await settings.upload([join(files, '水系.geojson')]);
    await soon(async () => (await settings.entries()).length, DRAWN).toBe(2);
    await settings.change('roads', '道路中心线', '棕');
    await soon(async () => (await settings.entries()).some((text) => text.startsWith('道路中心线'))).toBe(
      true,
    );

    const wall = await console.open('wall');
    await soon(() => wall.ownLayers.legend(), DRAWN).toEqual(['水系', '道路中心线']);
    await soon(() => wall.basemap.names(), DRAWN).toContain('白鹭湖');
    await settings.lower('水系');
    await soon(async () => (await settings.entries())[0]).toContain('道路中心线');
    await settings.remove('水系');
    await soon(async () => (await settings.entries()).length).toBe(1);
    await wall.reload();
    await soon(() => wall.ownLayers.legend(), DRAWN).toEqual(['道路中心线']);
  });

  test('and streets, grids and coordinates are found from any window, and the linked maps fly there', async ({
    consoleOf,
    using,
  }) => {
    const hall = await using(filledHall(300, Date.now() - HOUR, true));
    writePoints(folderOf(hall), 100);
    const console = await consoleOf(hall, {});
    const wall = await console.open('wall');
    const desk = await console.open('desk');
    await soon(() => wall.ownLayers.legend(), DRAWN).toEqual(['部件', '监控']);
    expect(await wall.placeCard()).toBeNull();

    await desk.commandLine.type('77htt');
    await soon(() => desk.commandLine.commands()).toContainEqual(expect.stringMatching(/^77号探头 监控/));
    await desk.commandLine.choose('77号探头');
    await soon(() => wall.placeCard()).toMatch(/^77号探头 118\.\d{5}°E 32\.\d{5}°N/);
    await soon(() => wall.placeMark()).toBe(true);

    await wall.commandLine.type('东经118°47′24″ 北纬32°1′12″');
    await wall.commandLine.run();
    await soon(() => wall.placeCard()).toMatch(/^118\.79000°E 32\.02000°N/);
    expect(await wall.placeCard()).not.toContain('不在辖区范围内');
    await wall.commandLine.type('121.47, 31.23');
    await wall.commandLine.run();
    await soon(() => wall.placeCard()).toContain('不在辖区范围内');
    await wall.press('Escape');
    await soon(() => wall.placeCard()).toBeNull();

    await wall.commandLine.type('fzm');
    await soon(() => wall.commandLine.commands()).toContainEqual(expect.stringMatching(/^夫子庙街道 街道/));
    await wall.commandLine.choose('夫子庙街道');
    await soon(() => wall.placeCard()).toMatch(/^夫子庙街道/);
  });

  test('and a distance and an area are measured point by point, until Esc', async ({ consoleOf, using }) => {
    const hall = await using(filledHall(300, Date.now() - HOUR, true));
    const wall = await (await consoleOf(hall, { view: NEAR })).open('wall');
    await soon(() => wall.picture().then(({ colours }) => colours), DRAWN).toBeGreaterThan(3);
    await wall.press('m');
    await soon(() => wall.measured()).toContain('逐点量测');
    await wall.clickMap(0.3, 0.3);
    await wall.clickMap(0.7, 0.3);
    await soon(() => wall.measured()).toMatch(/^长度 [\d.]+ (m|km) /);
    await wall.clickMap(0.7, 0.7);
    await soon(() => wall.measured()).toMatch(/围合面积 [\d.,]+ (m²|km²)/);
    await wall.screenshot('measure');
    await wall.press('Backspace');
    await soon(() => wall.measured()).not.toContain('围合面积');
    await wall.press('Escape');
    await soon(() => wall.measured()).toBeNull();
  });

  for (const theme of ['dark', 'light'] as const)
    for (const [width, height] of [
      [1920, 1080],
      [3840, 2160],
    ] as const)
      test(`leave the figures readable, ${theme} at ${width} × ${height}`, async ({ consoleOf, using }) => {
        test.skip(!picturesWanted, 'Only for pictures that a person looks at');
        const hall = await using(filledHall(3000, Date.now() - HOUR, true));
        writeRoads(folderOf(hall));
        writeBuildings(folderOf(hall));
        writePoints(folderOf(hall), 100_000);
        mkdirSync(join(hall.dataDir, 'basemaps'), { recursive: true });
        writePmtiles(join(hall.dataDir, 'basemaps', 'a.pmtiles'), madeVectorTiles(), {
          ...{ type: 1, bounds: MADE_BOX, metadata: { name: '区电子地图', attribution: '© 区测绘院' } },
        });
        for (const [name, view] of [
          ['city', null],
          ['near', NEAR],
          ['street', { ...NEAR, zoom: 17 }],
        ] as const) {
          const wall = await (await consoleOf(hall, { theme, screen: { width, height }, view })).open('wall');
          await soon(() => wall.basemap.isDrawn(), DRAWN).toBe(true);
          await soon(() => wall.ownLayers.isDrawn(), DRAWN).toBe(true);
          if (name === 'near') await wall.ownLayers.openList();
          await wall.screenshot(`own-layers-${name}-${theme}-${width}`);
        }
        const connections = await (await consoleOf(hall, { theme, screen: { width, height } })).open(
          'connections',
        );
        await connections.becomeAdministrator();
        const settings = await connections.openLayers();
        await soon(async () => (await settings.entries()).length, DRAWN).toBe(5);
        await connections.screenshot(`own-layers-settings-${theme}-${width}`);
      });
});
