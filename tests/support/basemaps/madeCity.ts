import type { TileGrid, TileLevel } from '../../../shared/contract/basemaps.ts';
import type { Bbox, LonLat } from '../../../shared/contract/common.ts';
import {
  fromGridUnits,
  tileSides,
  tilesOver,
  toGridUnits,
  webMercatorGrid,
} from '../../../shared/geo/tileGrid.ts';
import type { MadeTile } from './files.ts';
import { type MadeFeature, pngOf, vectorTile } from './tiles.ts';

/** An invented city of straight streets over the district of the tests: enough to see whether a map is drawn rightly. */
export const MADE_BOX: Bbox = [118.72, 31.95, 118.91, 32.07];
const [WEST, SOUTH, EAST, NORTH] = MADE_BOX;

type Road = { name: string; kind: string; class: string; from: LonLat; to: LonLat; half: number };
type Area = { kind: 'water' | 'park' | 'building'; box: Bbox };

const DIGITS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const word = (index: number): string => DIGITS[index % 10] ?? '';

function streets(): Road[] {
  const roads: Road[] = [];
  const lines = (
    across: boolean,
    step: number,
    kind: string,
    name: (index: number) => string,
    half: number,
  ) => {
    const [start, end] = across ? [SOUTH, NORTH] : [WEST, EAST];
    for (let index = 0; start + index * step < end; index++) {
      const at = start + index * step;
      const [from, to]: [LonLat, LonLat] = across
        ? [
            [WEST, at],
            [EAST, at],
          ]
        : [
            [at, SOUTH],
            [at, NORTH],
          ];
      roads.push({ name: name(index), kind, class: CLASSES[kind] ?? 'minor', from, to, half });
    }
  };
  lines(true, 0.0021, 'minor_road', (index) => `文${word(index)}巷`, 0.00004);
  lines(false, 0.0024, 'minor_road', (index) => `安${word(index)}街`, 0.00004);
  lines(true, 0.0084, 'major_road', (index) => `中山${word(index)}路`, 0.00009);
  lines(false, 0.0096, 'major_road', (index) => `解放${word(index)}路`, 0.00009);
  const ring = { kind: 'highway', class: 'motorway', half: 0.00016, name: '城市快速路' };
  roads.push({ ...ring, from: [WEST, 31.98], to: [EAST, 32.05] });
  return roads;
}
const CLASSES: Readonly<Record<string, string>> = { minor_road: 'minor', major_road: 'primary' };

function areas(): Area[] {
  const found: Area[] = [
    { kind: 'water', box: [118.776, SOUTH, 118.7815, NORTH] },
    { kind: 'water', box: [118.84, 32.02, 118.86, 32.032] },
    { kind: 'park', box: [118.8, 32.024, 118.816, 32.033] },
    { kind: 'park', box: [118.862, 31.975, 118.88, 31.99] },
  ];
  for (let lon = WEST + 0.0006; lon < EAST; lon += 0.0024)
    for (let lat = SOUTH + 0.0006; lat < NORTH; lat += 0.0021)
      found.push({ kind: 'building', box: [lon, lat, lon + 0.0011, lat + 0.0009] });
  return found.filter(
    ({ kind, box }) =>
      kind !== 'building' || !found.some((other) => other.kind !== 'building' && overlaps(other.box, box)),
  );
}

function overlaps(a: Bbox, b: Bbox): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

const ROADS = streets();
const AREAS = areas();

function boxOf(grid: TileGrid, level: TileLevel, column: number, row: number): Bbox {
  const { left, top, right, bottom } = tileSides(level, { column, row });
  return [...fromGridUnits(grid.unit, left, bottom), ...fromGridUnits(grid.unit, right, top)];
}

