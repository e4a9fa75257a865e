/** A box on the screen, px. */
export type Box = { left: number; top: number; right: number; bottom: number };

export function areDisjoint(a: Box, b: Box): boolean {
  return a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
}

/** A label to be placed: position and radius of its mark, and size of the label; px. */
export type LabelRequest = { x: number; y: number; radius: number; width: number; height: number };

/** The labels of this many most urgent marks may cover less urgent marks. */
const MAY_COVER_MARKS = 8;

/**
 * Places for labels beside their marks, in the order of importance: right of it, left, above, below; null where each
 * would cover a label placed before, an obstacle, a mark, or the edge. At most `limit` are placed.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  obstacles: readonly Box[],
  width: number,
  height: number,
  limit: number,
): ({ x: number; y: number } | null)[] {
  const marks = requests.map(({ x, y, radius }) =>
    box(x - radius * 0.7, y - radius * 0.7, radius * 1.4, radius * 1.4),
  );
  const occupied: Box[] = [...obstacles];
  let placed = 0;
  return requests.map((request, index) => {
    if (placed >= limit) return null;
    const { x, y, radius } = request;
    if (x < 0 || y < 0 || x > width || y > height) return null;
    const candidates: [number, number][] = [
      [x + radius, y - request.height / 2],
      [x - radius - request.width, y - request.height / 2],
      [x - request.width / 2, y - radius - request.height],
      [x - request.width / 2, y + radius],
    ];
    const free = (avoided: readonly Box[]): Box | undefined =>
      candidates
        .map(([left, top]) => box(left, top, request.width, request.height))
        .find((candidate) => {
          const inside =
            candidate.left >= 0 &&
            candidate.top >= 0 &&
            candidate.right <= width &&
            candidate.bottom <= height;
          return inside && [...occupied, ...avoided].every((other) => areDisjoint(candidate, other));
        });
    const found =
      free(marks.filter((_, other) => other !== index)) ??
      (index < MAY_COVER_MARKS ? free(marks.slice(0, index)) : undefined);
    if (found === undefined) return null;
    occupied.push(found);
    placed += 1;
    return { x: Math.round(found.left), y: Math.round(found.top) };
  });
}

function box(left: number, top: number, width: number, height: number): Box {
  return { left, top, right: left + width, bottom: top + height };
}
