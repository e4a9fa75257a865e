import { UpstreamError } from '../adapter.ts';
import { isObject } from '../normalise/paths.ts';
import { parseJson, parseNdjsonLine } from '../parse/json.ts';
import { linesOf, textChunks } from './chunks.ts';
import { CSV_BLOCK, csvRows } from './csv.ts';
import type { Sniffed } from './sniff.ts';

/** A JSON array is parsed whole; V8 strings end at 512 MiB, and the rows need several times as much again. */
const LARGEST_JSON = 400 << 20;
/** Names under which JSON files wrap their list. */
const WRAPPERS = [
  'features',
  'rows',
  'data',
  'list',
  'items',
  'records',
  'results',
  'result',
  'resultData',
  'value',
];

/** Rows of a file in its own order, streamed where the format allows it. Throws UpstreamError. */
export async function* fileRows(
  path: string,
  bytesTotal: number,
  sniffed: Sniffed,
  onBytes: (bytesRead: number) => void,
): AsyncGenerator<unknown> {
  const chunks = textChunks(path, sniffed.encoding, onBytes);
  switch (sniffed.format) {
    case 'csv':
      yield* csvRows(chunks, sniffed.delimiter, CSV_BLOCK);
      return;
    case 'ndjson':
      for await (const line of linesOf(chunks)) {
        if (line.trim() !== '') yield flattened(parseNdjsonLine(line));
      }
      return;
    case 'json':
    case 'geojson':
      if (bytesTotal > LARGEST_JSON) {
        throw new UpstreamError(
          'file-too-large',
          'JSON 文件超过 400 MB，请改存为 CSV 或每行一条的 NDJSON',
          false,
        );
      }
      for (const row of await wholeJson(chunks)) yield flattened(row);
  }
}

async function wholeJson(chunks: AsyncIterable<string>): Promise<unknown[]> {
  const parts: string[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  const rows = listIn(parseJson(parts.join('')), 2);
  if (rows === null) {
    throw new UpstreamError(
      'no-rows',
      'JSON 文件里找不到案件列表，应为数组，或包在 data、rows 等字段中',
      false,
    );
  }
  return rows;
}

/** The list itself, or the one under a usual name, or the only list there is; two levels deep. */
function listIn(value: unknown, depth: number): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value) || depth === 0) return null;
  if (value['type'] === 'Feature') return [value];
  const inner = [...WRAPPERS.map((name) => value[name]), ...Object.values(value)];
  for (const candidate of inner) if (Array.isArray(candidate)) return candidate;
  for (const candidate of inner) {
    const found = listIn(candidate, depth - 1);
    if (found !== null) return found;
  }
  return null;
}

/** A GeoJSON feature as one flat row: its properties, `geometry`, and `feature_id` where the feature has an id. */
function flattened(row: unknown): unknown {
  if (!isObject(row) || row['type'] !== 'Feature' || !('geometry' in row)) return row;
  const properties = isObject(row['properties']) ? row['properties'] : {};
  const id = row['id'] === undefined ? {} : { feature_id: row['id'] };
  return { ...id, ...properties, geometry: row['geometry'] };
}
