export type Sides = { left: number; top: number; right: number; bottom: number };
type Spot = readonly [x: number, y: number];

/**
 * The part of a segment that lies within a box, as shares of its way (0 … 1), after Liang and Barsky (1984): what remains of it
 * between each pair of sides. Null: it lies outside.
 */
export function segmentWithin(
  [ax, ay]: Spot,
  [bx, by]: Spot,
  { left, top, right, bottom }: Sides,
): [from: number, to: number] | null {
  const [dx, dy] = [bx - ax, by - ay];
  let [from, to] = [0, 1];
  for (const [step, room] of [
    [-dx, ax - left],
    [dx, right - ax],
    [-dy, ay - top],
    [dy, bottom - ay],
  ] as const) {
    if (step === 0) {
      if (room < 0) return null;
    } else if (step < 0) from = Math.max(from, room / step);
    else to = Math.min(to, room / step);
  }
  return from > to ? null : [from, to];
}
