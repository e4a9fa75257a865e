import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Layers, openLayers } from '../../../electron/city/layers/openLayers.ts';
import { readLayerFile } from '../../../electron/city/layers/readFile.ts';
import { LayerConfig, type LayerReport } from '../../../shared/contract/layers.ts';
import { decodeTile, TILE_EXTENT, type TileLayer } from '../../../shared/geo/layerTile.ts';
import { toWorld } from '../../../shared/geo/worldGrid.ts';
import { encodeText } from '../../support/encodeText.ts';
import { type TestShape, type TestShapefile, writeShapefile } from '../../support/layers/shapefile.ts';
import { workbooks, workbookWorkerUrl } from '../../support/workbooks.ts';

const BBOX = [118.7, 31.9, 118.9, 32.1] as const;
const silent = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  debug: () => undefined,
};
let dataDir: string;
let opened: Layers[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'citywhistle-layers-'));
  mkdirSync(join(dataDir, 'layers'));
});
afterEach(async () => {
  for (const each of opened) await each.close();
  opened = [];
  rmSync(dataDir, { recursive: true, force: true });
});

const at = (name: string): string => join(dataDir, 'layers', name);

function open(): Layers {
  const layers = openLayers({
    ...{ dataDir, logger: silent, bbox: [...BBOX] },
    workers: {
      layers: new URL('../../../electron/city/layers/worker.ts', import.meta.url),
      workbooks: workbookWorkerUrl,
    },
  });
  opened.push(layers);
  return layers;
}

/** The entry of a file once it is read. */
async function read(layers: Layers, file: string) {
  await layers.settings();
  await layers.settled();
  const found = (await layers.settings()).entries.find(({ config }) => config.file === file);
  if (found === undefined) throw new Error(`no layer of ${file}`);
  return found;
}

async function reportOf(file: string): Promise<LayerReport> {
  const { report, error } = await read(open(), file);
  if (report === null) throw new Error(error?.message);
  return report;
}

async function refusalOf(file: string): Promise<unknown> {
  const { report, error } = await read(open(), file);
  expect(report).toBeNull();
  return { code: error?.code, ...Object(error?.parameters) };
}

const feature = (geometry: unknown, properties: object = {}) => ({ type: 'Feature', properties, geometry });
const point = (lon: number, lat: number, properties: object = {}) =>
  feature({ type: 'Point', coordinates: [lon, lat] }, properties);
const collection = (features: unknown[], more: object = {}): string =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features });

/** The tile of a zoom over a place, and what it holds of the only layer. */
async function tileAt(layers: Layers, id: string, z: number, lon: number, lat: number): Promise<TileLayer> {
  const [x, y] = toWorld([lon, lat]) ?? [0, 0];
  const bytes = await layers.tile([id], {
    z,
    x: Math.floor(x / 2 ** (31 - z)),
    y: Math.floor(y / 2 ** (31 - z)),
  });
  const [found] = decodeTile(bytes.buffer);
  if (found === undefined) throw new Error('the tile has no such layer');
  return found;
}

const shape = (kind: TestShape['kind'], parts: [number, number][][], ...values: string[]): TestShape => ({
  kind,
  parts,
  values,
});
const shapefile = (shapes: TestShape[], changed: Partial<TestShapefile> = {}): TestShapefile => ({
  fields: [
    { name: '道路名称', width: 24 },
    { name: '养护单位', width: 24 },
  ],
  ...{ shapes, encoding: 'gbk', prj: null, cpg: null },
  ...changed,
});
/** Gauss–Krüger of 120° E, easting before northing: a place within the bounds. */
const METRES: [number, number] = [385_000, 3_545_000];

