import { writeFileSync } from 'node:fs';
import { encodeText } from '../encodeText.ts';

/** Written type codes of the format; `points` is a multipoint. */
const TYPES = { point: 1, line: 3, area: 5, points: 8 } as const;
export type TestShape = {
  /** Null: a record without geometry. */
  kind: keyof typeof TYPES | 'surface' | null;
  parts: [number, number][][];
  values: string[];
  deleted?: boolean;
};

export type TestShapefile = {
  fields: { name: string; width: number }[];
  shapes: TestShape[];
  encoding: 'utf-8' | 'gbk';
  /** Text of the `.prj`; null: there is none. */
  prj: string | null;
  cpg: string | null;
};

/** Writes `stem.shp` and `.dbf`, and where they are given `.prj` and `.cpg`. */
export function writeShapefile(stem: string, { fields, shapes, encoding, prj, cpg }: TestShapefile): void {
  const records = shapes.map(recordOf);
  const bytes = records.reduce((sum, { length }) => sum + 8 + length, 100);
  const head = Buffer.alloc(100);
  head.writeInt32BE(9994, 0);
  head.writeInt32BE(bytes / 2, 24);
  head.writeInt32LE(1000, 28);
  head.writeInt32LE(TYPES.point, 32);
  const numbered = records.flatMap((record, i) => {
    const start = Buffer.alloc(8);
    start.writeInt32BE(i + 1, 0);
    start.writeInt32BE(record.length / 2, 4);
    return [start, record];
  });
  writeFileSync(`${stem}.shp`, Buffer.concat([head, ...numbered]));
  writeFileSync(`${stem}.dbf`, tableOf(fields, shapes, encoding));
  if (prj !== null) writeFileSync(`${stem}.prj`, prj);
  if (cpg !== null) writeFileSync(`${stem}.cpg`, cpg);
}

function recordOf({ kind, parts }: TestShape): Buffer {
  const flat = parts.flat();
  if (kind === null || kind === 'surface') {
    const record = Buffer.alloc(4);
    record.writeInt32LE(kind === null ? 0 : 31, 0);
    return record;
  }
  if (kind === 'point') {
    const record = Buffer.alloc(20);
    record.writeInt32LE(TYPES.point, 0);
    writePoints(record, 4, flat);
    return record;
  }
  const from = kind === 'points' ? 40 : 44 + 4 * parts.length;
  const record = Buffer.alloc(from + 16 * flat.length);
  record.writeInt32LE(TYPES[kind], 0);
  if (kind === 'points') record.writeInt32LE(flat.length, 36);
  else {
    record.writeInt32LE(parts.length, 36);
    record.writeInt32LE(flat.length, 40);
    let start = 0;
    for (const [i, part] of parts.entries()) {
      record.writeInt32LE(start, 44 + 4 * i);
      start += part.length;
    }
  }
  writePoints(record, from, flat);
  return record;
}

function writePoints(record: Buffer, at: number, points: [number, number][]): void {
  for (const [i, [x, y]] of points.entries()) {
    record.writeDoubleLE(x, at + 16 * i);
    record.writeDoubleLE(y, at + 16 * i + 8);
  }
}

function tableOf(
  fields: TestShapefile['fields'],
  shapes: readonly TestShape[],
  encoding: TestShapefile['encoding'],
): Buffer {
  const bytesOf = (text: string): Buffer =>
    encoding === 'gbk' ? Buffer.from(encodeText(text, 'gb18030')) : Buffer.from(text);
  const width = 1 + fields.reduce((sum, field) => sum + field.width, 0);
  const head = Buffer.alloc(33 + 32 * fields.length);
  head.writeUInt8(3, 0);
  head.set([126, 11, 30], 1);
  head.writeUInt32LE(shapes.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(width, 10);
  for (const [i, { name, width: bytes }] of fields.entries()) {
    bytesOf(name).copy(head, 32 + 32 * i, 0, 10);
    head.write('C', 32 + 32 * i + 11, 'latin1');
    head.writeUInt8(bytes, 32 + 32 * i + 16);
  }
  head.writeUInt8(0x0d, head.length - 1);
  const rows = shapes.map(({ values, deleted }) => {
    const row = Buffer.alloc(width, ' ');
    if (deleted === true) row.write('*', 0, 'latin1');
    let at = 1;
    for (const [i, { width: bytes }] of fields.entries()) {
      bytesOf(values[i] ?? '').copy(row, at, 0, bytes);
      at += bytes;
    }
    return row;
  });
  return Buffer.concat([head, ...rows]);
}
