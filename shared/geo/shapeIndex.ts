import { boundsOf, type Parts, partsContain } from './polygon.ts';

/** Finds the polygon that contains a point. */
export type ShapeIndex = {
  /** Index of the first shape that contains the point, -1 for none. */
  find(x: number, y: number): number;
};

const NONE = -1;

/**
 * Builds a raster over all shapes. A cell that lies inside one shape gives the result at once; a cell that an edge
 * crosses lists the few candidates to test exactly. `cells` is the approximate number of raster cells (4 bytes each).
 */
export function createShapeIndex(shapes: readonly Parts[], cells: number): ShapeIndex {
  const bounds = boundsOf(shapes.flat());
  if (!Number.isFinite(bounds[0])) return { find: () => NONE };
  const raster = createRaster(bounds, cells);
  // ≥ 0: that shape contains the whole cell; -1: none; ≤ -2: candidates[-2 - value].
  const owner = new Int32Array(raster.columns * raster.rows).fill(NONE);
  const candidates: number[][] = [];
  const addCandidate = (cell: number, shape: number): void => {
    const now = owner[cell] ?? NONE;
    const list = now <= -2 ? candidates[-2 - now] : undefined;
    if (list) {
      if (!list.includes(shape)) list.push(shape);
      return;
    }
    candidates.push(now >= 0 && now !== shape ? [now, shape] : [shape]);
    owner[cell] = -1 - candidates.length;
  };
  for (const [shape, parts] of shapes.entries())
    markEdges(parts, raster, (cell) => addCandidate(cell, shape));
  for (const [shape, parts] of shapes.entries()) {
    fillInside(parts, raster, (cell) => {
      if ((owner[cell] ?? NONE) === NONE) owner[cell] = shape;
      else if (owner[cell] !== shape) addCandidate(cell, shape);
    });
  }
  for (const list of candidates) list.sort((a, b) => a - b);

  return {
    find(x, y) {
      const column = Math.floor((x - raster.west) * raster.perX);
      const row = Math.floor((y - raster.south) * raster.perY);
      // Written so that NaN is outside too.
      if (!(column >= 0 && column < raster.columns && row >= 0 && row < raster.rows)) return NONE;
      const value = owner[row * raster.columns + column] ?? NONE;
      if (value >= NONE) return value;
      for (const shape of candidates[-2 - value] ?? []) {
        if (partsContain(shapes[shape] ?? [], x, y)) return shape;
      }
      return NONE;
    },
  };
}

type Raster = {
  west: number;
  south: number;
  columns: number;
  rows: number;
  /** Cells per unit. */
  perX: number;
  perY: number;
};

function createRaster([west, south, east, north]: [number, number, number, number], cells: number): Raster {
  // A margin of 0.1 % keeps the outermost vertices off the edge of the raster.
  const width = Math.max((east - west) * 1.002, 1e-9);
  const height = Math.max((north - south) * 1.002, 1e-9);
  const columns = Math.min(4096, Math.max(1, Math.round(Math.sqrt((cells * width) / height))));
  const rows = Math.min(4096, Math.max(1, Math.round(cells / columns)));
  return {
    west: west - (width - (east - west)) / 2,
    south: south - (height - (north - south)) / 2,
    columns,
    rows,
    perX: columns / width,
    perY: rows / height,
  };
}

/** Marks every cell that an edge touches, with a tolerance so that rounding misses none. */
function markEdges(parts: Parts, raster: Raster, mark: (cell: number) => void): void {
  const epsilon = 1e-6;
  for (const ring of parts.flat()) {
    for (let i = 0; i < ring.length; i++) {
      const a = ring[i];
      const b = ring[(i + 1) % ring.length];
      if (!a || !b) continue;
      const low = a[1] <= b[1] ? a : b;
      const high = a[1] <= b[1] ? b : a;
      const lx = (low[0] - raster.west) * raster.perX;
      const ly = (low[1] - raster.south) * raster.perY;
      const hx = (high[0] - raster.west) * raster.perX;
      const hy = (high[1] - raster.south) * raster.perY;
      const slope = hy > ly ? (hx - lx) / (hy - ly) : 0;
      for (let row = Math.floor(ly - epsilon); row <= Math.floor(hy + epsilon); row++) {
        if (row < 0 || row >= raster.rows) continue;
        const from = hy > ly ? lx + (Math.max(row, ly) - ly) * slope : lx;
        const to = hy > ly ? lx + (Math.min(row + 1, hy) - ly) * slope : hx;
        const first = Math.max(0, Math.floor(Math.min(from, to) - epsilon));
        const last = Math.min(raster.columns - 1, Math.floor(Math.max(from, to) + epsilon));
        for (let column = first; column <= last; column++) mark(row * raster.columns + column);
      }
    }
  }
}

/** Marks every cell whose centre lies inside the parts (scanline fill). */
function fillInside(parts: Parts, raster: Raster, mark: (cell: number) => void): void {
  const [, south, , north] = boundsOf(parts);
  const firstRow = Math.max(0, Math.floor((south - raster.south) * raster.perY));
  const lastRow = Math.min(raster.rows - 1, Math.floor((north - raster.south) * raster.perY));
  const rings = parts.flat();
  for (let row = firstRow; row <= lastRow; row++) {
    const y = raster.south + (row + 0.5) / raster.perY;
    const crossings: number[] = [];
    for (const ring of rings) {
      let previous = ring[ring.length - 1];
      for (const current of ring) {
        if (previous && current[1] > y !== previous[1] > y) {
          const t = (y - previous[1]) / (current[1] - previous[1]);
          crossings.push(previous[0] + (current[0] - previous[0]) * t);
        }
        previous = current;
      }
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const first = Math.max(0, Math.ceil(((crossings[k] ?? 0) - raster.west) * raster.perX - 0.5));
      const last = Math.min(
        raster.columns - 1,
        Math.floor(((crossings[k + 1] ?? 0) - raster.west) * raster.perX - 0.5),
      );
      for (let column = first; column <= last; column++) mark(row * raster.columns + column);
    }
  }
}
