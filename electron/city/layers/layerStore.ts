import { closeSync, openSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { Bbox } from '../../../shared/contract/common.ts';
import { LayerReport } from '../../../shared/contract/layers.ts';

export const SHAPE = { line: 1, area: 2 } as const;

const Cells = z.object({
  shift: z.int(),
  columns: z.int(),
  rows: z.int(),
  column0: z.int(),
  row0: z.int(),
});

/** A layer in memory. Coordinates are units of the world's square (`shared/geo/worldGrid.ts`). */
export type LayerArrays = {
  pointX: Uint32Array;
  pointY: Uint32Array;
  /** Index into `names`; 0 is no name. */
  pointName: Uint32Array;
  /** Points of a cell: from its start to that of the next. */
  cellStart: Uint32Array;
  cells: z.infer<typeof Cells>;
  /** `SHAPE`, west, north, east, south, and the place of the name; shapes from the largest to the smallest. */
  shapeKind: Uint32Array;
  shapeBox: Uint32Array;
  shapeLabel: Uint32Array;
  shapeName: Uint32Array;
  /** First part of a shape and the one after its last. */
  shapePart: Uint32Array;
  /** First vertex of a part; the one after the last part ends it. */
  partStart: Uint32Array;
  /** x, y, x, y … */
  vertex: Uint32Array;
  /** Place of the first feature of a name, and how many have it. */
  nameAt: Uint32Array;
  nameCount: Uint32Array;
  names: readonly string[];
};

const ARRAYS = [
  ...['pointX', 'pointY', 'pointName', 'cellStart', 'shapeKind', 'shapeBox', 'shapeLabel', 'shapeName'],
  ...['shapePart', 'partStart', 'vertex', 'nameAt', 'nameCount'],
] as const satisfies (keyof LayerArrays)[];

const MAGIC = 0x31_4c_57_43;
/** Bytes of a head at most: a file that says more is none. */
const MAX_HEAD = 1 << 20;
/** Raised whenever the meaning of the file changes: one of before is read anew from its source. */
export const STORE_FORMAT = 1;

/** What is known of a layer without its features. */
export const LayerHead = z.object({
  format: z.literal(STORE_FORMAT),
  report: LayerReport,
  points: z.int(),
  lines: z.int(),
  areas: z.int(),
  bounds: Bbox.nullable(),
  cells: Cells,
  lengths: z.array(z.int()),
  nameBytes: z.int(),
});
export type LayerHead = z.infer<typeof LayerHead>;
type KnownHead = Omit<LayerHead, 'format' | 'cells' | 'lengths' | 'nameBytes'>;

/**
 * Writes a layer: a head as JSON, arrays of 32-bit numbers, names. The file appears whole or not at all. It is made from a
 * file of the hall at any time, so that it need not outlive a loss of power.
 */
export function writeLayer(path: string, head: KnownHead, arrays: LayerArrays): LayerHead {
  const names = Buffer.from(JSON.stringify(arrays.names));
  const whole: LayerHead = {
    ...{ ...head, format: STORE_FORMAT, cells: arrays.cells, nameBytes: names.length },
    lengths: ARRAYS.map((name) => arrays[name].length),
  };
  const text = Buffer.from(JSON.stringify(whole));
  const padded = Buffer.alloc(Math.ceil(text.length / 4) * 4, ' ');
  text.copy(padded);
  const start = Buffer.alloc(8);
  start.writeUInt32LE(MAGIC, 0);
  start.writeUInt32LE(padded.length, 4);
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    const pieces = [start, padded, ...ARRAYS.map((name) => bytesOf(arrays[name])), names];
    for (const piece of pieces)
      for (let done = 0; done < piece.length; ) done += writeSync(file, piece, done);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  return whole;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Null: there is no such file, or not one of this format. */
export function readLayer(path: string): { head: LayerHead; arrays: LayerArrays } | null {
  try {
    const file = readFileSync(path);
    // Aligned to 4 bytes, as arrays of 32-bit numbers must be.
    const bytes =
      file.byteOffset % 4 === 0
        ? file
        : Buffer.from(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
    if (bytes.readUInt32LE(0) !== MAGIC) return null;
    const headBytes = bytes.readUInt32LE(4);
    const head = LayerHead.parse(JSON.parse(bytes.toString('utf8', 8, 8 + headBytes)));
    let at = 8 + headBytes;
    const arrays = Object.fromEntries(
      ARRAYS.map((name, i) => {
        const length = head.lengths[i] ?? 0;
        const values = new Uint32Array(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, length);
        at += 4 * length;
        return [name, values];
      }),
    ) as Record<(typeof ARRAYS)[number], Uint32Array>;
    const names = z.array(z.string()).parse(JSON.parse(bytes.toString('utf8', at, at + head.nameBytes)));
    return { head, arrays: { ...arrays, cells: head.cells, names } };
  } catch {
    return null;
  }
}

/** What is known of a layer without its features; null: there is no such file, or not one of this format. */
export function readHead(path: string): LayerHead | null {
  try {
    const file = openSync(path, 'r');
    try {
      const start = Buffer.alloc(8);
      readSync(file, start, 0, 8, 0);
      if (start.readUInt32LE(0) !== MAGIC) return null;
      const text = Buffer.alloc(Math.min(start.readUInt32LE(4), MAX_HEAD));
      readSync(file, text, 0, text.length, 8);
      return LayerHead.parse(JSON.parse(text.toString('utf8')));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
