import type { LonLat } from '../../shared/contract/common.ts';
import type { Mark } from '../../shared/presenter/control.ts';

/** A stroke as it is drawn: a path from its anchor (px of the map), and a text where it has one. */
export type Shape = { x: number; y: number; path: string };

/** Half the length of an arrow's head, in rem. */
const HEAD = 1.1;

/** A stroke of an annotation for one view; null where it has no length to draw. `rem` in px. */
export function annotationShape(
  { kind, points }: Pick<Mark, 'kind' | 'points'>,
  project: (at: LonLat) => number[],
  rem: number,
): Shape | null {
  const placed = points.map((point) => {
    const [x = 0, y = 0] = project(point);
    return { x, y };
  });
  const [first, ...rest] = placed;
  const last = rest.at(-1);
  if (first === undefined) return null;
  if (kind === 'text') return { ...first, path: '' };
  if (last === undefined) return null;
  const from = (p: { x: number; y: number }): string => `${round(p.x - first.x)} ${round(p.y - first.y)}`;
  if (kind === 'ring') {
    const radius = round(Math.max(rem, Math.hypot(last.x - first.x, last.y - first.y)));
    return {
      ...first,
      path: `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`,
    };
  }
  const line = `M0 0${rest.map((p) => `L${from(p)}`).join('')}`;
  if (kind === 'pen') return { ...first, path: line };
  const angle = Math.atan2(last.y - first.y, last.x - first.x);
  const barb = (turn: number): string =>
    from({
      x: last.x - HEAD * rem * Math.cos(angle + turn),
      y: last.y - HEAD * rem * Math.sin(angle + turn),
    });
  return { ...first, path: `${line}M${barb(0.5)}L${from(last)}L${barb(-0.5)}` };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
