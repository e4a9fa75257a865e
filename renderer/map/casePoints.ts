/** Points of cases as columns of equal length, newest first; `state` as in the contract's `Points`. */
export type CasePoints = { lon: readonly number[]; lat: readonly number[]; state: readonly number[] };

/** Which is drawn over which: closed, closed late, open, overdue on top. */
const DRAW_RANK = [2, 3, 0, 1] as const;
const rank = (state: number | undefined): number => DRAW_RANK[state ?? 2] ?? 0;

/** Indexes in the order of drawing: by state, and within a state older below newer. */
export function drawOrder(state: readonly number[]): number[] {
  return Array.from(state, (_, index) => index).sort((a, b) => rank(state[a]) - rank(state[b]) || b - a);
}

/**
 * The mark under a place on the screen: the nearest within `radius` px, of equally near ones the one drawn on top.
 * `project` turns degrees into px. Picking by reading the GPU back costs 35 ms and more without a GPU; this does not.
 */
export function pointAt(
  marks: CasePoints,
  project: (lonLat: [number, number]) => number[],
  x: number,
  y: number,
  radius: number,
): number | null {
  let best: { index: number; distance: number } | null = null;
  for (let index = 0; index < marks.lon.length; index++) {
    const [px = 0, py = 0] = project([marks.lon[index] ?? 0, marks.lat[index] ?? 0]);
    const distance = Math.hypot(px - x, py - y);
    if (distance > radius) continue;
    if (best !== null) {
      const higher = rank(marks.state[index]) > rank(marks.state[best.index]);
      if (distance > best.distance || (distance === best.distance && !higher)) continue;
    }
    best = { index, distance };
  }
  return best?.index ?? null;
}
