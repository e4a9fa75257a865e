import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { UploadReport } from '../../../../shared/contract/sources.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { contactKindOfField } from '../normalise/contactFields.ts';
import { isObject, textValue } from '../normalise/paths.ts';
import { type Column, contactKindOfColumn, guessMapping } from './guessMapping.ts';
import { fileRows } from './rows.ts';
import { fileError, sniffFile } from './sniff.ts';

const ROWS_INSPECTED = 200;
const SAMPLES_SHOWN = 5;
const MAX_SAMPLE_CHARS = 80;
/**
 * Distinct values kept per column: more than are shown, so that words of closed cases are among those of the status.
 */
const MAX_DISTINCT_VALUES = 40;
const MAX_DEPTH = 3;

/**
 * Inspects a file before its import: format, encoding, columns with samples, and a mapping guessed from the column
 * names. Samples of contact fields are hidden. Throws UpstreamError with a message for the operator.
 */
export async function inspectFile(path: string): Promise<Omit<UploadReport, 'uploadId'>> {
  const sniffed = await sniffFile(path);
  const bytes = await sizeOf(path);
  const columns = new Map<string, Set<string>>();
  let rows = 0;
  for await (const row of fileRows(path, bytes, sniffed, () => undefined)) {
    if (isObject(row) && !('unparsed' in row)) collectColumns(row, '', 1, columns);
    if (++rows >= ROWS_INSPECTED) break;
  }
  const found: Column[] = [...columns].map(([name, samples]) => ({ name, samples: [...samples] }));
  const { mapping, missing } = guessMapping(found);
  return {
    filename: basename(path),
    bytes,
    format: sniffed.format,
    encoding: sniffed.encoding,
    columns: found.map(({ name, samples }) => ({
      name,
      samples: samples.slice(0, SAMPLES_SHOWN),
      contact: contactKindOfColumn(name),
    })),
    mapping,
    missing,
  };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw fileError(path, error);
  }
}

/** Adds the columns of a row. Nested objects get dotted names, as in mappings. */
function collectColumns(
  row: Record<string, unknown>,
  prefix: string,
  depth: number,
  columns: Map<string, Set<string>>,
): void {
  for (const [key, value] of Object.entries(row)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    // A point is one column.
    if (isObject(value) && depth < MAX_DEPTH && !('coordinates' in value)) {
      collectColumns(value, name, depth + 1, columns);
      continue;
    }
    const samples = columns.get(name) ?? new Set();
    columns.set(name, samples);
    const text = isObject(value) ? JSON.stringify(value) : textValue(value);
    if (text === null || samples.size >= MAX_DISTINCT_VALUES) continue;
    samples.add(
      contactKindOfField(key) === null ? maskPhones(text).slice(0, MAX_SAMPLE_CHARS) : '（联系信息，已隐藏）',
    );
  }
}
