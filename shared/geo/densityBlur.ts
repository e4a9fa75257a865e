/**
 * A box filter whose half-width need not be whole: `reach` cells on either side count fully, the next one on either
 * side counts `edge` (0 to 1). Three of them in a row stand for a Gaussian; unlike whole-cell boxes their variance is
 * exactly the one asked for, so that the picture does not jump when the cell size changes.
 */
export type Box = { reach: number; edge: number; width: number };

/** The box of which three in a row have the variance `sigma`², in cells. Sigma 0 leaves everything where it is. */
export function boxFor(sigma: number): Box {
  const variance = (sigma * sigma) / 3;
  const reach = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
  const whole = (reach * (reach + 1) * (2 * reach + 1)) / 3;
  const edge = (variance * (2 * reach + 1) - whole) / (2 * ((reach + 1) ** 2 - variance));
  // Rounding may leave the edge a hair outside of its range.
  const clamped = Math.min(1, Math.max(0, edge));
  return { reach, edge: clamped, width: 2 * reach + 1 + 2 * clamped };
}

/** Cells that three passes of a box can spread a value over, on one side. */
export function spread(box: Box): number {
  return 3 * (box.reach + 1);
}

/** Three passes of `boxes[row]` along every row, in place. Outside of the grid is zero. */
export function blurRows(grid: Float32Array, width: number, boxes: readonly Box[]): void {
  // The lines carry a margin of zeros on either side, so that the loop needs no bounds.
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

/** Three passes of one box down every column; answers the grid that holds the outcome (`grid` is used up). */
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

/** Row by row with one running sum per column: memory is walked in order, a column at a time would miss the cache. */
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
