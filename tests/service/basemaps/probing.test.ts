import { afterEach, describe, expect, it } from 'vitest';
import { probeBasemap } from '../../../electron/city/basemaps/probe.ts';
import { createTileHttp, TILE_LIMITS } from '../../../electron/city/basemaps/tileHttp.ts';
import { sleepOrAbort } from '../../../electron/city/sync/http/sleep.ts';
import type { BasemapProbe, BasemapProbeRequest } from '../../../shared/contract/basemaps.ts';
import { sendPng, startTileServer, type TileServer } from '../../support/basemaps/tileServer.ts';
import { pngTile, vectorTile } from '../../support/basemaps/tiles.ts';

const PNG = pngTile(256, [10, 120, 60]);
let server: TileServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function probe(
  path: string,
  answer: Parameters<typeof startTileServer>[0],
  request: Partial<BasemapProbeRequest> = {},
): Promise<BasemapProbe> {
  server = await startTileServer(answer);
  const http = createTileHttp({
    ...{ fetch: globalThis.fetch, now: Date.now, sleep: sleepOrAbort, limits: TILE_LIMITS },
    ...{ userAgent: 'CityWhistle/test', authorities: [], hosts: null },
  });
  const address = path.startsWith('http') ? path : `${server.url}${path}`;
  const asked = { address, secret: null, layer: null, matrixSet: null, ...request };
  return (await probeBasemap(asked, http, [118.7969, 32.0603], new AbortController().signal)).probe;
}
const code = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : error);
const reason = (error: unknown): unknown =>
  error instanceof Error ? Reflect.get(Reflect.get(error, 'parameters') ?? {}, 'reason') : null;

describe('a tile template', () => {
  it('is taken with the pixels of its tiles, tried over the city', async () => {
    const found = await probe('/{z}/{x}/{y}.png', (_, response) =>
      sendPng(response, pngTile(512, [1, 2, 3])),
    );
    expect(found.config).toMatchObject({ dialect: 'xyz', format: 'raster', datum: 'wgs84' });
    expect(found.config.grid.levels[0]?.size).toBe(512);
    expect(server?.asked).toEqual(['/13/6799/3325.png']);
  });

  it('of vector tiles is known by the tile', async () => {
    const tile = vectorTile({ water: [{ kind: 'point', points: [[1, 1]], properties: {} }] });
    const found = await probe('/{z}/{x}/{y}', (_, response) => void response.writeHead(200).end(tile));
    expect(found.config.format).toBe('vector');
  });

  it('loses its key, which is sent all the same', async () => {
    const found = await probe('/{z}/{x}/{y}?key=top-s3cret', (url, response) =>
      url.searchParams.get('key') === 'top-s3cret'
        ? sendPng(response, PNG)
        : void response.writeHead(403).end(),
    );
    expect(found).toMatchObject({ keyInAddress: true, config: { key: { in: 'query', name: 'key' } } });
    expect(JSON.stringify(found)).not.toContain('s3cret');
  });

  it('that answers with a login page is refused', async () => {
    const answer = probe('/{z}/{x}/{y}', (_, response) => void response.end('<html>login</html>'));
    await expect(answer).rejects.toSatisfy((error) => code(error) === 'basemap-not-a-tile');
  });
});

describe('天地图', () => {
  it.each([
    ['vec', 'w', 'cva', 'metre', false],
    ['img', 'c', 'cia', 'degree', true],
  ] as const)('%s_%s has its names as a second layer', async (layer, set, names, unit, imagery) => {
    const found = await probe(`/${layer}_${set}/wmts`, (_, response) => sendPng(response, PNG), {
      secret: 'k3y',
    });
    const { config } = found;
    expect(config.layers.map(({ annotation }) => annotation)).toEqual([false, true]);
    expect(config.layers[1]?.template).toContain(`LAYER=${names}`);
    expect(config).toMatchObject({ imagery, datum: 'cgcs2000', key: { in: 'query', name: 'tk' } });
    expect([config.grid.unit, config.grid.levels[0]?.id]).toEqual([unit, '1']);
    const [asked = ''] = server?.asked ?? [];
    const query = new URL(asked, 'http://x').searchParams;
    expect(query.get('tk')).toBe('k3y');
    expect(query.get('TILEMATRIXSET')).toBe(set);
    // 13: some twenty metres a pixel. Rows of degrees count from the pole.
    expect([query.get('TILEMATRIX'), query.get('TILECOL'), query.get('TILEROW')]).toEqual(
      set === 'w' ? ['13', '6799', '3325'] : ['13', '6799', '1318'],
    );
  });
});

