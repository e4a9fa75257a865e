import { z } from 'zod';
import type { Point } from '../../../shared/geo/polygon.ts';
import type { PackManifest } from '../../../shared/pack/schema.ts';
import { assemble, type GeneratedStreet, type Shapes } from './assemble.ts';
import { chinaManifest, districtOrgs, sharedCatalogue } from './chinaPack.ts';
import { makeGrids } from './grids.ts';
import { planeAround, ringToLattice, ringToPlane } from './plane.ts';
import type { Region } from './subdivide.ts';
import { dissolve, weld } from './weld.ts';

/** The published streets: 12-digit codes, one polygon each. */
export const DongchengSource = z.object({
  features: z.array(
    z.object({
      properties: z.object({ Name: z.string(), code: z.string() }),
      geometry: z.object({
        type: z.literal('Polygon'),
        coordinates: z.array(z.array(z.tuple([z.number(), z.number()]))),
      }),
    }),
  ),
});

/** Invented numbers of communities, comprehensive grids and dedicated grids, in the order of the source. */
const GRID_NUMBERS: [communities: number, comprehensive: number, dedicated: number][] = [
  [12, 52, 22],
  [8, 24, 4],
  [10, 32, 4],
  [9, 30, 4],
  [12, 44, 8],
  [7, 26, 4],
  [9, 32, 8],
  [9, 46, 14],
  [10, 40, 10],
  [19, 68, 8],
  [8, 18, 6],
  [12, 34, 10],
  [8, 36, 6],
  [15, 44, 4],
  [11, 30, 4],
  [14, 40, 4],
  [18, 56, 6],
];

/** Business centres: 王府井, 东直门, 崇文门, 建国门. */
const BUSINESS: Point[] = [
  [116.4105, 39.9125],
  [116.4335, 39.9405],
  [116.4165, 39.8985],
  [116.4345, 39.9085],
];

/** The pack of Dongcheng (东城区) with published streets and invented grids. */
export function makeDongcheng(source: z.infer<typeof DongchengSource>): {
  manifest: PackManifest;
  shapes: Shapes;
} {
  const plane = planeAround(116.415, 39.91);
  const streets: GeneratedStreet[] = source.features.map((feature) => ({
    // The last three of 12 digits are the community (000 for a street); grid codes use the first nine.
    code: feature.properties.code.slice(0, 9),
    name: feature.properties.Name,
    approximate: false,
    region: feature.geometry.coordinates.map((ring) => ringToPlane(ring, plane)),
  }));
  const centres = BUSINESS.map((point) => plane.toPlane(point));
  const grids = streets.flatMap((street, i) => {
    const [communities, comprehensive, dedicated] = GRID_NUMBERS[i] ?? [8, 30, 5];
    return makeGrids(street.region, {
      code: street.code,
      name: street.name,
      communities,
      comprehensive,
      dedicated,
      centres,
    });
  });
  const outline: Region = dissolve(
    weld(
      streets.map((street) => street.region.map((ring) => ringToLattice(ring, plane))),
      1.5,
    ).flat(),
  ).map((ring) => ring.map(([x, y]) => plane.toPlane([x / 1_000_000, y / 1_000_000])));
  const shapes = assemble('东城区', outline, streets, grids, plane);
  return { manifest: manifest(streets, shapes), shapes };
}

function manifest(made: GeneratedStreet[], shapes: Shapes): PackManifest {
  const streets = made.map(({ code, name }) => ({ code, name }));
  return chinaManifest(
    {
      id: 'beijing-dongcheng',
      name: { zh: '北京市东城区', en: 'Dongcheng District, Beijing' },
      orgs: districtOrgs({ code: '110101', name: '东城区', centre: '区城市运行管理指挥中心' }, streets),
      catalogue: sharedCatalogue(),
      view: { lon: 116.416, lat: 39.914, zoom: 12.2 },
      streets,
      neighbours: [
        ['110102', '西城区'],
        ['110105', '朝阳区'],
        ['110106', '丰台区'],
      ],
      heat: { radius: 250, max: 50 },
      provenance: [
        {
          part: 'outline',
          origin: 'published',
          source: '由十七个街道的多边形合并',
          licence: 'MIT',
          note: '',
        },
        {
          part: 'streets',
          origin: 'published',
          source:
            'GitHub thebamboogrove/bj-subdistricts @ 7d329de（2025-06-15），参照天地图绘制，坐标视同 WGS-84',
          licence: 'MIT',
          note: '来源说明不保证准确，不作界线依据。',
        },
        {
          part: 'grids',
          origin: 'invented',
          source: '在街道多边形内生成',
          licence: 'MIT',
          note: '网格的数量、形状、名称、代码与社区均为生成，不对应真实网格。',
        },
      ],
    },
    shapes,
  );
}
