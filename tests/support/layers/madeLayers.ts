import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import proj4 from 'proj4';
import { randomFor } from '../../../shared/pack/seededRandom.ts';
import { encodeText } from '../encodeText.ts';
import { writeShapefile } from './shapefile.ts';

type Pair = [number, number];
const PLANE = '+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs';
const metres = (at: Pair): Pair => proj4(PLANE).forward(at) as Pair;
const [WEST, SOUTH, EAST, NORTH] = [118.755, 31.985, 118.825, 32.045];

/** The files of `roads.shp`, as a survey office exports them: metres of a plane, a table in GBK, no `.cpg`. */
export function writeRoads(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const lines: { name: string; line: Pair[] }[] = [];
  for (let i = 0; i < 8; i++) {
    const [lat, lon] = [SOUTH + i * 0.0082, WEST + i * 0.0095];
    lines.push({
      name: `健康${'东西南北中前后上'[i]}路`,
      line: [
        [WEST, lat],
        [(WEST + EAST) / 2, lat + 0.0015],
        [EAST, lat],
      ],
    });
    lines.push({
      name: `升州${'一二三四五六七八'[i]}街`,
      line: [
        [lon, SOUTH],
        [lon + 0.001, NORTH],
      ],
    });
  }
  writeShapefile(join(folder, 'roads'), {
    fields: [
      { name: '道路名称', width: 30 },
      { name: '养护单位', width: 30 },
    ],
    shapes: lines.map(({ name, line }) => ({
      kind: 'line',
      parts: [line.map(metres)],
      values: [name, '市政所'],
    })),
    ...{ encoding: 'gbk', prj: 'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_CGCS_2000"]]', cpg: null },
  });
}

/** Buildings and a lake in GeoJSON. */
export function writeBuildings(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const box = (lon: number, lat: number, width: number, height: number) => [
    [
      ...[
        [lon, lat],
        [lon + width, lat],
        [lon + width, lat + height],
        [lon, lat + height],
        [lon, lat],
      ],
    ],
  ];
  const features: object[] = [];
  for (let i = 0; i < 2400; i++)
    features.push({
      type: 'Feature',
      properties: { name: i % 40 === 0 ? `${i / 40 + 1}号楼` : '' },
      geometry: {
        type: 'Polygon',
        coordinates: box(WEST + (i % 60) * 0.00115, SOUTH + Math.floor(i / 60) * 0.0015, 0.0006, 0.0007),
      },
    });
  writeFileSync(join(folder, '建筑.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
  const lake = {
    type: 'Feature',
    properties: { name: '白鹭湖' },
    geometry: { type: 'Polygon', coordinates: box(118.795, 32.01, 0.008, 0.006) },
  };
  writeFileSync(
    join(folder, '水系.geojson'),
    JSON.stringify({ type: 'FeatureCollection', features: [lake] }),
  );
}

/** Cameras and `parts` facilities (部件) as lists in GBK. */
export function writePoints(folder: string, parts: number): void {
  mkdirSync(folder, { recursive: true });
  const random = randomFor('layers');
  const row = (name: string): string =>
    `${name},${(WEST + random() * (EAST - WEST)).toFixed(7)},${(SOUTH + random() * (NORTH - SOUTH)).toFixed(7)}`;
  const list = (name: string, rows: string[]): void =>
    writeFileSync(join(folder, name), encodeText(['名称,经度,纬度', ...rows, ''].join('\n'), 'gb18030'));
  list(
    '监控.csv',
    Array.from({ length: 120 }, (_, i) => row(`${i + 1}号探头`)),
  );
  list(
    '部件.csv',
    Array.from({ length: parts }, () => row('雨水井')),
  );
}
