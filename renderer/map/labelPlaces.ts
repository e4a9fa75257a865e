/** A box on the screen, px. */
export type Box = { left: number; top: number; right: number; bottom: number };

export function apart(a: Box, b: Box): boolean {
  return a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
}

/** A label to be placed: position and radius of its mark, and size of the label; px. */
export type LabelRequest = { x: number; y: number; reach: number; width: number; height: number };

/** The labels of this many most urgent marks may cover less urgent marks. */
const MAY_COVER_MARKS = 8;

/**
 * Places for labels beside their marks, in the order of importance: right of it, left, above, below; null where each
 * would cover a label placed before, something of `kept`, a mark, or the edge. At most `most` are placed.
 */
export function placeLabels(
  wanting: readonly LabelRequest[],
  kept: readonly Box[],
  width: number,
  height: number,
  most: number,
): ({ x: number; y: number } | null)[] {
  const marks = wanting.map(({ x, y, reach }) =>
    box(x - reach * 0.7, y - reach * 0.7, reach * 1.4, reach * 1.4),
  );
  const taken: Box[] = [...kept];
  let placed = 0;
  return wanting.map((want, index) => {
    if (placed >= most) return null;
    const { x, y, reach } = want;
    if (x < 0 || y < 0 || x > width || y > height) return null;
    const options: [number, number][] = [
      [x + reach, y - want.height / 2],
      [x - reach - want.width, y - want.height / 2],
      [x - want.width / 2, y - reach - want.height],
      [x - want.width / 2, y + reach],
    ];
    const free = (avoided: readonly Box[]): Box | undefined =>
      options
        .map(([left, top]) => box(left, top, want.width, want.height))
        .find((tried) => {
          const inside = tried.left >= 0 && tried.top >= 0 && tried.right <= width && tried.bottom <= height;
          return inside && [...taken, ...avoided].every((other) => apart(tried, other));
        });
    const found =
      free(marks.filter((_, other) => other !== index)) ??
      (index < MAY_COVER_MARKS ? free(marks.slice(0, index)) : undefined);
    if (found === undefined) return null;
    taken.push(found);
    placed += 1;
    return { x: Math.round(found.left), y: Math.round(found.top) };
  });
}

function box(left: number, top: number, width: number, height: number): Box {
  return { left, top, right: left + width, bottom: top + height };
}
