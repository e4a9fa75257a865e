import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LayerList, LayerNear, LayerPlaces, LayerSettings } from '../../../shared/contract/layers.ts';
import { WINDOW_ROLE_HEADER } from '../../../shared/contract/windowRole.ts';
import { decodeTile } from '../../../shared/geo/layerTile.ts';
import { toWorld } from '../../../shared/geo/worldGrid.ts';
import { eventually, json, openTestCity, type TestCity, testPack } from '../../support/city.ts';

let city: TestCity;
const wall: RequestInit = { headers: { [WINDOW_ROLE_HEADER]: 'wall' } };
const GEOJSON = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: '一号井', tel: '617-555-0100', owner: 'J. Smith' },
      geometry: { type: 'Point', coordinates: [-71.06, 42.33] },
    },
  ],
});

beforeAll(async () => {
  city = await openTestCity({
    dataDir: null,
    pack: testPack(),
    sources: [],
    now: () => Date.UTC(2026, 10, 1, 8),
  });
});
afterAll(() => city?.removeData());

const upload = (filename: string, body: string) =>
  city.request(`/api/layers/files?filename=${encodeURIComponent(filename)}`, { method: 'POST', body });
const read = () =>
  eventually('the layer is read', async () => {
    const list = await city.get('/api/layers', LayerList);
    return list.reading.length === 0 && list.layers.length > 0 && list;
  });

describe('layers over the interface', () => {
  it('are empty at first, and not changed by nobody', async () => {
    expect(await city.get('/api/layers', LayerList)).toEqual({ layers: [], reading: [], broken: [] });
    expect((await upload('a.geojson', GEOJSON)).status).toBe(401);
    expect(await city.get('/api/layers', LayerList)).toEqual({ layers: [], reading: [], broken: [] });
  });

  it('are uploaded, read and drawn, with no attribute beside the name', async () => {
    await city.signInAsAdministrator();
    expect((await upload('../雨水井.geojson', GEOJSON)).status).toBe(201);
    const [view] = (await read()).layers;
    expect(view).toMatchObject({ name: '雨水井', points: 1, shown: true });
    const [x = 0, y = 0] = (toWorld([-71.06, 42.33]) ?? []).map((units) => Math.floor(units / 2 ** 17));
    const path = `/api/layers/tiles?layers=${view?.id}&z=14&x=${x}&y=${y}&v=1`;
    const tile = await city.request(path, wall);
    expect(tile.headers.get('cache-control')).toContain('max-age');
    const [layer] = decodeTile(await tile.arrayBuffer());
    expect([layer?.of, layer?.names]).toEqual([1, ['一号井']]);
    expect(JSON.stringify(await city.get('/api/layers', LayerList))).not.toMatch(/geojson|tel|Smith/);
    const near = (lon: number, within: number) =>
      city.get(`/api/layers/near?layers=${view?.id}&lon=${lon}&lat=42.33&within=${within}`, LayerNear);
    expect((await near(-71.061, 500)).features).toEqual([
      { layer: view?.id, name: '一号井', metres: expect.closeTo(82.5, 0), inside: false },
    ]);
    expect((await near(-71.061, 50)).features).toEqual([]);
    const { places } = await city.get('/api/layers/places?q=yhj', LayerPlaces);
    expect(places).toMatchObject([{ layer: view?.id, name: '一号井', count: 1 }]);
  });

  it('are for walls to draw, and not to set', async () => {
    expect((await city.request('/api/layers', wall)).status).toBe(200);
    for (const path of ['/api/layers/settings']) expect((await city.request(path, wall)).status).toBe(403);
    expect((await city.request('/api/layers/x', { method: 'DELETE', ...wall })).status).toBe(403);
  });

  it('are set, and refused where a request is wrong', async () => {
    const { entries } = await city.get('/api/layers/settings', LayerSettings);
    const config = entries[0]?.config;
    const saved = await city.send(
      'POST',
      '/api/layers',
      { config: { ...config, name: '井盖', colour: 'teal', icon: 'ring' }, position: null },
      LayerSettings,
    );
    expect(saved.entries).toMatchObject([{ found: false, config: { name: '井盖', icon: 'ring' } }]);
    expect(await upload('a.exe', 'x')).toMatchObject({ status: 422 });
    expect(
      await city.refusal(
        '/api/layers',
        json('POST', { config: { ...config, colour: 'red' }, position: null }),
      ),
    ).toMatchObject({ status: 422 });
    expect(await city.refusal('/api/layers/tiles?layers=none&z=1&x=0&y=0')).toMatchObject({ status: 400 });
    expect(await city.refusal('/api/layers/layer-000000000000', { method: 'DELETE' })).toMatchObject({
      status: 404,
    });
  });

  it('are removed with their file', async () => {
    const [view] = (await city.get('/api/layers', LayerList)).layers;
    expect((await city.request(`/api/layers/${view?.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await city.get('/api/layers', LayerList)).layers).toEqual([]);
  });
});
