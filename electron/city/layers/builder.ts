import type { LonLat } from '../../../shared/contract/common.ts';
import { ringArea, ringCentre } from '../../../shared/geo/polygon.ts';
import { toWorld } from '../../../shared/geo/worldGrid.ts';
import type { RawFeature } from './feature.ts';
import { Growing } from './growing.ts';
import { type LayerArrays, SHAPE } from './layerStore.ts';

/** Cells of the grid over the points at most: a tile looks at those that it covers. */
const MAX_CELLS = 65_536;
const UNPLACED = 'outside-plane' as const;

type World = [x: number, y: number];

/** Collects features as arrays of numbers. */
export class LayerBuilder {
  readonly counts = { points: 0, lines: 0, areas: 0 };
  vertices = 0;
  readonly #pointX = new Growing();
  readonly #pointY = new Growing();
  readonly #pointName = new Growing();
  readonly #shapeKind = new Growing();
  readonly #shapeBox = new Growing();
  readonly #shapeLabel = new Growing();
  readonly #shapeName = new Growing();
  readonly #shapePart = new Growing();
  readonly #partStart = new Growing();
  readonly #vertex = new Growing();
  readonly #names = new Map<string, number>([['', 0]]);
  readonly #nameAt = new Growing();
  readonly #nameCount = new Growing();

  constructor() {
    // No name has no place, and nobody counts it.
    this.#addName([0, 0], 0);
  }

  /**
   * Adds a feature, if all of its coordinates can be placed. `name` empty: it has none. Returns its first place, or why it
   * was not added.
   */
  add(
    { kind, parts }: RawFeature,
    name: string,
    place: (x: number, y: number) => LonLat | null,
  ): LonLat | typeof UNPLACED {
    const placed: World[][] = [];
    let first: LonLat | null = null;
    for (const part of parts) {
      const line: World[] = [];
      for (let i = 0; i + 1 < part.length; i += 2) {
        const point = place(part[i] ?? Number.NaN, part[i + 1] ?? Number.NaN);
        const at = point === null ? null : toWorld(point);
        if (at === null) return UNPLACED;
        first ??= point;
        line.push(at);
      }
      placed.push(line);
    }
    if (first === null) return UNPLACED;
    if (kind === 'point') this.#addPoints(placed, name);
    else this.#addShape(kind, placed, name);
    this.vertices += placed.reduce((sum, line) => sum + line.length, 0);
    this.counts[`${kind}s`] += 1;
    return first;
  }

