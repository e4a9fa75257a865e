import type { LonLat } from '../../../shared/contract/common.ts';
import type { NearFeature } from '../../../shared/contract/layers.ts';
import { lengthMetres } from '../../../shared/geo/measure.ts';
import { fromWorld, toWorld } from '../../../shared/geo/worldGrid.ts';
import { type LayerArrays, SHAPE } from './layerStore.ts';
import { isNameOfKind } from './tile.ts';

/** Metres of a unit of the world's square on the equator: 2πa over 2³¹. */
const UNIT_METRES = (2 * Math.PI * 6_378_137) / 2 ** 31;

type Nearest = { name: number; square: number; x: number; y: number; inside: boolean };

/**
 * The named feature of a layer that lies nearest to a place, within `within` metres; null: none does. A place in an area is 0 m
 * from it. Names that many points share (雨水井) are those of a kind, and tell no place.
 */
export function nearestNamed(
  layer: string,
  arrays: LayerArrays,
  place: LonLat,
  within: number,
): NearFeature | null {
  const at = toWorld(place);
  if (at === null) return null;
  const reach = within / (UNIT_METRES * Math.cos((place[1] * Math.PI) / 180));
  const best: Nearest = { name: 0, square: reach ** 2, x: 0, y: 0, inside: false };
  lookAtPoints(arrays, at, reach, best);
  lookAtShapes(arrays, at, reach, best);
  if (best.name === 0) return null;
  const metres = lengthMetres([place, fromWorld(best.x, best.y)]);
  const { inside } = best;
  return { layer, name: arrays.names[best.name] ?? '', metres: inside ? 0 : metres, inside };
}

function lookAtPoints(layer: LayerArrays, [x, y]: [number, number], reach: number, best: Nearest): void {
  const { pointX, pointY, pointName, cellStart } = layer;
  const { shift, columns, rows, column0, row0 } = layer.cells;
  if (pointX.length === 0) return;
  const cellAt = (value: number, first: number, count: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor(value / 2 ** shift) - first));
  const [from, to] = [cellAt(x - reach, column0, columns), cellAt(x + reach, column0, columns)];
  const [first, last] = [cellAt(y - reach, row0, rows), cellAt(y + reach, row0, rows)];
  for (let row = first; row <= last; row++) {
    const end = cellStart[row * columns + to + 1] ?? 0;
    for (let i = cellStart[row * columns + from] ?? 0; i < end; i++) {
      const name = pointName[i] ?? 0;
      if (name !== 0 && !isNameOfKind(layer, name)) offer(best, name, pointX[i] ?? 0, pointY[i] ?? 0, x, y);
    }
  }
}

function lookAtShapes(layer: LayerArrays, [x, y]: [number, number], reach: number, best: Nearest): void {
  const { shapeKind, shapeBox, shapeName, shapePart, partStart, vertex } = layer;
  for (let i = 0; i < shapeKind.length; i++) {
    const name = shapeName[i] ?? 0;
    if (name === 0) continue;
    const isFar =
      (shapeBox[4 * i] ?? 0) > x + reach ||
      (shapeBox[4 * i + 1] ?? 0) > y + reach ||
      (shapeBox[4 * i + 2] ?? 0) < x - reach ||
      (shapeBox[4 * i + 3] ?? 0) < y - reach;
    if (isFar) continue;
    let inside = false;
    for (let part = shapePart[2 * i] ?? 0; part < (shapePart[2 * i + 1] ?? 0); part++) {
      for (let v = (partStart[part] ?? 0) + 1; v < (partStart[part + 1] ?? 0); v++) {
        const [ax, ay] = [vertex[2 * v - 2] ?? 0, vertex[2 * v - 1] ?? 0];
        const [bx, by] = [vertex[2 * v] ?? 0, vertex[2 * v + 1] ?? 0];
        const along = (bx - ax) ** 2 + (by - ay) ** 2;
        const share = along === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / along;
        const kept = Math.min(1, Math.max(0, share));
        offer(best, name, ax + kept * (bx - ax), ay + kept * (by - ay), x, y);
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      }
    }
    // The largest areas come first; a smaller one around the place says more.
    if (inside && shapeKind[i] === SHAPE.area) Object.assign(best, { name, square: 0, x, y, inside: true });
  }
}

function offer(best: Nearest, name: number, fx: number, fy: number, x: number, y: number): void {
  const square = (fx - x) ** 2 + (fy - y) ** 2;
  if (square < best.square) Object.assign(best, { name, square, x: fx, y: fy });
}
