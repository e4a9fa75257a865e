import { TILE_EXTENT, type TileLayer } from '../../../shared/geo/layerTile.ts';
import { longestStretch, type TileName } from '../basemap/vectorTile.ts';

/** Size of the mark of a point, CSS px of a tile of 512. */
export const ICON = 13;
/** Ranks among the names of the base map, whose main roads are 20 to 40: less is more important. */
const RANKS = { area: 26, line: 36, point: 45 } as const;

/** Names of a layer and where they stand: below a point, along a line, in the middle of an area. */
export function namesIn({ named, names, shapes }: TileLayer): TileName[] {
  const found: TileName[] = [];
  for (let i = 0; i < named.length; i += 3) {
    const text = names[named[i + 2] ?? -1] ?? '';
    const below = (ICON * 0.5 + 7) * (TILE_EXTENT / 512);
    const [x, y] = [(named[i] ?? 0) / TILE_EXTENT, ((named[i + 1] ?? 0) + below) / TILE_EXTENT];
    found.push({ ...{ text, rank: RANKS.point, kind: 'place', x, y }, angle: 0, length: 0 });
  }
  for (const { area, name, label, parts } of shapes) {
    if (name === '') continue;
    if (area) {
      const [x, y] = [label[0] / TILE_EXTENT, label[1] / TILE_EXTENT];
      if (x >= 0 && y >= 0)
        found.push({ text: name, rank: RANKS.area, kind: 'place', x, y, angle: 0, length: 0 });
      continue;
    }
    const at = longestStretch(parts.map(pairs), TILE_EXTENT);
    if (at === null) continue;
    const [x, y, length] = [at.x / TILE_EXTENT, at.y / TILE_EXTENT, at.length / TILE_EXTENT];
    if (x >= 0 && x < 1 && y >= 0 && y < 1)
      found.push({ text: name, rank: RANKS.line, kind: 'road', x, y, angle: at.angle, length });
  }
  return found;
}

function pairs(part: Int16Array): [number, number][] {
  return Array.from({ length: part.length / 2 }, (_, i) => [part[2 * i] ?? 0, part[2 * i + 1] ?? 0]);
}