  #addPoints(parts: readonly World[][], name: string): void {
    const index = this.#nameIndex(name, parts[0]?.[0] ?? [0, 0]);
    for (const part of parts)
      for (const [x, y] of part) {
        this.#pointX.push(x);
        this.#pointY.push(y);
        this.#pointName.push(index);
      }
  }

  #addShape(kind: 'line' | 'area', parts: readonly World[][], name: string): void {
    const label = labelOf(kind, parts);
    let [west, north, east, south] = [2 ** 32, 2 ** 32, 0, 0];
    this.#shapePart.push(this.#partStart.length);
    for (const part of parts) {
      this.#partStart.push(this.#vertex.length / 2);
      for (const [x, y] of part) {
        this.#vertex.push(x);
        this.#vertex.push(y);
        [west, east] = [Math.min(west, x), Math.max(east, x)];
        [north, south] = [Math.min(north, y), Math.max(south, y)];
      }
    }
    this.#shapeKind.push(SHAPE[kind]);
    for (const side of [west, north, east, south]) this.#shapeBox.push(side);
    for (const value of label) this.#shapeLabel.push(value);
    this.#shapeName.push(this.#nameIndex(name, label));
  }

  #nameIndex(name: string, at: World): number {
    if (name === '') return 0;
    const known = this.#names.get(name);
    if (known !== undefined) {
      const counts = this.#nameCount.values();
      counts[known] = (counts[known] ?? 0) + 1;
      return known;
    }
    const index = this.#names.size;
    this.#names.set(name, index);
    this.#addName(at, 1);
    return index;
  }

  #addName([x, y]: World, count: number): void {
    this.#nameAt.push(x);
    this.#nameAt.push(y);
    this.#nameCount.push(count);
  }

  /** The arrays in the order in which tiles look at them: points by cells, shapes from the largest to the smallest. */
  finish(): LayerArrays {
    this.#shapePart.push(this.#partStart.length);
    this.#partStart.push(this.#vertex.length / 2);
    const points = byCell(this.#pointX.values(), this.#pointY.values(), this.#pointName.values());
    return {
      ...points,
      ...this.#sortedShapes(),
      vertex: this.#vertex.values(),
      nameAt: this.#nameAt.values(),
      nameCount: this.#nameCount.values(),
      names: [...this.#names.keys()],
    };
  }

  /** Parts and vertices stay where they are: only what refers to them is sorted. */
  #sortedShapes(): Pick<
    LayerArrays,
    'shapeKind' | 'shapeBox' | 'shapeLabel' | 'shapeName' | 'shapePart' | 'partStart'
  > {
    const [kind, box, label, name] = [this.#shapeKind, this.#shapeBox, this.#shapeLabel, this.#shapeName].map(
      (list) => list.values(),
    ) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    const part = this.#shapePart.values();
    const size = Float64Array.from(kind, (_, i) =>
      Math.max((box[4 * i + 2] ?? 0) - (box[4 * i] ?? 0), (box[4 * i + 3] ?? 0) - (box[4 * i + 1] ?? 0)),
    );
    const order = Uint32Array.from(kind, (_, i) => i).sort(
      (a, b) => (size[b] ?? 0) - (size[a] ?? 0) || a - b,
    );
    const shapePart = new Uint32Array(2 * order.length);
    for (const [to, from] of order.entries()) shapePart.set([part[from] ?? 0, part[from + 1] ?? 0], 2 * to);
    const picked = (values: Uint32Array, width: number): Uint32Array => {
      const sorted = new Uint32Array(order.length * width);
      for (const [to, from] of order.entries())
        sorted.set(values.subarray(from * width, (from + 1) * width), to * width);
      return sorted;
    };
    return {
      shapeKind: picked(kind, 1),
      shapeBox: picked(box, 4),
      shapeLabel: picked(label, 2),
      shapeName: picked(name, 1),
      shapePart,
      partStart: this.#partStart.values(),
    };
  }
}

/** Where the name of a shape stands: in the middle of the longest line, or in the largest ring. */
function labelOf(kind: 'line' | 'area', parts: readonly World[][]): World {
  if (kind === 'line') {
    const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), parts[0] ?? []);
    return longest[Math.floor(longest.length / 2)] ?? [0, 0];
  }
  let best: World[] = parts[0] ?? [];
  let most = 0;
  for (const part of parts) {
    const area = Math.abs(ringArea(part));
    if (area > most) [best, most] = [part, area];
  }
  const [x, y] = ringCentre(best);
  return [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))];
}

/** Points in the order of the cells of a grid over all of them, and where each cell begins. */
function byCell(
  x: Uint32Array,
  y: Uint32Array,
  name: Uint32Array,
): Pick<LayerArrays, 'pointX' | 'pointY' | 'pointName' | 'cellStart' | 'cells'> {
  let [west, north, east, south] = [2 ** 32, 2 ** 32, 0, 0];
  for (let i = 0; i < x.length; i++) {
    west = Math.min(west, x[i] ?? 0);
    east = Math.max(east, x[i] ?? 0);
    north = Math.min(north, y[i] ?? 0);
    south = Math.max(south, y[i] ?? 0);
  }
  if (x.length === 0) [west, north] = [0, 0];
  let shift = 0;
  const span = (): [number, number] => [
    (east >>> shift) - (west >>> shift) + 1,
    (south >>> shift) - (north >>> shift) + 1,
  ];
  for (; ; shift++) {
    const [columns, rows] = span();
    if (columns * rows <= MAX_CELLS) break;
  }
  const [columns, rows] = span();
  const [column0, row0] = [west >>> shift, north >>> shift];
  const cellOf = (i: number): number =>
    (((y[i] ?? 0) >>> shift) - row0) * columns + (((x[i] ?? 0) >>> shift) - column0);
  const cellStart = new Uint32Array(columns * rows + 1);
  for (let i = 0; i < x.length; i++) {
    const cell = cellOf(i) + 1;
    cellStart[cell] = (cellStart[cell] ?? 0) + 1;
  }
  for (let cell = 1; cell < cellStart.length; cell++)
    cellStart[cell] = (cellStart[cell] ?? 0) + (cellStart[cell - 1] ?? 0);
  const next = cellStart.slice();
  const sorted = [x, y, name].map((values) => new Uint32Array(values.length));
  for (let i = 0; i < x.length; i++) {
    const cell = cellOf(i);
    const to = next[cell] ?? 0;
    next[cell] = to + 1;
    for (const [which, values] of [x, y, name].entries()) {
      const target = sorted[which];
      if (target !== undefined) target[to] = values[i] ?? 0;
    }
  }
  const [pointX, pointY, pointName] = sorted as [Uint32Array, Uint32Array, Uint32Array];
  return { pointX, pointY, pointName, cellStart, cells: { shift, columns, rows, column0, row0 } };
}