describe('a Shapefile of a survey office', () => {
  it('is read from GBK and metres of a plane, with every record accounted for', async () => {
    const [x, y] = METRES;
    writeShapefile(
      at('道路'),
      shapefile([
        shape(
          'line',
          [
            [
              [x, y],
              [x + 500, y],
            ],
          ],
          '太平南路',
          '市政',
        ),
        shape(
          'line',
          [
            [
              [x, y + 100],
              [x + 500, y + 100],
            ],
            [[x, y]],
          ],
          '中山东路',
          '市政',
        ),
        shape(null, [], '无图形'),
        shape('surface', [], '立体'),
        shape(
          'line',
          [
            [
              [Number.NaN, y],
              [x, y],
            ],
          ],
          '坏的',
        ),
        {
          ...shape(
            'line',
            [
              [
                [x, y],
                [x + 9, y],
              ],
            ],
            '删除的',
          ),
          deleted: true,
        },
      ]),
    );
    const report = await reportOf('道路.shp');
    expect(report).toMatchObject({
      ...{ format: 'shapefile', encoding: 'gb18030', crs: 'epsg:4549', features: 6, kept: 2, outside: 0 },
      ...{ brokenParts: 1, nameField: '道路名称', named: 2, lettersLost: 0 },
      fields: [
        { name: '道路名称', filled: 6 },
        { name: '养护单位', filled: 2 },
      ],
    });
    const refused = Object.fromEntries(report.refused.map(({ reason, features }) => [reason, features]));
    expect(refused).toEqual({ empty: 1, kind: 1, broken: 1, deleted: 1 });
    expect(report.features).toBe(
      report.kept + report.refused.reduce((sum, { features }) => sum + features, 0),
    );
  });

  it.each([
    ['a .cpg of UTF-8', 'utf-8', 'UTF-8'],
    ['a .cpg of GBK', 'gbk', '936'],
    ['UTF-8 without a .cpg', 'utf-8', null],
  ] as const)('is read in the encoding of %s', async (_what, encoding, cpg) => {
    const rows = ['太平南路北段', '中山东路人行道', '健康路夜市一条街'].map((name, i) =>
      shape('point', [[[METRES[0] + i, METRES[1]]]], name, '秦淮区城市管理局'),
    );
    writeShapefile(
      at('a'),
      shapefile(rows, {
        encoding,
        cpg,
        fields: [
          { name: 'MC', width: 40 },
          { name: 'DW', width: 40 },
        ],
      }),
    );
    const layers = open();
    await read(layers, 'a.shp');
    expect((await layers.places('健康', 5)).places.map(({ name }) => name)).toEqual(['健康路夜市一条街']);
  });

  it('says what is missing beside it, and what is cut', async () => {
    writeShapefile(at('a'), shapefile([shape('point', [[METRES]], 'A', 'B')]));
    rmSync(at('a.dbf'));
    expect(await refusalOf('a.shp')).toEqual({ code: 'layer-file', file: 'a.shp', reason: 'no-table' });
    writeShapefile(at('a'), shapefile([shape('point', [[METRES]], 'A', 'B')]));
    truncateSync(at('a.shp'), 110);
    expect(await refusalOf('a.shp')).toEqual({ code: 'layer-file', file: 'a.shp', reason: 'damaged' });
    rmSync(at('a.shp'));
    expect(await refusalOf('a.dbf')).toEqual({ code: 'layer-file', file: 'a.dbf', reason: 'no-shapes' });
  });

  it.skipIf(process.platform !== 'linux')('is closed once it is read, and where it is refused', async () => {
    const openFiles = (): string[] =>
      readdirSync('/proc/self/fd').flatMap((fd) => {
        try {
          const path = readlinkSync(`/proc/self/fd/${fd}`);
          return path.startsWith(dataDir) ? [path] : [];
        } catch {
          // It was closed meanwhile.
          return [];
        }
      });
    const order = { file: 'a.shp', path: at('a.shp'), target: join(dataDir, 'a.layer'), nameField: null };
    writeShapefile(at('a'), shapefile([shape('point', [[METRES]], 'A', 'B')]));
    await readLayerFile({ ...order, crs: null, bbox: [...BBOX] }, workbooks);
    expect(openFiles()).toEqual([]);
    await expect(
      readLayerFile({ ...order, crs: 'xian80', bbox: [...BBOX] }, workbooks),
    ).rejects.toMatchObject({
      code: 'layer-crs',
    });
    expect(openFiles()).toEqual([]);
  });

  it('is not placed by a system that cannot be converted, or that its numbers contradict', async () => {
    const shapes = [shape('point', [[METRES]], 'A', 'B')];
    writeShapefile(at('a'), shapefile(shapes, { prj: 'PROJCS["Xian_1980_3_Degree_GK_CM_120E",GEOGCS[]]' }));
    expect(await refusalOf('a.shp')).toMatchObject({ code: 'layer-crs', reason: 'old-datum' });
    writeShapefile(at('a'), shapefile(shapes, { prj: 'PROJCS["Hall_Own_Grid",GEOGCS[]]' }));
    expect(await refusalOf('a.shp')).toMatchObject({
      code: 'layer-crs',
      reason: 'unsupported',
      named: 'Hall_Own_Grid',
    });
    const inZone40 = [shape('point', [[[40_385_000, METRES[1]]]], 'A', 'B')];
    writeShapefile(at('a'), shapefile(inZone40, { prj: 'PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS[]]' }));
    expect(await refusalOf('a.shp')).toMatchObject({ code: 'layer-crs', reason: 'contradicts' });
    writeShapefile(at('a'), shapefile([shape('point', [[[4321, 8765]]], 'A', 'B')], { prj: '' }));
    expect(await refusalOf('a.shp')).toMatchObject({ code: 'layer-crs', reason: 'unknown' });
    writeShapefile(at('a'), shapefile(shapes, { prj: 'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS[]]' }));
    expect((await read(open(), 'a.shp')).report).toMatchObject({ crs: 'epsg:4549', kept: 1 });
  });
});

