import { readAngle } from '../../../shared/geo/angle.ts';
import { guessMapping } from '../sync/file/guessMapping.ts';
import { type OpenedList, openList } from '../sync/file/openList.ts';
import { NO_PROGRESS } from '../sync/file/readingProgress.ts';
import type { Workbooks } from '../sync/file/workbook/readWorkbook.ts';
import { crsOfName } from '../sync/normalise/crsName.ts';
import { isObject } from '../sync/normalise/paths.ts';
import { type FeatureReading, featureOf, type LayerFile, type RawFeature } from './feature.ts';
import { fromGeoJson, fromWkt, isWkt } from './geometry.ts';
import { LayerRefused } from './refused.ts';

/** Rows by which the columns of a table are told. */
const SAMPLED = 200;
type Row = Record<string, unknown>;
/** Where a row has its place. */
type Columns =
  | { kind: 'geometry' }
  | { kind: 'wkt'; column: string }
  | { kind: 'pair'; lon: string; lat: string };

/**
 * GeoJSON, one feature a line, or a table with columns of longitude and latitude or of WKT: whatever the list reader takes.
 * @throws LayerRefused `layer-file`, UpstreamError
 */
export async function openListLayer(path: string, name: string, workbooks: Workbooks): Promise<LayerFile> {
  const list = await openList(path, null, workbooks);
  const sample: Row[] = [];
  for await (const row of list.rows(NO_PROGRESS)) {
    if (isObject(row) && !('unparsed' in row)) sample.push(row);
    if (sample.length === SAMPLED) break;
  }
  const columns = columnsOf(sample, list);
  if (columns === null) throw new LayerRefused('layer-file', { file: name, reason: 'no-columns' });
  const filled = new Map<string, number>((list.layout?.columns ?? []).map((column) => [column, 0]));
  let lost = 0;
  return {
    format: columns.kind === 'geometry' ? 'geojson' : 'table',
    encoding: list.encoding ?? '',
    stated: columns.kind === 'geometry' ? statedIn(sample) : null,
    fields: () => filled,
    lettersLost: () => lost,
    async *features() {
      const rows = list.rows({ ...NO_PROGRESS, onLettersLost: (letters) => (lost = letters) });
      for await (const row of rows) {
        if (!isObject(row) || 'unparsed' in row) {
          yield { refused: 'broken' };
          continue;
        }
        for (const [field, value] of Object.entries(row))
          if (!isPlace(field, columns) && textOf(value) !== '')
            filled.set(field, (filled.get(field) ?? 0) + 1);
        yield readRow(row, columns);
      }
    },
  };
}

function isPlace(field: string, columns: Columns): boolean {
  if (columns.kind === 'geometry') return field === 'geometry';
  return columns.kind === 'wkt' && field === columns.column;
}

function columnsOf(sample: readonly Row[], list: OpenedList): Columns | null {
  if (list.layout === null && sample.some((row) => 'geometry' in row)) return { kind: 'geometry' };
  const names = list.layout?.columns ?? [...new Set(sample.flatMap((row) => Object.keys(row)))];
  const found = names.map((name) => ({
    name,
    samples: sample.map((row) => textOf(row[name])).filter(Boolean),
  }));
  const wkt = found.find(({ samples }) => samples.some(isWkt));
  if (wkt !== undefined) return { kind: 'wkt', column: wkt.name };
  const { fields } = guessMapping(found).mapping;
  const [lon, lat] = [fields.lon, fields.lat].map((path) => (typeof path === 'string' ? path : path?.[0]));
  return lon === undefined || lat === undefined ? null : { kind: 'pair', lon, lat };
}

/** The `crs` member of a collection (GeoJSON of 2008), which the list reader hands on with each geometry. */
function statedIn(sample: readonly Row[]): LayerFile['stated'] {
  for (const { geometry } of sample) {
    const crs = isObject(geometry) ? geometry['crs'] : undefined;
    const named = isObject(crs) && isObject(crs['properties']) ? crs['properties']['name'] : undefined;
    if (typeof named === 'string') return { crs: crsOfName(named), named: named.slice(0, 100) };
  }
  return null;
}

function readRow(row: Row, columns: Columns): FeatureReading {
  const text: RawFeature['text'] = (field) => textOf(row[field]);
  if (columns.kind === 'geometry') return fromGeoJson(row['geometry'], text);
  if (columns.kind === 'wkt') return fromWkt(textOf(row[columns.column]), text);
  const [x, y] = [row[columns.lon], row[columns.lat]];
  if (textOf(x) === '' && textOf(y) === '') return { refused: 'empty' };
  return featureOf('point', [[numberOf(x), numberOf(y)]], text);
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : (readAngle(textOf(value)) ?? Number.NaN);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
