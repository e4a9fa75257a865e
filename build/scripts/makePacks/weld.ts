import type { Point, Ring } from '../../../shared/geo/polygon.ts';

/**
 * Joins adjacent rings exactly. Rounding to the lattice alone leaves slivers where an edge ends in the middle of
 * another one. So vertices within `tolerance` become one vertex, and a vertex on an edge of another ring is inserted
 * into that edge. Afterwards every inner edge occurs twice, once in each direction.
 */
export function weld(groups: Ring[][], tolerance: number): Ring[][] {
  const hash = new VertexHash(Math.max(64, tolerance * 4));
  const canonical = groups.map((rings) =>
    rings.map((ring) => ring.map((point) => hash.canonical(point, tolerance))),
  );
  return canonical.map((rings) =>
    rings.map((ring) => removeSpikes(insertTouching(ring, hash, tolerance))).filter((r) => r.length > 2),
  );
}

class VertexHash {
  private readonly size: number;
  private readonly buckets = new Map<string, Point[]>();

  constructor(size: number) {
    this.size = size;
  }

  /** The known vertex within `tolerance` of the point; otherwise the point itself, which becomes known. */
  canonical(point: Point, tolerance: number): Point {
    let best: Point | null = null;
    let bestDistance = tolerance;
    for (const known of this.near(point, point, tolerance)) {
      const distance = Math.hypot(known[0] - point[0], known[1] - point[1]);
      if (distance <= bestDistance) {
        best = known;
        bestDistance = distance;
      }
    }
    if (best) return best;
    const key = `${Math.floor(point[0] / this.size)},${Math.floor(point[1] / this.size)}`;
    const bucket = this.buckets.get(key);
    if (bucket) bucket.push(point);
    else this.buckets.set(key, [point]);
    return point;
  }

  /**
   * Known vertices near an edge, at least all within the margin. It looks along the edge, column by column: the box around an
   * edge of kilometres has millions of buckets.
   */
  *near(a: Point, b: Point, margin: number): Generator<Point> {
    const [start, end] = a[0] <= b[0] ? [a, b] : [b, a];
    const slope = end[0] === start[0] ? 0 : (end[1] - start[1]) / (end[0] - start[0]);
    const yAt = (x: number) => start[1] + (Math.min(Math.max(x, start[0]), end[0]) - start[0]) * slope;
    const column = (x: number) => Math.floor(x / this.size);
    for (let cx = column(start[0] - margin); cx <= column(end[0] + margin); cx++) {
      const isUpright = end[0] === start[0];
      const ys = isUpright
        ? [start[1], end[1]]
        : [yAt(cx * this.size - margin), yAt((cx + 1) * this.size + margin)];
      const [south, north] = [Math.min(...ys) - margin, Math.max(...ys) + margin];
      for (let cy = column(south); cy <= column(north); cy++) {
        for (const point of this.buckets.get(`${cx},${cy}`) ?? []) yield point;
      }
    }
  }
}

/** Inserts known vertices into the edges of the ring on which they lie, within `tolerance`. */
function insertTouching(ring: Ring, hash: VertexHash, tolerance: number): Ring {
  const out: Ring = [];
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length];
    if (!b) continue;
    out.push(a);
    const dx = b[0] - a[0];
    const dy = b[1] - a[1];
    const length = Math.hypot(dx, dy);
    if (length === 0) continue;
    const touching: { point: Point; along: number }[] = [];
    for (const point of hash.near(a, b, tolerance)) {
      if (same(point, a) || same(point, b)) continue;
      const along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length;
      const off = Math.abs((point[0] - a[0]) * dy - (point[1] - a[1]) * dx) / length;
      if (along > 0 && along < length && off <= tolerance) touching.push({ point, along });
    }
    touching.sort((p, q) => p.along - q.along);
    for (const { point } of touching) out.push(point);
  }
  return out;
}

/** Removes repeated points and spikes (edges that go out and straight back) from an open ring. */
export function removeSpikes(ring: Ring): Ring {
  const points: Ring = [...ring];
  let unchanged = 0;
  // Repeats until a whole round removes nothing: removing a point may turn its neighbours into spikes.
  for (let i = 0; unchanged < points.length && points.length > 2; i = (i + 1) % points.length) {
    const before = points[(i + points.length - 1) % points.length];
    const point = points[i];
    const after = points[(i + 1) % points.length];
    if (before && point && after && (same(point, before) || same(before, after))) {
      points.splice(i, 1);
      i = (i + points.length - 2) % points.length;
      unchanged = 0;
    } else unchanged++;
  }
  return points;
}

function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** The outer boundary of welded rings: edges that occur in one direction only, joined into rings. */
export function dissolve(rings: readonly Ring[]): Ring[] {
  const edges = new Map<string, Point[]>();
  const key = (a: Point, b: Point) => `${a[0]},${a[1]}|${b[0]},${b[1]}`;
  for (const ring of rings) {
    for (const [i, a] of ring.entries()) {
      const b = ring[(i + 1) % ring.length];
      if (!b) continue;
      if (!edges.delete(key(b, a))) edges.set(key(a, b), [a, b]);
    }
  }
  const from = new Map<string, Point[][]>();
  for (const edge of edges.values()) {
    const start = `${edge[0]?.[0]},${edge[0]?.[1]}`;
    const list = from.get(start);
    if (list) list.push(edge);
    else from.set(start, [edge]);
  }
  const outlines: Ring[] = [];
  for (const list of from.values()) {
    while (list.length > 0) {
      const ring: Ring = [];
      let edge = list.pop();
      while (edge) {
        const [a, b] = edge;
        if (!a || !b) break;
        ring.push(a);
        edge = from.get(`${b[0]},${b[1]}`)?.pop();
      }
      if (ring.length > 2) outlines.push(ring);
    }
  }
  return outlines;
}