describe('other files of features', () => {
  it('is GeoJSON of any geometry', async () => {
    const ring = [
      [118.78, 32],
      [118.79, 32],
      [118.79, 32.01],
      [118.78, 32],
    ];
    writeFileSync(
      at('a.geojson'),
      collection([
        point(118.78, 32.04, { name: '夫子庙', 联系人: '王某', tel: '13800001111' }),
        feature(
          {
            type: 'MultiPoint',
            coordinates: [
              [118.78, 32.04],
              [118.781, 32.04],
            ],
          },
          { name: '两处' },
        ),
        feature({ type: 'MultiPolygon', coordinates: [[ring]] }, { name: '白鹭洲公园' }),
        feature({ type: 'Polygon', coordinates: [ring] }),
        feature({
          type: 'LineString',
          coordinates: [
            [118.7, 32],
            [118.8, 32],
          ],
        }),
        feature({ type: 'GeometryCollection', geometries: [] }),
        feature(null),
        point(120.5, 32.04, { name: '在外的' }),
      ]),
    );
    const report = await reportOf('a.geojson');
    expect(report).toMatchObject({
      format: 'geojson',
      features: 8,
      kept: 6,
      outside: 1,
      nameField: 'name',
      named: 4,
    });
    expect(report.refused).toEqual(
      expect.arrayContaining([
        { reason: 'kind', features: 1 },
        { reason: 'empty', features: 1 },
      ]),
    );
    // Columns of persons are not even offered.
    expect(report.fields.map(({ name }) => name)).toEqual(['name']);
  });

  it('is KML in folders, with lines of several parts', async () => {
    writeFileSync(
      at('a.kml'),
      `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
      <Placemark><name>探头一</name><Point><coordinates>118.78,32.04,0</coordinates></Point></Placemark>
      <Placemark><name>内环</name><MultiGeometry>
        <LineString><coordinates>118.78,32.04 118.79,32.04</coordinates></LineString>
        <LineString><coordinates>118.78,32.05 118.79,32.05</coordinates></LineString></MultiGeometry></Placemark>
      <Placemark><name>带洞</name><Polygon>
        <outerBoundaryIs><LinearRing><coordinates>118.7,32 118.8,32 118.8,32.1 118.7,32</coordinates></LinearRing></outerBoundaryIs>
        <innerBoundaryIs><LinearRing><coordinates>118.75,32.01 118.76,32.01 118.76,32.02 118.75,32.01</coordinates></LinearRing></innerBoundaryIs>
      </Polygon></Placemark>
      <Placemark><name>空</name></Placemark></Folder></Document></kml>`,
    );
    const layers = open();
    const { config, report } = await read(layers, 'a.kml');
    expect(report).toMatchObject({
      format: 'kml',
      features: 4,
      kept: 3,
      refused: [{ reason: 'empty', features: 1 }],
    });
    expect(await layers.list()).toMatchObject({ layers: [{ id: config.id, points: 1, lines: 1, areas: 1 }] });
  });

  it.each([
    [
      'longitude and latitude in GBK',
      '名称,经度,纬度\n消火栓一,118.78,32.04\n消火栓二,东经118°47′24″,北纬32°1′12″\n消火栓三,,\n',
    ],
    ['WKT', '名称,wkt\n消火栓一,POINT (118.78 32.04)\n消火栓二,POINT(118.79 32.02)\n消火栓三,\n'],
  ])('is a table with %s', async (_what, text) => {
    writeFileSync(at('a.csv'), encodeText(text, 'gb18030'));
    expect(await reportOf('a.csv')).toMatchObject({
      ...{ format: 'table', encoding: 'gb18030', features: 3, kept: 2, nameField: '名称' },
      refused: [{ reason: 'empty', features: 1 }],
    });
  });

  it('says what a file lacks', async () => {
    writeFileSync(at('a.csv'), '名称,电话\n消火栓一,1\n');
    expect(await refusalOf('a.csv')).toMatchObject({ reason: 'no-columns' });
    writeFileSync(at('b.geojson'), collection([feature(null)]));
    expect(await refusalOf('b.geojson')).toMatchObject({ reason: 'no-features' });
    writeFileSync(at('c.geojson'), '{"type":"FeatureCollection","features":[{"ty');
    expect(await refusalOf('c.geojson')).toMatchObject({ reason: 'damaged' });
  });

  it('is moved back from GCJ-02 where an operator says so, and read with latitude first where only that is in the city', async () => {
    writeFileSync(at('a.geojson'), collection([point(32.04, 118.78, { name: '反的' })]));
    const layers = open();
    const { config, report } = await read(layers, 'a.geojson');
    expect(report).toMatchObject({ swapped: true, kept: 1, outside: 0 });
    const [before] = (await layers.places('反的', 1)).places;
    expect(before?.at.map((degrees) => degrees.toFixed(5))).toEqual(['118.78000', '32.04000']);
    await layers.save({ config: { ...config, crs: 'gcj02' }, position: null });
    expect((await read(layers, 'a.geojson')).report).toMatchObject({ crs: 'gcj02' });
    const [moved] = (await layers.places('反的', 1)).places;
    expect(moved?.at[0]).toBeLessThan(118.776);
  });
});

