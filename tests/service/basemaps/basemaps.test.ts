import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBasemapFolder } from '../../../electron/city/basemaps/folder.ts';
import {
  type BasemapOptions,
  type Basemaps,
  openBasemaps,
} from '../../../electron/city/basemaps/openBasemaps.ts';
import { type TileBytes, VECTOR_TYPE } from '../../../electron/city/basemaps/tileBytes.ts';
import { TILE_LIMITS } from '../../../electron/city/basemaps/tileHttp.ts';
import { fileSecrets } from '../../../electron/city/secrets/fileSecrets.ts';
import { sleepOrAbort } from '../../../electron/city/sync/http/sleep.ts';
import { BasemapConfig, type RemoteBasemap } from '../../../shared/contract/basemaps.ts';
import { webMercatorGrid } from '../../../shared/geo/tileGrid.ts';
import { writeMbtiles, writePmtiles } from '../../support/basemaps/files.ts';
import { sendPng, startTileServer, type TileServer } from '../../support/basemaps/tileServer.ts';
import { pngTile, vectorTile } from '../../support/basemaps/tiles.ts';

const RED = pngTile(256, [200, 30, 30]);
const BLUE = pngTile(256, [30, 30, 200]);
const DAY = 86_400_000;
let dataDir: string;
let now = Date.now();
let servers: TileServer[] = [];
let opened: Basemaps[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-basemaps-'));
  now = Date.now();
});
afterEach(async () => {
  for (const each of opened) await each.close();
  for (const each of servers) await each.close();
  [opened, servers] = [[], []];
  rmSync(dataDir, { recursive: true, force: true });
});

function open(changed: Partial<BasemapOptions> = {}): Basemaps {
  const clock = { now: () => now };
  const basemaps = openBasemaps({
    ...{ dataDir, clock, cacheBytes: 10_000_000, waitMs: 10_000, centre: [118.79, 32.04] },
    secrets: fileSecrets({ dataDir, platform: process.platform }),
    http: {
      ...{ fetch: globalThis.fetch, now: clock.now, sleep: sleepOrAbort, limits: TILE_LIMITS },
      ...{ userAgent: 'CityWhistle/test', authorities: [], hosts: null },
    },
    ...changed,
  });
  opened.push(basemaps);
  return basemaps;
}

async function serve(answer: Parameters<typeof startTileServer>[0]): Promise<TileServer> {
  const server = await startTileServer(answer);
  servers.push(server);
  return server;
}

const config = (template: string, changed: Partial<RemoteBasemap> = {}): RemoteBasemap => ({
  ...{ kind: 'tiles', id: 'hall', name: '区底图', attribution: '区测绘院', approval: '苏S(2026)001号' },
  ...{ datum: 'cgcs2000', imagery: false, dialect: 'xyz', format: 'raster', subdomains: [], bounds: null },
  ...{ layers: [{ template, annotation: false }], grid: webMercatorGrid(0, 18, 256), key: null },
  ...changed,
});
const code = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : error);
const shown = (tile: TileBytes | null | undefined): string => {
  if (tile === null || tile === undefined) return 'none';
  const is = (bytes: Uint8Array): boolean => Buffer.compare(tile.bytes, bytes) === 0;
  return is(RED) ? 'red' : is(BLUE) ? 'blue' : 'other';
};
const query = (z: number, x: number, y: number, layer = 0) => ({ z: String(z), x, y, layer });

