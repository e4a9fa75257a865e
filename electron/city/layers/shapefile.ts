import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { crsOfName } from '../sync/normalise/crsName.ts';
import { openDbf } from './dbf.ts';
import { type FeatureReading, featureOf, type LayerFile, type RawFeature } from './feature.ts';
import { LayerRefused } from './refused.ts';

const CHUNK_BYTES = 1 << 20;
/** Longest texts that are read of the small files beside the shapes. */
const MAX_TEXT = 20_000;

/**
 * A Shapefile (ESRI Shapefile Technical Description, 1998): shapes, their table, and where they are there the system of
 * reference (`.prj`) and the encoding of the table (`.cpg`). @throws LayerRefused `layer-file`
 */
export async function openShapefile(path: string, name: string): Promise<LayerFile> {
  const beside = (ending: string): string | null => besideOf(path, ending);
  const refused = (reason: 'no-table' | 'damaged') => new LayerRefused('layer-file', { file: name, reason });
  const dbfPath = beside('dbf');
  if (dbfPath === null) throw refused('no-table');
  if (!(await isWhole(path))) throw refused('damaged');
  const dbf = await openDbf(dbfPath, await textOf(beside('cpg')));
  if (dbf === null) throw refused('damaged');
  const prj = await textOf(beside('prj'));
  const named =
    prj === null || prj.trim() === '' ? null : (/"([^"]*)"/.exec(prj)?.[1] ?? prj.trim()).slice(0, 100);
  return {
    ...{ format: 'shapefile', encoding: dbf.encoding, fields: dbf.fields, lettersLost: dbf.lettersLost },
    stated: named === null ? null : { crs: crsOfName(prj ?? ''), named },
    async *features() {
      const rows = dbf.rows();
      try {
        for await (const content of contentsOf(path)) {
          const row = (await rows.next()).value ?? null;
          if (row?.deleted === true) yield { refused: 'deleted' };
          else yield shapeOf(content, (field) => row?.text(field) ?? '');
        }
      } finally {
        // The table is longer than the shapes, or somebody read enough: its file is closed now, not some day.
        await rows.return(undefined);
      }
    },
  };
}

/** The file of the same name with another ending, written in either case; null if there is none. */
function besideOf(path: string, ending: string): string | null {
  const stem = path.slice(0, -'.shp'.length);
  return [`${stem}.${ending}`, `${stem}.${ending.toUpperCase()}`].find((each) => existsSync(each)) ?? null;
}

async function textOf(path: string | null): Promise<string | null> {
  return path === null ? null : (await readFile(path, 'utf8')).slice(0, MAX_TEXT);
}

/** Whether it is such a file, and as long as it says: one that was copied in part is not. */
async function isWhole(path: string): Promise<boolean> {
  await using file = await open(path);
  const { size } = await file.stat();
  if (size < 100) return false;
  const head = Buffer.alloc(100);
  await file.read(head, 0, 100, 0);
  return head.readInt32BE(0) === 9994 && head.readInt32BE(24) * 2 <= size;
}

/** Contents of the records in order, without their headers. Ends where a record is longer than the rest of the file. */
async function* contentsOf(path: string): AsyncGenerator<Buffer> {
  await using file = await open(path);
  const { size } = await file.stat();
  let buffer = Buffer.alloc(0);
  let position = 100;
  let at = 0;
  const need = async (bytes: number): Promise<boolean> => {
    while (buffer.length - at < bytes && position < size) {
      const next = Buffer.alloc(Math.min(size - position, Math.max(CHUNK_BYTES, bytes)));
      const { bytesRead } = await file.read(next, 0, next.length, position);
      if (bytesRead === 0) return false;
      position += bytesRead;
      buffer = Buffer.concat([buffer.subarray(at), next.subarray(0, bytesRead)]);
      at = 0;
    }
    return buffer.length - at >= bytes;
  };
  while (await need(8)) {
    const bytes = buffer.readInt32BE(at + 4) * 2;
    at += 8;
    if (bytes < 4 || !(await need(bytes))) {
      // The record that is cut counts as one that cannot be read.
      yield Buffer.alloc(0);
      return;
    }
    yield buffer.subarray(at, at + bytes);
    at += bytes;
  }
}

/** Types with measures and heights (11 … 28) begin as those without. Surfaces in space (31) are not drawn. */
function shapeOf(content: Buffer, text: RawFeature['text']): FeatureReading {
  if (content.length < 4) return { refused: 'broken' };
  const type = content.readInt32LE(0);
  if (type === 0) return { refused: 'empty' };
  if (![1, 3, 5, 8].includes(type % 10) || type > 28) return { refused: 'kind' };
  if (type % 10 === 1)
    return content.length < 20 ? { refused: 'broken' } : featureOf('point', [pointsAt(content, 4, 1)], text);
  if (content.length < 40) return { refused: 'broken' };
  if (type % 10 === 8) {
    const count = content.readInt32LE(36);
    if (count < 0 || content.length < 40 + 16 * count) return { refused: 'broken' };
    const points = Array.from({ length: count }, (_, i) => pointsAt(content, 40 + 16 * i, 1));
    return featureOf('point', points, text);
  }
  if (content.length < 44) return { refused: 'broken' };
  const [parts, count] = [content.readInt32LE(36), content.readInt32LE(40)];
  const from = 44 + 4 * parts;
  if (parts < 0 || count < 0 || content.length < from + 16 * count) return { refused: 'broken' };
  const starts = Array.from({ length: parts }, (_, i) => content.readInt32LE(44 + 4 * i));
  const rings = starts.map((start, i) => {
    const end = starts[i + 1] ?? count;
    return start < 0 || end < start || end > count ? [] : pointsAt(content, from + 16 * start, end - start);
  });
  return featureOf(type % 10 === 3 ? 'line' : 'area', rings, text);
}

function pointsAt(content: Buffer, at: number, count: number): number[] {
  const flat: number[] = new Array(2 * count);
  for (let i = 0; i < 2 * count; i++) flat[i] = content.readDoubleLE(at + 8 * i);
  return flat;
}