describe('names', () => {
  it('with a telephone or document number are left out and counted, and no column of persons can be chosen', async () => {
    writeFileSync(
      at('a.geojson'),
      collection([
        point(118.78, 32.04, { name: '王某 13812345678', 联系人: '李某' }),
        point(118.78, 32.04, { name: '夫子庙', 联系人: '李某' }),
      ]),
    );
    const layers = open();
    const { config, report } = await read(layers, 'a.geojson');
    expect(report).toMatchObject({ kept: 2, named: 1, hiddenNames: 1 });
    const { z, lon, lat } = { z: 16, lon: 118.78, lat: 32.04 };
    expect(JSON.stringify(await tileAt(layers, config.id, z, lon, lat))).not.toContain('138');
    await layers.save({ config: { ...config, nameField: '联系人' }, position: null });
    expect((await read(layers, 'a.geojson')).report).toMatchObject({ nameField: null, named: 0 });
    for (const name of await readdir(join(dataDir, 'layer-cache')))
      expect(readFileSync(join(dataDir, 'layer-cache', name), 'utf8')).not.toMatch(/13812345678|李某/);
  });

  it('are found by letters and by pinyin initials, the nearest first, namesakes counted', async () => {
    const names = ['夫子庙大成殿', '夫子庙', '贡院街夫子庙', '雨水井', '雨水井'];
    writeFileSync(
      at('a.geojson'),
      collection(names.map((name, i) => point(118.78 + i / 1000, 32.04, { name }))),
    );
    const layers = open();
    await read(layers, 'a.geojson');
    const find = async (typed: string) =>
      (await layers.places(typed, 3)).places.map(({ name, count }) => [name, count]);
    expect(await find('夫子庙')).toEqual([
      ['夫子庙', 1],
      ['夫子庙大成殿', 1],
      ['贡院街夫子庙', 1],
    ]);
    expect(await find('FZM')).toEqual([
      ['夫子庙', 1],
      ['夫子庙大成殿', 1],
      ['贡院街夫子庙', 1],
    ]);
    expect(await find('雨水')).toEqual([['雨水井', 2]]);
    expect(await find('不在')).toEqual([]);
  });
});