describe('files in the folder', () => {
  const corner = { z: 2, x: 3, y: 1 };
  const bounds = [118, 31, 120, 33] as const;

  beforeEach(() => mkdirSync(join(dataDir, 'basemaps'), { recursive: true }));

  it('serves the raster tiles of an MBTiles file by rows from the north', async () => {
    writeMbtiles(
      join(dataDir, 'basemaps', '影像.mbtiles'),
      [
        { ...corner, bytes: RED },
        { z: 3, x: 6, y: 3, bytes: BLUE },
      ],
      { name: '秦淮影像', attribution: '<b>&copy; 测绘院</b>', bounds: bounds.join(',') },
    );
    const basemaps = open();
    const { basemaps: list, broken } = await basemaps.list();
    expect(broken).toEqual([]);
    expect(list).toMatchObject([
      {
        name: '秦淮影像',
        attribution: '© 测绘院',
        dialect: 'mbtiles',
        format: 'raster',
        bounds: [118, 31, 120, 33],
      },
    ]);
    const [view] = list;
    expect(view?.grid.levels.map(({ id, size }) => [id, size])).toEqual([
      ['2', 256],
      ['3', 256],
    ]);
    const id = view?.id ?? '';
    expect(shown(await basemaps.tile(id, query(2, 3, 1)))).toBe('red');
    expect(await basemaps.tile(id, query(2, 3, 2))).toBeNull();
    expect(await basemaps.tile(id, query(9, 0, 0))).toBeNull();
    expect(await basemaps.tile('other', query(2, 3, 1))).toBeUndefined();
  });

  it('serves raster and vector tiles of PMTiles files, unpacked', async () => {
    const roads = vectorTile({
      roads: [
        {
          kind: 'line',
          points: [
            [0, 0],
            [4096, 4096],
          ],
          properties: { kind: 'highway' },
        },
      ],
    });
    writePmtiles(
      join(dataDir, 'basemaps', 'a.pmtiles'),
      [{ z: 0, x: 0, y: 0, bytes: pngTile(512, [9, 9, 9]) }],
      {
        ...{ type: 2, bounds, metadata: { name: '栅格' } },
      },
    );
    writePmtiles(join(dataDir, 'basemaps', 'b.pmtiles'), [{ ...corner, bytes: roads }], {
      ...{ type: 1, bounds, metadata: { attribution: '<a href="x">数据来源</a>' } },
    });
    const basemaps = open();
    const [raster, vector] = (await basemaps.list()).basemaps;
    expect(raster).toMatchObject({ name: '栅格', format: 'raster', dialect: 'pmtiles' });
    expect(raster?.grid.levels[0]?.size).toBe(512);
    expect(vector).toMatchObject({ name: 'b', format: 'vector', attribution: '数据来源' });
    const tile = await basemaps.tile(vector?.id ?? '', query(2, 3, 1));
    expect(tile?.type).toBe(VECTOR_TYPE);
    expect(Buffer.from(tile?.bytes ?? [])).toEqual(Buffer.from(roads));
    expect(await basemaps.tile(vector?.id ?? '', query(2, 0, 0))).toBeNull();
  });

  it('names a file that cannot be read, and serves the others', async () => {
    writeFileSync(join(dataDir, 'basemaps', 'half.pmtiles'), 'PMTiles');
    writeFileSync(join(dataDir, 'basemaps', 'torn.mbtiles'), 'SQLite format 3\0torn');
    writeMbtiles(join(dataDir, 'basemaps', 'none.mbtiles'), [], {});
    writeMbtiles(
      join(dataDir, 'basemaps', 'page.mbtiles'),
      [{ z: 0, x: 0, y: 0, bytes: new TextEncoder().encode('<html>登录</html>') }],
      {},
    );
    writeMbtiles(join(dataDir, 'basemaps', 'good.mbtiles'), [{ z: 0, x: 0, y: 0, bytes: RED }], {});
    const { basemaps: list, broken } = await open().list();
    expect(list.map(({ name }) => name)).toEqual(['good']);
    expect(broken.map(({ name, error }) => [name, error.parameters['reason']])).toEqual([
      ['half', 'damaged'],
      ['none', 'empty'],
      ['page', 'format'],
      ['torn', 'damaged'],
    ]);
  });

  it('reads a file anew when it was replaced, under another version', async () => {
    const path = join(dataDir, 'basemaps', 'a.mbtiles');
    writeMbtiles(path, [{ z: 0, x: 0, y: 0, bytes: RED }], {});
    const basemaps = open();
    const [before] = (await basemaps.list()).basemaps;
    rmSync(path);
    expect((await basemaps.list()).basemaps).toEqual([]);
    writeMbtiles(path, [{ z: 0, x: 0, y: 0, bytes: BLUE }], { name: '新' });
    const [after] = (await basemaps.list()).basemaps;
    expect(after?.version).not.toBe(before?.version);
    expect(shown(await basemaps.tile(after?.id ?? '', query(0, 0, 0)))).toBe('blue');
  });

  it('keeps what was said of a file: name, 审图号, datum', async () => {
    writeMbtiles(join(dataDir, 'basemaps', 'a.mbtiles'), [{ z: 0, x: 0, y: 0, bytes: RED }], {});
    const basemaps = open();
    const [entry] = (await basemaps.settings()).entries;
    if (entry?.config.kind !== 'file') throw new Error('no file');
    await basemaps.save({
      config: { ...entry.config, name: '区底图', approval: '苏S(2026)001号', datum: 'gcj02' },
      secret: null,
    });
    const [view] = (await open().list()).basemaps;
    expect(view).toMatchObject({ name: '区底图', approval: '苏S(2026)001号', datum: 'gcj02' });
    expect(view?.id).toBe(entry.config.id);
  });

  it('opens a file once for windows that ask at once', async () => {
    mkdirSync(join(dataDir, 'basemaps'), { recursive: true });
    writeMbtiles(join(dataDir, 'basemaps', 'a.mbtiles'), [{ z: 0, x: 0, y: 0, bytes: RED }], {});
    const folder = openBasemapFolder(dataDir);
    const [one, other] = await Promise.all([folder.open('a.mbtiles'), folder.open('a.mbtiles')]);
    expect(one.file).toBe(other.file);
    await folder.close();
  });

  it('opens no file outside of the folder', async () => {
    writeMbtiles(join(dataDir, 'secret.mbtiles'), [{ z: 0, x: 0, y: 0, bytes: RED }], {});
    const config = BasemapConfig.parse({
      ...{
        kind: 'file',
        id: 'out',
        name: '外',
        attribution: '',
        approval: '',
        datum: 'wgs84',
        imagery: false,
      },
      file: '../secret.mbtiles',
    });
    await expect(open().save({ config, secret: null })).rejects.toSatisfy(
      (error) => code(error) === 'basemap-file',
    );
  });
});

