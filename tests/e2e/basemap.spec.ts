import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { degreeGrid } from '../../shared/geo/tileGrid.ts';
import { writePmtiles } from '../support/basemaps/files.ts';
import { MADE_BOX, madeRasterTiles, madeVectorTiles, rasterOf } from '../support/basemaps/madeCity.ts';
import { sendPng, startTileServer } from '../support/basemaps/tileServer.ts';
import { filledHall } from './support/filledHalls.ts';
import { expect, picturesWanted, soon, test } from './support/fixtures.ts';
import { emptyHall, type Hall } from './support/halls.ts';

const HOUR = 3_600_000;
const NEAR = { longitude: 118.79, latitude: 32.015, zoom: 15.2 };
const DRAWN = { timeout: 120_000 };

/** Puts files of the invented city into the folder of the hall, where they are found by themselves. */
function addFiles(hall: Hall, ...formats: ('vector' | 'raster')[]): void {
  const folder = join(hall.dataDir, 'basemaps');
  mkdirSync(folder, { recursive: true });
  if (formats.includes('vector'))
    writePmtiles(join(folder, 'a.pmtiles'), madeVectorTiles(), {
      ...{ type: 1, bounds: MADE_BOX, metadata: { name: '区电子地图', attribution: '© 区测绘院' } },
    });
  if (formats.includes('raster'))
    writePmtiles(join(folder, 'b.pmtiles'), madeRasterTiles(), {
      ...{ type: 2, bounds: MADE_BOX, metadata: { name: '区栅格地图' } },
    });
}

/** A node built like 天地图, in degrees of CGCS2000, that wants the key `k3y`. */
async function mapNode() {
  const grid = degreeGrid(1, 18, 256);
  const server = await startTileServer((url, response) => {
    const query = url.searchParams;
    const level = grid.levels.find(({ id }) => id === query.get('TILEMATRIX'));
    if (query.get('tk') !== 'k3y' || level === undefined) response.writeHead(403).end();
    else if (url.pathname.startsWith('/cva')) response.writeHead(404).end();
    else sendPng(response, rasterOf(grid, level, Number(query.get('TILECOL')), Number(query.get('TILEROW'))));
  });
  return { ...server, asked: server.asked, end: server.close };
}

test.describe('a base map under the cases', () => {
  test('of a file in the folder appears by itself, with names, credit and a switch', async ({
    consoleOf,
    using,
  }) => {
    const hall = await using(filledHall(3000, Date.now() - HOUR, true));
    addFiles(hall, 'vector', 'raster');
    const console = await consoleOf(hall, { view: NEAR });
    const wall = await console.open('wall');
    await soon(() => wall.basemap.credit()).toBe('© 区测绘院');
    await soon(() => wall.basemap.isDrawn(), DRAWN).toBe(true);
    await soon(() => wall.basemap.names(), DRAWN).toContain('双塘片');
    expect(await wall.basemap.names()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(中山|解放).路$/)]),
    );
    const vector = await wall.picture();

    await wall.press('5');
    await soon(() => wall.basemap.credit()).toBe('区栅格地图');
    await soon(() => wall.basemap.isDrawn(), DRAWN).toBe(true);
    expect(await wall.basemap.names()).toEqual([]);
    await soon(async () => (await wall.picture()).print).not.toBe(vector.print);

    await wall.press('5');
    await soon(() => wall.basemap.credit()).toBeNull();
    const bare = await wall.picture();
    expect(bare.print).not.toBe(vector.print);
    await wall.press('5');
    await soon(() => wall.basemap.isDrawn(), DRAWN).toBe(true);
  });

  test('of a server in degrees is added by its address, and stays when the server goes', async ({
    consoleOf,
    using,
  }) => {
    const node = await using(mapNode());
    const hall = await using(emptyHall());
    const console = await consoleOf(hall, { view: NEAR });
    const connections = await console.open('connections');
    const wall = await console.open('wall');
    await soon(() => wall.basemap.credit()).toBeNull();
    await connections.becomeAdministrator();
    const settings = await connections.openBasemaps();

    console.expectFault(/422/);
    await settings.recognise(`${node.url}/vec_c/wmts`, 'wrong');
    await soon(() => settings.refusal()).toContain('拒绝了请求（HTTP 403）');

    await settings.recognise(`${node.url}/vec_c/wmts`, 'k3y');
    await soon(() => settings.found()).toContain('WMTS');
    await settings.save('区天地图', 'GS(2026)0001号', 'CGCS2000（国家 2000）');
    await soon(() => settings.entries()).toEqual([
      expect.stringMatching(/区天地图 正常.*GS\(2026\)0001号 · 已存密钥/),
    ]);

    await wall.reload();
    await soon(() => wall.basemap.credit()).toBe('天地图 · 审图号：GS(2026)0001号');
    await soon(() => wall.basemap.isDrawn(), DRAWN).toBe(true);
    await wall.screenshot('basemap-degrees');
    await node.end();
    await wall.reload();
    await soon(() => wall.basemap.isDrawn(), DRAWN).toBe(true);
    expect(await wall.basemap.problem()).toBeNull();
  });

  for (const theme of ['dark', 'light'] as const)
    for (const [width, height] of [
      [1920, 1080],
      [3840, 2160],
    ] as const)
      test(`leaves the figures readable, ${theme} at ${width} × ${height}`, async ({ consoleOf, using }) => {
        test.skip(!picturesWanted, 'Only for pictures that a person looks at');
        const hall = await using(filledHall(3000, Date.now() - HOUR, true));
        addFiles(hall, 'vector', 'raster');
        for (const [name, view] of [
          ['city', null],
          ['near', NEAR],
        ] as const) {
          const wall = await (await consoleOf(hall, { theme, screen: { width, height }, view })).open('wall');
          for (const kind of ['vector', 'raster']) {
            await soon(() => wall.basemap.isDrawn(), DRAWN).toBe(true);
            await wall.screenshot(`basemap-${name}-${kind}-${theme}-${width}`);
            await wall.press('5');
            await soon(() => wall.basemap.credit()).not.toBe('© 区测绘院');
          }
        }
      });
});
