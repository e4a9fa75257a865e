import type { Ring } from '../../../shared/geo/polygon.ts';
import type { PackManifest } from '../../../shared/pack/schema.ts';
import { assemble, type GeneratedStreet, type Shapes } from './assemble.ts';
import type { GeneratedGrid } from './grids.ts';
import { planeAround } from './plane.ts';

/** Bounding box of the city's service requests, divided into 4 quarters of 10 × 10 cells (about 800 × 1,000 m). */
const WEST = -71.195;
const SOUTH = 42.225;
const EAST = -70.985;
const NORTH = 42.4;
const CELLS = 10;

const QUARTERS = [
  { code: '025001', name: 'Southwest quarter', column: 0, row: 0 },
  { code: '025002', name: 'Southeast quarter', column: 1, row: 0 },
  { code: '025003', name: 'Northwest quarter', column: 0, row: 1 },
  { code: '025004', name: 'Northeast quarter', column: 1, row: 1 },
];

/** A test pack with invented areas, for real service requests of Boston. */
export function makeBoston(): { manifest: PackManifest; shapes: Shapes } {
  const plane = planeAround((WEST + EAST) / 2, (SOUTH + NORTH) / 2);
  const lon = (x: number) => WEST + ((EAST - WEST) * x) / (2 * CELLS);
  const lat = (y: number) => SOUTH + ((NORTH - SOUTH) * y) / (2 * CELLS);
  const box = (x0: number, y0: number, x1: number, y1: number): Ring[] => [
    [
      plane.toPlane([lon(x0), lat(y0)]),
      plane.toPlane([lon(x1), lat(y0)]),
      plane.toPlane([lon(x1), lat(y1)]),
      plane.toPlane([lon(x0), lat(y1)]),
    ],
  ];
  const streets: GeneratedStreet[] = QUARTERS.map((q) => ({
    code: q.code,
    name: q.name,
    approximate: true,
    region: box(q.column * CELLS, q.row * CELLS, (q.column + 1) * CELLS, (q.row + 1) * CELLS),
  }));
  const grids: GeneratedGrid[] = QUARTERS.flatMap((q) =>
    Array.from({ length: CELLS * CELLS }, (_, i) => {
      const x = q.column * CELLS + (i % CELLS);
      const y = q.row * CELLS + Math.floor(i / CELLS);
      return {
        code: `${q.code}${String(i + 1).padStart(3, '0')}`,
        name: `${q.name}, cell ${i + 1}`,
        street: q.code,
        kind: 'comprehensive' as const,
        region: box(x, y, x + 1, y + 1),
      };
    }),
  );
  const shapes = assemble('Boston', box(0, 0, 2 * CELLS, 2 * CELLS), streets, grids, plane);
  return { manifest: manifest(), shapes };
}

function manifest(): PackManifest {
  return {
    format: 1,
    id: 'boston',
    version: '1.0.0',
    name: { zh: '波士顿（测试）', en: 'Boston (test)' },
    zone: 'America/New_York',
    bbox: [WEST, SOUTH, EAST, NORTH],
    view: { lon: -71.085, lat: 42.315, zoom: 11.2 },
    defaultCrs: 'wgs84',
    calendar: null,
    working: {
      weekdays: [1, 2, 3, 4, 5],
      slots: [['08:00', '17:00']],
      workDay: 'rolling',
      source: 'assumed office hours',
    },
    orgs: [
      { code: '025', name: 'City of Boston', kind: 'district', parent: null },
      ...QUARTERS.map((q) => ({ code: q.code, name: q.name, kind: 'street' as const, parent: '025' })),
    ],
    streets: QUARTERS.map(({ code, name }) => ({ code, name })),
    catalogue: { version: 'none', source: 'the source brings its own categories', items: [] },
    channels: ['Constituent Call', 'Citizens Connect App', 'Employee Generated', 'Self Service'],
    heat: { radius: 400, max: 120 },
    fallbackPoints: [[-71.0587, 42.3594]],
    provenance: [
      {
        part: 'outline, streets, grids, working',
        origin: 'invented',
        source: 'generated cells over the bounding box',
        licence: 'MIT',
        note: 'For tests; no real boundary.',
      },
    ],
  };
}
