import { type Point, type Ring, ringArea } from './polygon.ts';

/** The line through `point` with the normal (`nx`, `ny`), which points to its left side. */
export type CutLine = { point: Point; nx: number; ny: number };

/**
 * Splits a simple ring (open, counter-clockwise, without holes) along a line into the rings on each side. A concave
 * ring gives separate pieces: crossings are sorted along the line and joined in pairs. Clipping against the half-plane
 * would leave pieces that are joined by zero-width edges.
 */
export function splitRing(ring: Ring, line: CutLine): { left: Ring[]; right: Ring[] } {
  const side = ring.map(([x, y]) => {
    const d = (x - line.point[0]) * line.nx + (y - line.point[1]) * line.ny;
    // A vertex on the line counts as left: every crossing is then strictly between two vertices or at one end.
    return d >= 0 ? 1 : -1;
  });
  if (side.every((s) => s > 0)) return { left: [ring], right: [] };
  if (side.every((s) => s < 0)) return { left: [], right: [ring] };
  const nodes = insertCrossings(ring, side, line);
  linkPairs(nodes, line);
  return collect(nodes);
}

type Node = {
  at: Point;
  side: number;
  /** Index of the next node along the ring. */
  next: number;
  /** Index of the paired crossing on the cut; -1 for a vertex. */
  pair: number;
};

function insertCrossings(ring: Ring, side: number[], line: CutLine): Node[] {
  const nodes: Node[] = [];
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i];
    const b = ring[(i + 1) % ring.length];
    if (!a || !b) continue;
    nodes.push({ at: a, side: side[i] ?? 1, next: nodes.length + 1, pair: -1 });
    if (side[i] !== side[(i + 1) % ring.length]) {
      nodes.push({ at: crossing(a, b, line), side: 0, next: nodes.length + 1, pair: -1 });
    }
  }
  const lastNode = nodes.at(-1);
  if (lastNode) lastNode.next = 0;
  return nodes;
}

function crossing(a: Point, b: Point, line: CutLine): Point {
  const da = (a[0] - line.point[0]) * line.nx + (a[1] - line.point[1]) * line.ny;
  const db = (b[0] - line.point[0]) * line.nx + (b[1] - line.point[1]) * line.ny;
  const t = da / (da - db);
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** Sorted along the line, crossings alternately enter and leave the ring: 0–1, 2–3 … bound its inside. */
function linkPairs(nodes: Node[], line: CutLine): void {
  const along = (p: Point) => -p[0] * line.ny + p[1] * line.nx;
  const crossings = nodes
    .map((_, i) => i)
    .filter((i) => nodes[i]?.side === 0)
    .sort((a, b) => along(nodes[a]?.at ?? [0, 0]) - along(nodes[b]?.at ?? [0, 0]));
  for (let k = 0; k + 1 < crossings.length; k += 2) {
    const a = crossings[k] ?? 0;
    const b = crossings[k + 1] ?? 0;
    const first = nodes[a];
    const second = nodes[b];
    if (first && second) {
      first.pair = b;
      second.pair = a;
    }
  }
}

function collect(nodes: Node[]): { left: Ring[]; right: Ring[] } {
  const left: Ring[] = [];
  const right: Ring[] = [];
  const seen = new Set<number>();
  for (const [start, node] of nodes.entries()) {
    if (node.side === 0 || seen.has(start)) continue;
    const ring: Ring = [];
    let at = start;
    do {
      const current = nodes[at];
      if (!current) break;
      if (current.side !== 0) seen.add(at);
      push(ring, current.at);
      if (current.side === 0) {
        const twin = nodes[current.pair];
        if (!twin) break;
        push(ring, twin.at);
        at = twin.next;
      } else at = current.next;
    } while (at !== start);
    if (ring.length >= 3 && ringArea(ring) > 0) (node.side > 0 ? left : right).push(ring);
  }
  return { left, right };
}

function push(ring: Ring, point: Point): void {
  const previous = ring.at(-1);
  if (!previous || previous[0] !== point[0] || previous[1] !== point[1]) ring.push(point);
}