/** A capabilities document as government nodes write it. `corner`: of EPSG:4490, in the order of the server. */
const capabilities = (corner: string, crs = 'urn:ogc:def:crs:EPSG::4490'): string => `<?xml version="1.0"?>
<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
 <ows:OperationsMetadata><ows:Operation name="GetTile"><ows:DCP><ows:HTTP>
  <ows:Get xlink:href="http://10.1.2.3:8080/internal/wmts?"><ows:Constraint name="GetEncoding"><ows:AllowedValues><ows:Value>KVP</ows:Value></ows:AllowedValues></ows:Constraint></ows:Get>
 </ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>
 <Contents>
  <Layer><ows:Title>政务电子地图</ows:Title><ows:Identifier>JS_VEC</ows:Identifier>
   <ows:WGS84BoundingBox><ows:LowerCorner>116.3 30.7</ows:LowerCorner><ows:UpperCorner>121.9 35.2</ows:UpperCorner></ows:WGS84BoundingBox>
   <Style isDefault="true"><ows:Identifier>standard</ows:Identifier></Style>
   <Format>image/png</Format><TileMatrixSetLink><TileMatrixSet>c</TileMatrixSet></TileMatrixSetLink></Layer>
  <Layer><ows:Title>政务影像</ows:Title><ows:Identifier>JS_IMG</ows:Identifier><Format>image/jpeg</Format>
   <TileMatrixSetLink><TileMatrixSet>gk</TileMatrixSet></TileMatrixSetLink></Layer>
  <TileMatrixSet><ows:Identifier>c</ows:Identifier><ows:SupportedCRS>${crs}</ows:SupportedCRS>
   <TileMatrix><ows:Identifier>8</ows:Identifier><ScaleDenominator>1.1550230400992E6</ScaleDenominator><TopLeftCorner>${corner}</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight><MatrixWidth>512</MatrixWidth><MatrixHeight>256</MatrixHeight></TileMatrix>
   <TileMatrix><ows:Identifier>12</ows:Identifier><ScaleDenominator>72188.9400062</ScaleDenominator><TopLeftCorner>${corner}</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight><MatrixWidth>8192</MatrixWidth><MatrixHeight>4096</MatrixHeight></TileMatrix>
  </TileMatrixSet>
  <TileMatrixSet><ows:Identifier>gk</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::4549</ows:SupportedCRS>
   <TileMatrix><ows:Identifier>0</ows:Identifier><ScaleDenominator>500000</ScaleDenominator><TopLeftCorner>0 0</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight><MatrixWidth>9</MatrixWidth><MatrixHeight>9</MatrixHeight></TileMatrix>
  </TileMatrixSet>
 </Contents></Capabilities>`;