/** A vector tile of the city in the schema of Protomaps. */
function vectorOf(grid: TileGrid, level: TileLevel, column: number, row: number): Uint8Array {
  const box = boxOf(grid, level, column, row);
  const { left, top, right } = tileSides(level, { column, row });
  const inTile = (place: LonLat): [number, number] => {
    const [x, y] = toGridUnits(grid.unit, place);
    const scale = 4096 / (right - left);
    return [Math.round((x - left) * scale), Math.round((top - y) * scale)];
  };
  const polygon = ([west, south, east, north]: Bbox, kind: string): MadeFeature => ({
    kind: 'polygon',
    points: (
      [
        [west, north],
        [east, north],
        [east, south],
        [west, south],
      ] as LonLat[]
    ).map(inTile),
    properties: { kind },
  });
  const near = AREAS.filter(({ box: area }) => overlaps(area, box));
  const zoom = Number(level.id);
  return vectorTile({
    water: near.filter(({ kind }) => kind === 'water').map(({ box: area }) => polygon(area, 'lake')),
    landuse: near.filter(({ kind }) => kind === 'park').map(({ box: area }) => polygon(area, 'park')),
    buildings:
      zoom < 14
        ? []
        : near.filter(({ kind }) => kind === 'building').map(({ box: area }) => polygon(area, 'building')),
    roads: ROADS.filter(({ kind, from, to }) => {
      if (kind === 'minor_road' && zoom < 13) return false;
      const road: Bbox = [from[0], Math.min(from[1], to[1]) - 1e-5, to[0] + 1e-5, Math.max(from[1], to[1])];
      return overlaps(road, box);
    }).map(({ name, kind, from, to }) => ({
      kind: 'line',
      points: clipped(from, to, box).map(inTile),
      properties: { kind, name },
    })),
    places: (
      [
        ['双塘片', [118.79, 32.012]],
        ['红花片', [118.83, 32.002]],
      ] as [string, LonLat][]
    )
      .filter(([, [lon, lat]]) => lon >= box[0] && lon < box[2] && lat > box[1] && lat <= box[3])
      .map(([name, place]) => ({
        kind: 'point',
        points: [inTile(place)],
        properties: { kind: 'suburb', name },
      })),
  });
}

/** A line within a box and a little beyond, as a tile has it. */
function clipped(from: LonLat, to: LonLat, [west, south, east, north]: Bbox): LonLat[] {
  const margin = (east - west) * 0.02;
  const at = (share: number): LonLat => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ];
  const shareX = (lon: number) => (to[0] === from[0] ? null : (lon - from[0]) / (to[0] - from[0]));
  const shareY = (lat: number) => (to[1] === from[1] ? null : (lat - from[1]) / (to[1] - from[1]));
  const ends = [
    [shareX(west - margin), shareX(east + margin)],
    [shareY(south - margin), shareY(north + margin)],
  ].flatMap(([a, b]) =>
    a === null || a === undefined || b === null || b === undefined
      ? []
      : [[Math.min(a, b), Math.max(a, b)] as const],
  );
  const first = Math.max(0, ...ends.map(([a]) => a));
  const last = Math.min(1, ...ends.map(([, b]) => b));
  return [at(Math.min(first, last)), at(Math.max(first, last))];
}

/** The same city as a picture in the colours of common web maps, without names. */
export function rasterOf(grid: TileGrid, level: TileLevel, column: number, row: number): Uint8Array {
  const box = boxOf(grid, level, column, row);
  const near = AREAS.filter(({ box: area }) => overlaps(area, box));
  const pixel = (box[2] - box[0]) / level.size;
  const roads = ROADS.filter(({ kind }) => pixel < 0.0001 || kind !== 'minor_road');
  const { left, top } = tileSides(level, { column, row });
  return pngOf(level.size, (x, y) => {
    const units = [left + (x + 0.5) * level.resolution, top - (y + 0.5) * level.resolution] as const;
    const [lon, lat] = fromGridUnits(grid.unit, ...units);
    for (const { from, to, half, kind } of roads) {
      const share = to[0] === from[0] ? 0 : (lon - from[0]) / (to[0] - from[0]);
      const away =
        to[0] === from[0] ? Math.abs(lon - from[0]) : Math.abs(lat - (from[1] + (to[1] - from[1]) * share));
      if (away < Math.max(half, pixel * 0.6)) return kind === 'highway' ? [246, 200, 110] : [255, 255, 255];
      if (away < Math.max(half, pixel * 0.6) + pixel) return [205, 200, 192];
    }
    const area = near.find(
      ({ box: [west, south, east, north] }) => lon > west && lon < east && lat > south && lat < north,
    );
    if (area?.kind === 'water') return [170, 211, 223];
    if (area?.kind === 'park') return [205, 235, 176];
    return area === undefined ? [242, 239, 233] : [217, 208, 201];
  });
}

/** Vector tiles of the city from zoom 11 to 14. */
export function madeVectorTiles(): MadeTile[] {
  return tilesOfLevels(webMercatorGrid(11, 14, 512), vectorOf);
}

/** Pictures of the city from zoom 12 to 14. */
export function madeRasterTiles(): MadeTile[] {
  return tilesOfLevels(webMercatorGrid(12, 14, 256), rasterOf);
}

function tilesOfLevels(
  grid: TileGrid,
  make: (grid: TileGrid, level: TileLevel, column: number, row: number) => Uint8Array,
): MadeTile[] {
  return grid.levels.flatMap((level) =>
    tilesOver(grid, level, MADE_BOX, 'wgs84').map(({ column, row }) => ({
      ...{ z: Number(level.id), x: column, y: row },
      bytes: make(grid, level, column, row),
    })),
  );
}