describe('tiles', () => {
  it('thin points out per cell alike in neighbours, and tell how many there are', async () => {
    const features = Array.from({ length: 4000 }, (_, i) =>
      point(118.7 + (i % 100) * 0.002, 31.9 + Math.floor(i / 100) * 0.005),
    );
    writeFileSync(at('a.geojson'), collection(features));
    const layers = open();
    const { config } = await read(layers, 'a.geojson');
    const far = await tileAt(layers, config.id, 8, 118.8, 32);
    expect(far.shown).toBeLessThan(far.of);
    expect(far.shown).toBeGreaterThan(10);
    // One in each cell of 4 px.
    const cells = new Set(
      Array.from(
        { length: far.points.length / 2 },
        (_, i) =>
          `${Math.floor((far.points[2 * i] ?? 0) / 32)},${Math.floor((far.points[2 * i + 1] ?? 0) / 32)}`,
      ),
    );
    expect(cells.size).toBe(far.points.length / 2);
    const near = await tileAt(layers, config.id, 16, 118.7001, 31.9001);
    expect([near.of, near.shown]).toEqual([1, 1]);
    // Each point belongs to one tile, whichever zoom.
    let sum = 0;
    const [x, y] = toWorld([118.8, 32]) ?? [0, 0];
    for (let column = -2; column <= 2; column++)
      for (let row = -2; row <= 2; row++) {
        const bytes = await layers.tile([config.id], {
          z: 12,
          x: Math.floor(x / 2 ** 19) + column,
          y: Math.floor(y / 2 ** 19) + row,
        });
        sum += decodeTile(bytes.buffer)[0]?.of ?? 0;
      }
    expect(sum).toBe(4000);
  });

  it('hold lines and areas cut to them, with their names, and specks where a shape is too small', async () => {
    writeFileSync(
      at('a.geojson'),
      collection([
        feature(
          {
            type: 'LineString',
            coordinates: [
              [118, 32.04],
              [119.5, 32.04],
            ],
          },
          { name: '长路' },
        ),
        feature(
          {
            type: 'Polygon',
            coordinates: [
              [
                [118, 31],
                [120, 31],
                [120, 33],
                [118, 33],
                [118, 31],
              ],
            ],
          },
          { name: '大湖' },
        ),
        feature({
          type: 'Polygon',
          coordinates: [
            [
              [118.78, 32.04],
              [118.7801, 32.04],
              [118.7801, 32.0401],
              [118.78, 32.04],
            ],
          ],
        }),
      ]),
    );
    const layers = open();
    const { config } = await read(layers, 'a.geojson');
    const tile = await tileAt(layers, config.id, 12, 118.78, 32.04);
    expect(tile.shapes.map(({ area, name }) => [area, name])).toEqual([
      [true, ''],
      [false, '长路'],
    ]);
    for (const { parts } of tile.shapes)
      for (const part of parts)
        for (const value of part)
          expect(Math.abs(value - TILE_EXTENT / 2)).toBeLessThanOrEqual(TILE_EXTENT / 2 + 256);
    // The middle of the road lies here too, that of the lake does not.
    expect([tile.specks.length / 2, tile.of, tile.shown]).toEqual([1, 2, 2]);
    // Another tile has the middle of the lake, and its name.
    expect((await tileAt(layers, config.id, 12, 119, 32)).shapes[0]).toMatchObject({
      area: true,
      name: '大湖',
    });
  });
});

