import { blurColumns, blurRows, boxForSigma, kernelReach } from './densityBlur.ts';
import { cellArea, type DensityRaster, metresPerLatDegree, metresPerLonDegree } from './densityGeometry.ts';

export type Density = {
  /** Cases per km², `width` × `height` values, rows from north. */
  values: Float32Array<ArrayBuffer>;
  /** The largest of them. */
  max: number;
};

/** More cells per radius make no visible difference, and the cost grows with their square: see {@link density}. */
const CELLS_PER_RADIUS = 8;
/** A smaller number of cases per cell is a rounding error of the running sums. */
const ROUNDING_RESIDUE = 1e-9;

/**
 * Density surface (热力): kernel density estimate in cases per km² for each cell of a raster. Points are counted per
 * cell, then each axis is smoothed by three box filters. These approximate a Gaussian of the same variance (the peak is
 * 12 % lower) at a cost that does not depend on the radius. **`radius` is the standard deviation of that Gaussian in
 * metres** (the bandwidth): 39 % of a case's weight lies within one radius, 86 % within two, all within about three.
 * Metres are measured on the ellipsoid at the latitude of each row. Points outside the box but within reach contribute,
 * so that the surface does not fade at its edges and adjacent boxes match. Away from edges, the sum of value × {@link
 * cellAreas} is the number of points. The result is deterministic to the byte.
 *
 * Where cells are smaller than a sixteenth of the radius, the computation uses multiples of the cell size and
 * interpolates. Otherwise a street-sized box with a radius of kilometres would need a margin of millions of cells.
 *
 * @param lons longitudes in whole 1/`unitsPerDegree` degrees; points far outside are ignored
 * @param lats latitudes, likewise
 * @param mask one byte per point, 1 where it counts. Its length is the number of points
 */
export function density(
  lons: Int32Array,
  lats: Int32Array,
  mask: Uint8Array,
  raster: DensityRaster,
  unitsPerDegree: number,
): Density {
  const work = workGrid(raster);
  return surfaceOf(countInto(work, lons, lats, mask, raster, unitsPerDegree), work, raster);
}

/**
 * For each of the `seqs`, the number of the cell of the computation that it counts in; 0 is too far outside to
 * contribute. The sums of any part of them give its surface without another look at the coordinates: see
 * {@link densityOfCells}.
 */
export function densityCells(
  lons: Int32Array,
  lats: Int32Array,
  seqs: Uint32Array,
  raster: DensityRaster,
  unitsPerDegree: number,
): Uint32Array {
  const work = workGrid(raster);
  const { columns, rows } = work;
  const { left, top, perColumn, perRow } = positionsIn(work, raster, unitsPerDegree);
  const cells = new Uint32Array(seqs.length);
  for (let i = 0; i < seqs.length; i++) {
    const seq = seqs[i]!;
    // The same arithmetic as where cases are counted, to the last bit.
    const x = ((lons[seq]! - left) * perColumn) | 0;
    const y = ((top - lats[seq]!) * perRow) | 0;
    const inside = ((x | (columns - 1 - x) | y | (rows - 1 - y)) >>> 31) ^ 1;
    cells[i] = (Math.imul(y, columns) + x + 1) & -inside;
  }
  return cells;
}

/**
 * The surface of cases, to the byte that of {@link density} for the same raster, and how many of them lie in its box.
 *
 * @param keys of each case twice its cell, plus one if it lies in the box
 */
export function densityOfCells(keys: Uint32Array, raster: DensityRaster): Density & { count: number } {
  const work = workGrid(raster);
  const counters = new Uint32Array(work.columns * work.rows + 1);
  let count = 0;
  for (let i = 0; i < keys.length; i++) {
    counters[keys[i]! >>> 1]! += 1;
    count += keys[i]! & 1;
  }
  return { ...surfaceOf(counters, work, raster), count };
}

/** The smoothed counts as cases per km². The first counter is for what lies outside. */
function surfaceOf(counters: Uint32Array, work: WorkGrid, raster: DensityRaster): Density {
  const bins = Float32Array.from(counters.subarray(1));
  blurRows(bins, work.columns, work.rowBoxes);
  const smooth = blurColumns(bins, work.columns, work.rows, work.columnBox);
  perSquareKilometre(smooth, work);
  return resample(smooth, work, raster);
}

type WorkGrid = ReturnType<typeof workGrid>;

/**
 * The grid of the computation: cells that are multiples of the raster's, and a margin as wide as the kernel reaches.
 */
