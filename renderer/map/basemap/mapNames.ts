import type { BasemapDatum, TileGrid } from '../../../shared/contract/basemaps.ts';
import type { LonLat } from '../../../shared/contract/common.ts';
import { toWgs84 } from '../../../shared/geo/coordinates.ts';
import { fromGridUnits, tileSides } from '../../../shared/geo/tileGrid.ts';
import { areDisjoint, type Box } from '../labelPlaces.ts';
import type { LoadedTile } from './tileLoader.ts';

/** A name of the base map on the ground. `length`: of the straight stretch of a road, px at the time it was drawn. */
export type MapName = {
  text: string;
  rank: number;
  kind: 'place' | 'road' | 'water';
  at: LonLat;
  angle: number;
  length: number;
};

/** Names of tiles, the most important first; `tilePixels`: side of a tile on the screen, CSS px. */
export function namesOf(
  grid: TileGrid,
  tiles: readonly Pick<LoadedTile<never>, 'ref' | 'names'>[],
  datum: BasemapDatum,
  tilePixels: number,
): MapName[] {
  const names: MapName[] = [];
  for (const { ref, names: found } of tiles) {
    const level = grid.levels[ref.level];
    if (level === undefined) continue;
    const { left, top, right, bottom } = tileSides(level, ref);
    for (const { text, rank, kind, x, y, angle, length } of found) {
      const place = fromGridUnits(grid.unit, left + (right - left) * x, top + (bottom - top) * y);
      names.push({
        ...{ text, rank, kind, angle },
        at: toWgs84(...place, datum),
        length: length * tilePixels,
      });
    }
  }
  // Long stretches first among equals: a name fits there best.
  return names.sort((a, b) => a.rank - b.rank || b.length - a.length);
}

export type PlacedName = Pick<MapName, 'text' | 'kind' | 'angle'> & { x: number; y: number };

/** HTML elements that the compositor moves with the map: more would cost each picture of a pan. */
const MAX_NAMES = 45;
/** The same name again no nearer than this, rem. */
const AGAIN_REM = 16;

/**
 * Which names fit: none covers another one or an obstacle, a road's name is no longer than its stretch, and the same name
 * is not repeated nearby. px.
 */
export function placeNames(
  names: readonly MapName[],
  project: (at: LonLat) => number[],
  { width, height, rem }: { width: number; height: number; rem: number },
  obstacles: readonly Box[],
): PlacedName[] {
  const placed: PlacedName[] = [];
  const boxes: Box[] = [...obstacles];
  for (const { text, kind, at, angle, length } of names) {
    if (placed.length >= MAX_NAMES) break;
    const [x = 0, y = 0] = project(at);
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const wide = [...text].length * rem * 0.8 + rem * 0.4;
    const high = rem * 1.1;
    if (kind === 'road' && length < wide) continue;
    const turn = (angle * Math.PI) / 180;
    const halfX = (Math.abs(Math.cos(turn)) * wide + Math.abs(Math.sin(turn)) * high) / 2;
    const halfY = (Math.abs(Math.sin(turn)) * wide + Math.abs(Math.cos(turn)) * high) / 2;
    const box: Box = { left: x - halfX, right: x + halfX, top: y - halfY, bottom: y + halfY };
    if (!boxes.every((other) => areDisjoint(box, other))) continue;
    const isNear = placed.some(
      (other) => other.text === text && Math.hypot(other.x - x, other.y - y) < AGAIN_REM * rem,
    );
    if (isNear) continue;
    boxes.push(box);
    placed.push({
      ...{ text, kind },
      angle: kind === 'road' ? Math.round(angle) : 0,
      x: Math.round(x),
      y: Math.round(y),
    });
  }
  return placed;
}
