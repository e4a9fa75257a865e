import { segmentWithin } from '../../../shared/geo/segment.ts';

/** A box that lines and rings are cut to: from `least` to `most` in both directions. */
export type ClipBox = { least: number; most: number };

/** The pieces of a line (x, y, x, y …) within a box. */
export function clipLine(line: readonly number[], { least, most }: ClipBox): number[][] {
  const sides = { left: least, top: least, right: most, bottom: most };
  const pieces: number[][] = [];
  let piece: number[] = [];
  const end = (): void => {
    if (piece.length >= 4) pieces.push(piece);
    piece = [];
  };
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i] ?? 0, line[i + 1] ?? 0, line[i + 2] ?? 0, line[i + 3] ?? 0];
    const within = segmentWithin([ax, ay], [bx, by], sides);
    if (within === null) {
      end();
      continue;
    }
    const [from, to] = within;
    const [dx, dy] = [bx - ax, by - ay];
    if (from > 0) end();
    if (piece.length === 0) piece.push(ax + dx * from, ay + dy * from);
    piece.push(ax + dx * to, ay + dy * to);
    if (to < 1) end();
  }
  end();
  return pieces;
}

/** A ring (x, y, x, y …) cut to a box, after Sutherland and Hodgman (1974); empty where nothing is left. */
export function clipRing(ring: readonly number[], { least, most }: ClipBox): number[] {
  let left: readonly number[] = ring;
  for (const side of [0, 1, 2, 3]) {
    const axis = side % 2;
    const limit = side < 2 ? least : most;
    const isIn = (value: number): boolean => (side < 2 ? value >= limit : value <= limit);
    const out: number[] = [];
    const count = left.length / 2;
    for (let i = 0; i < count; i++) {
      const before = (i + count - 1) % count;
      const [ax, ay, bx, by] = [
        left[2 * before] ?? 0,
        left[2 * before + 1] ?? 0,
        left[2 * i] ?? 0,
        left[2 * i + 1] ?? 0,
      ];
      const [a, b] = axis === 0 ? [ax, bx] : [ay, by];
      if (isIn(a) !== isIn(b)) {
        const share = (limit - a) / (b - a);
        out.push(axis === 0 ? limit : ax + (bx - ax) * share, axis === 0 ? ay + (by - ay) * share : limit);
      }
      if (isIn(b)) out.push(bx, by);
    }
    left = out;
    if (left.length < 6) return [];
  }
  return [...left];
}