describe('the folder', () => {
  it('is read again after a change, and not after a restart', async () => {
    writeFileSync(at('a.geojson'), collection([point(118.78, 32.04)]));
    const layers = open();
    const first = (await read(layers, 'a.geojson')).config;
    const version = (await layers.list()).layers[0]?.version;
    await layers.close();
    const again = open();
    // Known at once: nothing is read.
    expect(await again.list()).toMatchObject({
      layers: [{ id: first.id, version }],
      reading: [],
      broken: [],
    });
    writeFileSync(at('a.geojson'), collection([point(118.78, 32.04), point(118.79, 32.04)]));
    expect((await read(again, 'a.geojson')).report).toMatchObject({ kept: 2 });
    expect((await again.list()).layers[0]?.version).not.toBe(version);
    expect(await readdir(join(dataDir, 'layer-cache'))).toHaveLength(1);
  });

  it('keeps settings and the order of layers, and forgets those whose file was removed with them', async () => {
    for (const name of ['a', 'b', 'c'])
      writeFileSync(at(`${name}.geojson`), collection([point(118.78, 32.04)]));
    const layers = open();
    const { config } = await read(layers, 'c.geojson');
    await layers.save({
      config: { ...config, name: '监控', icon: 'camera', colour: 'plum', minZoom: 13 },
      position: 0,
    });
    await layers.settled();
    const names = async () => (await layers.list()).layers.map(({ name }) => name);
    expect(await names()).toEqual(['监控', 'a', 'b']);
    expect(
      LayerConfig.array().parse(JSON.parse(readFileSync(join(dataDir, 'layers.json'), 'utf8')).entries),
    ).toHaveLength(3);
    expect(await layers.remove(config.id)).toBe(true);
    expect(await names()).toEqual(['a', 'b']);
    expect(await readdir(join(dataDir, 'layers'))).toEqual(['a.geojson', 'b.geojson']);
    expect(await layers.remove(config.id)).toBe(false);
  });

  it('takes a file in whole or not at all, and not of somebody who may no longer write', async () => {
    const layers = open();
    const body = () => new Blob([collection([point(118.78, 32.04)])]).stream();
    const gone = layers.upload('a.geojson', body(), () => {
      throw new Error('signed out meanwhile');
    });
    await expect(gone).rejects.toThrow('signed out meanwhile');
    expect(await readdir(join(dataDir, 'layers'))).toEqual([]);
    await expect(layers.upload('..', body(), () => undefined)).rejects.toMatchObject({
      code: 'layer-upload',
    });
    expect(await layers.upload('C:\\layers\\a.geojson', body(), () => undefined)).toBe('a.geojson');
    expect((await read(layers, 'a.geojson')).report).toMatchObject({ kept: 1 });
  });

  it('does not use settings that are damaged, nor overwrite them', async () => {
    writeFileSync(at('a.geojson'), collection([point(118.78, 32.04)]));
    writeFileSync(join(dataDir, 'layers.json'), '{"format":1,');
    const layers = open();
    const { config } = await read(layers, 'a.geojson');
    expect((await layers.list()).broken).toMatchObject([{ error: { code: 'layer-settings' } }]);
    await expect(layers.save({ config, position: null })).rejects.toMatchObject({ code: 'layer-settings' });
    appendFileSync(join(dataDir, 'layers.json'), '');
    expect(readFileSync(join(dataDir, 'layers.json'), 'utf8')).toBe('{"format":1,');
  });
});