describe('tiles of a server', () => {
  it('are asked once and then come from the disk, also after a restart and without the server', async () => {
    const server = await serve((_, response) => sendPng(response, RED));
    const basemaps = open();
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{y}.png`), secret: null });
    expect(await basemaps.tile('hall', query(3, 6, 3))).toMatchObject({ type: 'image/png' });
    expect(shown(await basemaps.tile('hall', query(3, 6, 3)))).toBe('red');
    expect(server.asked).toEqual(['/3/6/3.png']);
    await server.close();
    const again = open();
    expect(shown(await again.tile('hall', query(3, 6, 3)))).toBe('red');
    expect((await again.list()).basemaps[0]?.offlineSince).toBeNull();
    await expect(again.tile('hall', query(3, 6, 4))).rejects.toSatisfy(
      (error) => code(error) === 'basemap-offline',
    );
    expect((await again.list()).basemaps[0]?.offlineSince).toBe(now);
  });

  it('are asked again after a month, and kept as they were while the server is away', async () => {
    let bytes = RED;
    const server = await serve((_, response) => sendPng(response, bytes));
    const basemaps = open();
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{y}`), secret: null });
    await basemaps.tile('hall', query(0, 0, 0));
    bytes = BLUE;
    now += 29 * DAY;
    expect(shown(await basemaps.tile('hall', query(0, 0, 0)))).toBe('red');
    now += 2 * DAY;
    server.instead = (_, response) => void response.writeHead(500).end();
    expect(shown(await basemaps.tile('hall', query(0, 0, 0)))).toBe('red');
    server.instead = null;
    expect(shown(await basemaps.tile('hall', query(0, 0, 0)))).toBe('blue');
  });

  it.each([429, 503])('are not asked for while the server asks to wait (%s)', async (status) => {
    const server = await serve((_, response) => sendPng(response, RED));
    const basemaps = open();
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{y}`), secret: null });
    server.instead = (_, response) => void response.writeHead(status, { 'retry-after': '20' }).end();
    const isOffline = (error: unknown): boolean => code(error) === 'basemap-offline';
    await expect(basemaps.tile('hall', query(1, 0, 0))).rejects.toSatisfy(isOffline);
    await expect(basemaps.tile('hall', query(1, 1, 0))).rejects.toSatisfy(isOffline);
    expect(server.asked).toEqual(['/1/0/0']);
    server.instead = null;
    now += 21_000;
    expect(shown(await basemaps.tile('hall', query(1, 1, 0)))).toBe('red');
  });

  it('that are a login page, or packed beyond measure, are never taken or kept', async () => {
    const server = await serve((url, response) => {
      if (url.pathname.startsWith('/0/'))
        response.writeHead(200, { 'content-type': 'image/png' }).end('<!doctype html><title>登录</title>');
      else response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(5 * 1024 * 1024, RED));
    });
    const basemaps = open();
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{y}`), secret: null });
    for (const z of [0, 1])
      await expect(basemaps.tile('hall', query(z, 0, 0))).rejects.toSatisfy(
        (error) => code(error) === 'basemap-not-a-tile',
      );
    expect(await readdir(join(dataDir, 'basemap-cache')).catch(() => [])).toEqual([]);
  });

  it('that are missing are told so and not asked again for a while', async () => {
    const server = await serve((_, response) => void response.writeHead(404).end());
    const basemaps = open();
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{y}`), secret: null });
    expect(await basemaps.tile('hall', query(4, 1, 1))).toBeNull();
    expect(await basemaps.tile('hall', query(4, 1, 1))).toBeNull();
    expect(server.asked).toHaveLength(1);
    now += 11 * 60_000;
    await basemaps.tile('hall', query(4, 1, 1));
    expect(server.asked).toHaveLength(2);
  });

  it('that are slow do not hold a window, and come from the disk once they have arrived', async () => {
    const held: (() => void)[] = [];
    const server = await serve((_, response) => void held.push(() => sendPng(response, RED)));
    const basemaps = open({ waitMs: 1 });
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{y}`), secret: null });
    await expect(basemaps.tile('hall', query(0, 0, 0))).rejects.toSatisfy(
      (error) => code(error) === 'basemap-slow',
    );
    const patient = open({ waitMs: 60_000 });
    while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
    held[0]?.();
    const asked = patient.tile('hall', query(0, 0, 0));
    while (held.length < 2) await new Promise((resolve) => setImmediate(resolve));
    held[1]?.();
    expect(await asked).toMatchObject({ type: 'image/png' });
  });

  it('keep within the bound of the disk: the least recently used go', async () => {
    const server = await serve((_, response) => sendPng(response, RED));
    const basemaps = open({ cacheBytes: RED.byteLength * 3 });
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{y}`), secret: null });
    for (const x of [0, 1, 2]) await basemaps.tile('hall', query(3, x, 0));
    now += 1;
    await basemaps.tile('hall', query(3, 0, 0));
    await basemaps.tile('hall', query(3, 3, 0));
    expect(server.asked).toEqual(['/3/0/0', '/3/1/0', '/3/2/0', '/3/3/0']);
    await basemaps.tile('hall', query(3, 0, 0));
    expect(server.asked).toHaveLength(4);
    await basemaps.tile('hall', query(3, 1, 0));
    expect(server.asked).toHaveLength(5);
    const files = await readdir(join(dataDir, 'basemap-cache'), { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile())).toHaveLength(3);
  });

  it('of an earlier address go with it', async () => {
    const server = await serve((url, response) =>
      sendPng(response, url.pathname.startsWith('/new') ? BLUE : RED),
    );
    const basemaps = open();
    await basemaps.save({ config: config(`${server.url}/old/{z}/{x}/{y}`), secret: null });
    await basemaps.tile('hall', query(0, 0, 0));
    await basemaps.save({ config: config(`${server.url}/new/{z}/{x}/{y}`), secret: null });
    expect(shown(await basemaps.tile('hall', query(0, 0, 0)))).toBe('blue');
    const files = await readdir(join(dataDir, 'basemap-cache'), { recursive: true, withFileTypes: true });
    expect(files.filter((entry) => entry.isFile())).toHaveLength(1);
  });

  it('count rows from the south where the template says so', async () => {
    const server = await serve((_, response) => sendPng(response, RED));
    const basemaps = open();
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{-y}.png`), secret: null });
    await basemaps.tile('hall', query(3, 6, 1));
    expect(server.asked).toEqual(['/3/6/6.png']);
  });
});