function workGrid(raster: DensityRaster) {
  const [west, south, east, north] = raster.bbox;
  const lonStep = (east - west) / raster.width;
  const latStep = (north - south) / raster.height;
  const middle = (south + north) / 2;
  const multiple = (cell: number) => Math.max(1, Math.floor(raster.radius / CELLS_PER_RADIUS / cell));
  const across = multiple(lonStep * metresPerLonDegree(middle));
  const down = multiple(latStep * metresPerLatDegree(middle));
  const lonCell = lonStep * across;
  const latCell = latStep * down;

  const columnBox = boxForSigma(raster.radius / (latCell * metresPerLatDegree(middle)));
  // Two cells more than the kernel reaches: interpolation needs the next cell, and the outermost one is inexact,
  // because truncating a position moves points from less than a cell outside into it.
  const rowMargin = kernelReach(columnBox) + 2;
  const rows = Math.ceil(raster.height / down) + 2 * rowMargin;
  const latitude = (row: number) => north + (rowMargin - row - 0.5) * latCell;
  const rowBoxes = Array.from({ length: rows }, (_, row) =>
    boxForSigma(raster.radius / (lonCell * metresPerLonDegree(latitude(row)))),
  );
  const columnMargin = Math.max(...rowBoxes.map(kernelReach)) + 2;
  const columns = Math.ceil(raster.width / across) + 2 * columnMargin;
  const areas = Float64Array.from({ length: rows }, (_, row) => cellArea(latitude(row), lonCell, latCell));
  return {
    across,
    down,
    lonCell,
    latCell,
    columns,
    rows,
    columnMargin,
    rowMargin,
    rowBoxes,
    columnBox,
    areas,
  };
}

/**
 * Counts cases per cell of the work grid; the first counter is for what lies outside. Without branches, because the
 * branch predictor cannot guess which case is masked or outside.
 */
function countInto(
  work: WorkGrid,
  lons: Int32Array,
  lats: Int32Array,
  mask: Uint8Array,
  raster: DensityRaster,
  unitsPerDegree: number,
): Uint32Array {
  const { columns, rows } = work;
  const { left, top, perColumn, perRow } = positionsIn(work, raster, unitsPerDegree);
  const counters = new Uint32Array(columns * rows + 1);
  for (let i = 0; i < mask.length; i++) {
    const x = ((lons[i]! - left) * perColumn) | 0;
    const y = ((top - lats[i]!) * perRow) | 0;
    const inside = ((x | (columns - 1 - x) | y | (rows - 1 - y)) >>> 31) ^ 1;
    counters[(Math.imul(y, columns) + x + 1) & -inside]! += mask[i]!;
  }
  return counters;
}

/** Where the work grid begins, in units, and how many cells a unit is. */
function positionsIn(work: WorkGrid, { bbox: [west, , , north] }: DensityRaster, unitsPerDegree: number) {
  return {
    left: (west - work.columnMargin * work.lonCell) * unitsPerDegree,
    top: (north + work.rowMargin * work.latCell) * unitsPerDegree,
    perColumn: 1 / (work.lonCell * unitsPerDegree),
    perRow: 1 / (work.latCell * unitsPerDegree),
  };
}

function perSquareKilometre(grid: Float32Array, work: WorkGrid): void {
  const { columns, rows, areas } = work;
  for (let row = 0; row < rows; row++) {
    const scale = 1 / areas[row]!;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      const cases = grid[i]!;
      grid[i] = cases < ROUNDING_RESIDUE ? 0 : cases * scale;
    }
  }
}

/** Samples the work grid at the cells of the raster: a copy, or bilinear interpolation where these are finer. */
function resample(grid: Float32Array, work: WorkGrid, raster: DensityRaster): Density {
  const { width, height } = raster;
  const { columns } = work;
  const values = new Float32Array(width * height);
  const xs = interpolationTable(width, work.across, work.columnMargin);
  const ys = interpolationTable(height, work.down, work.rowMargin);
  let max = 0;
  for (let y = 0, out = 0; y < height; y++) {
    const upper = ys.first[y]! * columns;
    const down = ys.share[y]!;
    for (let x = 0; x < width; x++, out++) {
      const i = upper + xs.first[x]!;
      const right = xs.share[x]!;
      const north = grid[i]! + right * (grid[i + 1]! - grid[i]!);
      const south = grid[i + columns]! + right * (grid[i + columns + 1]! - grid[i + columns]!);
      const value = north + down * (south - north);
      values[out] = value;
      if (value > max) max = value;
    }
  }
  return { values, max: Math.fround(max) };
}

/** For each cell of one axis: the work cell whose centre lies at or before its own, and the share of the next one. */
function interpolationTable(length: number, multiple: number, margin: number) {
  const first = new Int32Array(length);
  const share = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const at = (i + 0.5) / multiple - 0.5 + margin;
    first[i] = Math.floor(at);
    share[i] = at - first[i]!;
  }
  return { first, share };
}
