import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BasemapList, BasemapProbe, BasemapSettings } from '../../../shared/contract/basemaps.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { writeMbtiles } from '../../support/basemaps/files.ts';
import { sendPng, startTileServer, type TileServer } from '../../support/basemaps/tileServer.ts';
import { pngTile } from '../../support/basemaps/tiles.ts';
import { json, openTestCity, type TestCity, testPack } from '../../support/city.ts';

const PNG = pngTile(256, [20, 90, 160]);
let city: TestCity;
let server: TileServer;
const wall: RequestInit = { headers: { [WINDOW_ROLE_HEADER]: 'wall' } };

beforeAll(async () => {
  server = await startTileServer((url, response) =>
    url.searchParams.get('tk') === 'top-s3cret' ? sendPng(response, PNG) : void response.writeHead(403).end(),
  );
  city = await openTestCity({
    dataDir: null,
    pack: testPack(),
    sources: [],
    now: () => Date.UTC(2026, 10, 1, 8),
  });
});
afterAll(async () => {
  await city?.removeData();
  await server?.close();
});

describe('base maps over the interface', () => {
  it('are empty at first, and not changed by nobody', async () => {
    expect(await city.get('/api/basemaps', BasemapList)).toEqual({ basemaps: [], broken: [] });
    const body = json('POST', {
      address: `${server.url}/{z}/{x}/{y}`,
      secret: null,
      layer: null,
      matrixSet: null,
    });
    expect(await city.refusal('/api/basemaps/probe', body)).toMatchObject({ status: 401 });
    expect(server.asked).toEqual([]);
  });

  it('are probed, saved and drawn, with the key in no answer and no line of the log or the audit', async () => {
    await city.signInAsAdministrator();
    const probe = await city.send(
      'POST',
      '/api/basemaps/probe',
      { address: `${server.url}/vec_w/wmts`, secret: 'top-s3cret', layer: null, matrixSet: null },
      BasemapProbe,
    );
    expect(probe.sample).toEqual({ type: 'image/png', bytes: PNG.byteLength });
    const withPassword = server.url.replace('//', '//user:top-s3cret@');
    expect(
      await city.refusal(
        '/api/basemaps/probe',
        json('POST', { address: `${withPassword}/{z}/{x}/{y}`, secret: null, layer: null, matrixSet: null }),
      ),
    ).toMatchObject({ code: 'bad-url' });
    const saved = await city.send(
      'POST',
      '/api/basemaps',
      { config: { ...probe.config, id: 'tdt', approval: 'GS(2026)0001号' }, secret: 'top-s3cret' },
      BasemapSettings,
    );
    expect(saved.entries).toMatchObject([{ hasKey: true, found: false, config: { id: 'tdt' } }]);
    const [view] = (await city.get('/api/basemaps', BasemapList)).basemaps;
    expect(view).toMatchObject({
      id: 'tdt',
      approval: 'GS(2026)0001号',
      layers: [{ annotation: false }, { annotation: true }],
    });
    const tile = await city.request(`/api/basemaps/tdt/tiles?z=10&x=5&y=7&layer=1&v=${view?.version}`, wall);
    expect(tile.headers.get('content-type')).toBe('image/png');
    expect(Buffer.compare(new Uint8Array(await tile.arrayBuffer()), PNG)).toBe(0);
    expect(server.asked.at(-1)).toContain('/cva_w/wmts');
    const told = [JSON.stringify(view), JSON.stringify(saved), JSON.stringify(city.log)];
    const audit = await (await city.request('/api/audit?limit=100')).text();
    for (const text of [...told, audit]) expect(text).not.toContain('s3cret');
  });

  it('are drawn by walls, which see no address of a server', async () => {
    const list = await (await city.request('/api/basemaps', wall)).text();
    expect(list).not.toContain('127.0.0.1');
    expect((await city.request('/api/basemaps/settings', wall)).status).toBe(403);
    expect((await city.request('/api/basemaps/tdt', { method: 'DELETE', ...wall })).status).toBe(403);
  });

  it('have no tile beyond their grid, and say which is unknown', async () => {
    const beyond = await city.request('/api/basemaps/tdt/tiles?z=1&x=2&y=0');
    expect([beyond.status, (await beyond.arrayBuffer()).byteLength]).toEqual([200, 0]);
    expect(await city.refusal('/api/basemaps/none/tiles?z=1&x=0&y=0')).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    expect(await city.refusal('/api/basemaps/tdt/tiles?z=1&x=-1&y=0')).toMatchObject({ status: 400 });
  });

  it('appear by themselves as files in the folder', async () => {
    mkdirSync(join(city.dataDir, 'basemaps'), { recursive: true });
    writeMbtiles(join(city.dataDir, 'basemaps', 'a.mbtiles'), [{ z: 0, x: 0, y: 0, bytes: PNG }], {
      name: '区底图',
    });
    const { basemaps } = await city.get('/api/basemaps', BasemapList);
    expect(basemaps.map(({ name }) => name)).toEqual(['天地图', '区底图']);
  });

  it('are removed with their tiles', async () => {
    expect((await city.request('/api/basemaps/tdt', { method: 'DELETE' })).status).toBe(204);
    expect((await city.get('/api/basemaps', BasemapList)).basemaps.map(({ name }) => name)).toEqual([
      '区底图',
    ]);
    expect((await city.request('/api/basemaps/tdt', { method: 'DELETE' })).status).toBe(404);
  });
});