describe('the key of a server', () => {
  const key = { in: 'query' as const, name: 'tk' };

  it('is sent to its server, and stands neither in settings, answers nor errors', async () => {
    const server = await serve((url, response) => {
      if (url.searchParams.get('tk') === 'top-s3cret') sendPng(response, RED);
      else response.writeHead(403).end('{"msg":"权限类型错误"}');
    });
    const basemaps = open();
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{y}`, { key }), secret: 'wrong-s3cret' });
    const refused = await basemaps.tile('hall', query(0, 0, 0)).catch((error: unknown) => error);
    expect(code(refused)).toBe('basemap-refused');
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{y}`, { key }), secret: 'top-s3cret' });
    expect(await basemaps.tile('hall', query(0, 0, 0))).toMatchObject({ type: 'image/png' });
    const told = JSON.stringify([
      await basemaps.list(),
      await basemaps.settings(),
      String(refused),
      readFileSync(join(dataDir, 'basemaps.json'), 'utf8'),
    ]);
    expect(told).not.toContain('s3cret');
  });

  it('is taken out of the address that was typed', async () => {
    const server = await serve((url, response) =>
      url.searchParams.get('tk') === 'typed-s3cret'
        ? sendPng(response, RED)
        : void response.writeHead(401).end(),
    );
    const basemaps = open();
    await basemaps.save({
      config: config(`${server.url}/{z}/{x}/{y}?tk=typed-s3cret&style=1`),
      secret: null,
    });
    expect(await basemaps.tile('hall', query(0, 0, 0))).toMatchObject({ type: 'image/png' });
    expect(readFileSync(join(dataDir, 'basemaps.json'), 'utf8')).not.toContain('s3cret');
    expect(server.asked).toEqual(['/0/0/0?style=1&tk=typed-s3cret']);
  });

  it('goes to no other server than the one it was entered for', async () => {
    const first = await serve((_, response) => sendPng(response, RED));
    const second = await serve((_, response) => sendPng(response, RED));
    const basemaps = open();
    await basemaps.save({ config: config(`${first.url}/{z}/{x}/{y}`, { key }), secret: 'top-s3cret' });
    await expect(
      basemaps.save({ config: config(`${second.url}/{z}/{x}/{y}`, { key }), secret: null }),
    ).rejects.toSatisfy((error) => code(error) === 'basemap-key-elsewhere');
    expect(second.asked).toEqual([]);
  });

  it('that was only tried goes to no map that is there and is only renamed', async () => {
    const server = await serve((url, response) =>
      url.searchParams.get('tk') === 'top-s3cret'
        ? sendPng(response, RED)
        : void response.writeHead(403).end(),
    );
    const basemaps = open();
    const saved = config(`${server.url}/{z}/{x}/{y}`, { key });
    await basemaps.save({ config: saved, secret: 'top-s3cret' });
    const address = `${server.url}/{z}/{x}/{y}?tk=tried-s3cret`;
    const asked = { address, secret: null, layer: null, matrixSet: null };
    await basemaps.probe(asked, new AbortController().signal).catch(() => undefined);
    await basemaps.save({ config: { ...saved, name: '另一个名称' }, secret: null });
    expect(await basemaps.tile('hall', query(0, 0, 0))).toMatchObject({ type: 'image/png' });
  });

  it('goes with the base map', async () => {
    const server = await serve((_, response) => sendPng(response, RED));
    const basemaps = open();
    await basemaps.save({ config: config(`${server.url}/{z}/{x}/{y}`, { key }), secret: 'top-s3cret' });
    await basemaps.tile('hall', query(0, 0, 0));
    expect(await basemaps.remove('hall')).toBe(true);
    expect(await basemaps.remove('hall')).toBe(false);
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).not.toContain('s3cret');
    expect(await basemaps.tile('hall', query(0, 0, 0))).toBeUndefined();
  });
});

it('uses no settings that are damaged, says so, and does not write over them', async () => {
  writeFileSync(join(dataDir, 'basemaps.json'), '{"format":1,"entries":[{');
  const basemaps = open();
  expect((await basemaps.list()).broken).toMatchObject([{ error: { code: 'basemap-settings' } }]);
  await expect(
    basemaps.save({ config: config('http://127.0.0.1:1/{z}/{x}/{y}'), secret: null }),
  ).rejects.toSatisfy((error) => code(error) === 'basemap-settings');
  expect(readFileSync(join(dataDir, 'basemaps.json'), 'utf8')).toBe('{"format":1,"entries":[{');
});
