import { UpstreamError } from '../adapter.ts';
import { isObject } from '../normalise/paths.ts';
import { parseJson, parseNdjsonLine } from '../parse/json.ts';
import { linesOf, textChunks } from './chunks.ts';
import type { ReadingProgress } from './readingProgress.ts';
import type { Sniffed } from './sniff.ts';

/**
 * A JSON array is parsed as one string. V8 limits strings to 512 MiB, and the parsed rows need several times as much.
 */
const MAX_JSON_BYTES = 400 << 20;
/** Keys under which JSON files wrap their list. */
const LIST_KEYS = [
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

/**
 * Yields the rows of a JSON, GeoJSON or NDJSON file in order, streaming where the format allows it. Throws
 * UpstreamError.
 */
export async function* documentRows(
  path: string,
  bytesTotal: number,
  sniffed: Sniffed,
  { onBytes, onLettersLost }: Pick<ReadingProgress, 'onBytes' | 'onLettersLost'>,
): AsyncGenerator<unknown> {
  const chunks = textChunks(path, sniffed.encoding, onBytes, onLettersLost);
  if (sniffed.format === 'ndjson') {
    for await (const line of linesOf(chunks)) {
      if (line.trim() !== '') yield flattenFeature(parseNdjsonLine(line), undefined);
    }
    return;
  }
  if (bytesTotal > MAX_JSON_BYTES) {
    throw new UpstreamError('file-too-large', { mebibytes: MAX_JSON_BYTES >> 20 }, false);
  }
  const { rows, crs } = await jsonRows(chunks);
  for (const row of rows) yield flattenFeature(row, crs);
}

/** The rows, and the system of reference that a collection of features states for all of them. */
async function jsonRows(chunks: AsyncIterable<string>): Promise<{ rows: unknown[]; crs: unknown }> {
  const parts: string[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  const parsed = parseJson(parts.join(''));
  const rows = findList(parsed, 2);
  if (rows === null) {
    throw new UpstreamError('no-rows', { where: 'file', path: '' }, false);
  }
  const isCollection = isObject(parsed) && parsed['type'] === 'FeatureCollection';
  return { rows, crs: isCollection ? parsed['crs'] : undefined };
}

/** The value itself if it is a list, else the list under a usual key, else any list; searches `depth` levels. */
function findList(value: unknown, depth: number): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value) || depth === 0) return null;
  if (value['type'] === 'Feature') return [value];
  const inner = [...LIST_KEYS.map((name) => value[name]), ...Object.values(value)];
  for (const candidate of inner) if (Array.isArray(candidate)) return candidate;
  for (const candidate of inner) {
    const found = findList(candidate, depth - 1);
    if (found !== null) return found;
  }
  return null;
}

/**
 * Flattens a GeoJSON feature into one row: its properties, `geometry`, and `feature_id` where the feature has an id.
 */
function flattenFeature(row: unknown, crs: unknown): unknown {
  if (!isObject(row) || row['type'] !== 'Feature' || !('geometry' in row)) return row;
  const properties = isObject(row['properties']) ? row['properties'] : {};
  const id = row['id'] === undefined ? {} : { feature_id: row['id'] };
  const { geometry } = row;
  return {
    ...id,
    ...properties,
    geometry: crs !== undefined && isObject(geometry) ? { ...geometry, crs } : geometry,
  };
}