describe('a WMTS', () => {
  it.each([
    ['90.0 -180.0', 'urn:ogc:def:crs:EPSG::4490'],
    ['-180.0 90.0', 'urn:ogc:def:crs:EPSG::4490'],
    ['-180.0 90.0', 'EPSG:4490'],
  ])('with corners at %s of %s is asked in key-value pairs where it was found', async (corner, crs) => {
    const found = await probe('/node/wmts', (url, response) =>
      url.searchParams.get('REQUEST') === 'GetCapabilities'
        ? void response.end(capabilities(corner, crs))
        : sendPng(response, PNG),
    );
    const { config } = found;
    expect(config).toMatchObject({ name: '政务电子地图', dialect: 'wmts', datum: 'cgcs2000' });
    expect(config.bounds).toEqual([116.3, 30.7, 121.9, 35.2]);
    expect(config.grid.unit).toBe('degree');
    expect(config.grid.levels.map(({ id, left, top }) => [id, left, top])).toEqual([
      ['8', -180, 90],
      ['12', -180, 90],
    ]);
    // 1 155 023.04 · 0.28 mm on 111 319.49 m a degree.
    expect(config.grid.levels[0]?.resolution).toBeCloseTo(360 / (256 * 2 ** 9) + 0.000_158_6, 4);
    expect(config.layers[0]?.template).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/node\/wmts\?SERVICE=WMTS/);
    const query = new URL(server?.asked.at(-1) ?? '', 'http://x').searchParams;
    expect([query.get('LAYER'), query.get('STYLE'), query.get('TILEMATRIXSET')]).toEqual([
      'JS_VEC',
      'standard',
      'c',
    ]);
    expect(found.layers).toEqual([]);
  });

  it.each([
    [null, ['web', 'c']],
    ['c', ['c', 'web']],
  ] as const)('with several matrix sets names the one in use first: %s', async (matrixSet, expected) => {
    const web = capabilities('90 -180')
      .replace(
        '</TileMatrixSet></TileMatrixSetLink>',
        '</TileMatrixSet></TileMatrixSetLink><TileMatrixSetLink><TileMatrixSet>web</TileMatrixSet></TileMatrixSetLink>',
      )
      .replace('<TileMatrixSet><ows:Identifier>gk<', '<TileMatrixSet><ows:Identifier>web<')
      .replace('EPSG::4549', 'EPSG::3857')
      .replace('>500000<', '>559082264.0287178<')
      .replaceAll('>9<', '>1<')
      .replace('<TopLeftCorner>0 0<', '<TopLeftCorner>-20037508.342789 20037508.342789<');
    const found = await probe(
      '/node/wmts',
      (url, response) =>
        url.searchParams.get('REQUEST') === 'GetCapabilities'
          ? void response.end(web)
          : sendPng(response, PNG),
      { matrixSet },
    );
    expect(found.matrixSets.map(({ id }) => id)).toEqual(expected);
    expect(found.config.layers[0]?.template).toContain(`TILEMATRIXSET=${expected[0]}`);
  });

  it('in Gauss–Krüger alone is refused with the reason', async () => {
    const only = capabilities('90 -180').replace('<TileMatrixSet>c<', '<TileMatrixSet>gk<');
    const answer = probe('/wmts', (_, response) => void response.end(only));
    await expect(answer).rejects.toSatisfy((error) => reason(error) === 'projection');
  });

  it.each([['not XML at all'], ['<html><body>Capabilities</body></html>'], ['<Capabilities><Contents>']])(
    'that is none is refused: %s',
    async (text) => {
      const answer = probe('/wmts', (_, response) => void response.end(text));
      await expect(answer).rejects.toSatisfy((error) => code(error) === 'basemap-unknown');
    },
  );
});

describe('ArcGIS', () => {
  const info = (wkid: number, origin: { x: number; y: number }, resolutions: number[]) => ({
    mapName: '电子地图',
    copyrightText: '市测绘院',
    singleFusedMapCache: true,
    tileInfo: {
      ...{ rows: 256, cols: 256, dpi: 96, origin, spatialReference: { wkid } },
      lods: resolutions.map((resolution, level) => ({ level, resolution, scale: 1 })),
    },
  });

  it.each([
    [4490, { x: -180, y: 90 }, [0.703125, 0.0054931640625], 'degree', '/tile/1/41/212'],
    [
      102100,
      { x: -20037508.342787, y: 20037508.342787 },
      [156543.03392800014, 19.109257071294063],
      'metre',
      '/tile/1/3325/6799',
    ],
  ])(
    'with cached tiles in EPSG:%i takes its grid from the description',
    async (wkid, origin, resolutions, unit, path) => {
      const found = await probe('/arcgis/rest/services/vec/MapServer', (url, response) =>
        url.searchParams.get('f') === 'json'
          ? void response.end(JSON.stringify(info(wkid, origin, resolutions)))
          : sendPng(response, PNG),
      );
      expect(found.config).toMatchObject({ dialect: 'arcgis', name: '电子地图', attribution: '市测绘院' });
      expect(found.config.grid.unit).toBe(unit);
      expect(server?.asked.at(-1)).toBe(`/arcgis/rest/services/vec/MapServer${path}`);
    },
  );

  it('without cached tiles, or in Gauss–Krüger, is refused with the reason', async () => {
    const dynamic = probe(
      '/arcgis/rest/services/a/MapServer',
      (_, response) => void response.end('{"layers":[]}'),
    );
    await expect(dynamic).rejects.toSatisfy((error) => reason(error) === 'not-cached');
    await server?.close();
    const plane = probe(
      '/arcgis/rest/services/a/MapServer',
      (_, response) => void response.end(JSON.stringify(info(4549, { x: 0, y: 0 }, [100]))),
    );
    await expect(plane).rejects.toSatisfy((error) => reason(error) === 'projection');
  });
});
