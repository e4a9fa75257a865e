/**
 * A box filter of fractional width: `reach` cells on either side have weight 1, the next one on either side has weight
 * `edge` (0 to 1). Three in succession approximate a Gaussian. Unlike boxes of whole cells they have exactly the
 * requested variance, so that the surface does not change abruptly with the cell size. `width` is the sum of the
 * weights.
 */
export type Box = { reach: number; edge: number; width: number };

/** The box whose threefold application has the variance `sigma`² (in cells). Sigma 0 gives the identity. */
export function boxForSigma(sigma: number): Box {
  const variance = (sigma * sigma) / 3;
  const reach = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
  const whole = (reach * (reach + 1) * (2 * reach + 1)) / 3;
  const edge = (variance * (2 * reach + 1) - whole) / (2 * ((reach + 1) ** 2 - variance));
  // Rounding may put the edge slightly out of range.
  const clamped = Math.min(1, Math.max(0, edge));
  return { reach, edge: clamped, width: 2 * reach + 1 + 2 * clamped };
}

/** How many cells three passes of a box spread a value to one side. */
export function kernelReach(box: Box): number {
  return 3 * (box.reach + 1);
}

/** Applies `boxes[row]` three times along every row, in place. Values outside of the grid are zero. */
export function blurRows(grid: Float32Array, width: number, boxes: readonly Box[]): void {
  // A margin of zeros on either side saves bounds checks in the loop.
  const margin = Math.max(...boxes.map((box) => box.reach)) + 1;
  let from = new Float64Array(width + 2 * margin);
  let to = new Float64Array(width + 2 * margin);
  boxes.forEach((box, row) => {
    const line = grid.subarray(row * width, (row + 1) * width);
    if (isEmpty(line)) return;
    from.set(line, margin);
    for (let pass = 0; pass < 3; pass++) {
      blurLine(from, to, margin, width, box);
      [from, to] = [to, from];
    }
    line.set(from.subarray(margin, margin + width));
  });
}

function isEmpty(line: Float32Array): boolean {
  for (let x = 0; x < line.length; x++) if (line[x] !== 0) return false;
  return true;
}

function blurLine(from: Float64Array, to: Float64Array, margin: number, width: number, box: Box): void {
  const { reach, edge } = box;
  const scale = 1 / box.width;
  let sum = 0;
  for (let x = margin - reach; x < margin + reach; x++) sum += from[x]!;
  for (let x = margin; x < margin + width; x++) {
    sum += from[x + reach]!;
    to[x] = (sum + edge * (from[x - reach - 1]! + from[x + reach + 1]!)) * scale;
    sum -= from[x - reach]!;
  }
}

/** Applies one box three times along every column. Returns the grid with the result; `grid` is overwritten. */
export function blurColumns(grid: Float32Array, width: number, height: number, box: Box): Float32Array {
  let from: Float32Array = grid;
  let to: Float32Array = new Float32Array(grid.length);
  const sums = new Float64Array(width);
  for (let pass = 0; pass < 3; pass++) {
    blurDown(from, to, width, height, box, sums);
    [from, to] = [to, from];
  }
  return from;
}

/**
 * Processes row by row with one running sum per column, which accesses memory in order; column by column would miss the
 * cache.
 */
function blurDown(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  box: Box,
  sums: Float64Array,
): void {
  const { reach, edge } = box;
  const scale = 1 / box.width;
  const none = new Float32Array(width);
  const line = (y: number) => (y < 0 || y >= height ? none : from.subarray(y * width, (y + 1) * width));
  sums.fill(0);
  for (let y = 0; y < Math.min(reach, height); y++) {
    const entering = line(y);
    for (let x = 0; x < width; x++) sums[x]! += entering[x]!;
  }
  for (let y = 0; y < height; y++) {
    const entering = line(y + reach);
    const leaving = line(y - reach);
    const above = line(y - reach - 1);
    const below = line(y + reach + 1);
    const out = to.subarray(y * width, (y + 1) * width);
    for (let x = 0; x < width; x++) {
      const sum = sums[x]! + entering[x]!;
      out[x] = (sum + edge * (above[x]! + below[x]!)) * scale;
      sums[x] = sum - leaving[x]!;
    }
  }
}
