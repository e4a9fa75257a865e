import { segmentWithin } from '../../../shared/geo/segment.ts';
import type { MapName } from '../basemap/mapNames.ts';
import type { StillView } from './stillView.ts';

/** Where along the visible part of a road its name may stand, the best first. */
const TRIED = [0.5, 0.25, 0.75];

/**
 * Names of roads moved along their straight stretches to where these can be seen: on a map that stands still a road that
 * crosses it has its name, wherever the middle of the road is. Each is tried at several places, of which the map takes the first
 * that is free. Other names are left out where they
 * would be cut off at the edge. `margin`: px that names of roads keep free at the sides, the height of a letter.
 */
export function visibleNames(names: readonly MapName[], view: StillView, margin: number): MapName[] {
  const sides = { left: margin, top: margin, right: view.width - margin, bottom: view.height - margin };
  return names.flatMap((name) => {
    const [x, y] = view.project(name.at);
    if (name.kind !== 'road') {
      // Half a name at the edge is read as another one.
      const half = [...name.text].length * margin * 0.42;
      const isWhole = x >= half && x <= view.width - half && y >= margin / 2 && y <= view.height - margin / 2;
      return isWhole ? [name] : [];
    }
    const turn = (name.angle * Math.PI) / 180;
    const [dx, dy] = [Math.cos(turn) * name.length, Math.sin(turn) * name.length];
    const [start, end] = [[x - dx / 2, y - dy / 2] as const, [x + dx / 2, y + dy / 2] as const];
    const seen = segmentWithin(start, end, sides);
    if (seen === null) return [];
    const [from, to] = seen;
    return TRIED.map((share) => {
      const along = from + (to - from) * share;
      // The name has as much room as the nearer end of the visible part leaves it.
      const room = (to - from) * Math.min(share, 1 - share) * 2;
      return {
        ...name,
        at: view.unproject([start[0] + dx * along, start[1] + dy * along]),
        length: name.length * room,
      };
    });
  });
}
