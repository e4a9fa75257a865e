import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { UploadReport } from '../../../../shared/contract/sources.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { contactSlot } from '../normalise/contactFields.ts';
import { isObject, textValue } from '../normalise/paths.ts';
import { type Column, contactKind, guessMapping } from './guessMapping.ts';
import { fileRows } from './rows.ts';
import { fileError, sniffFile } from './sniff.ts';

const LOOKED_AT = 200;
const SAMPLES = 5;
const SAMPLE_LENGTH = 80;
/** Status words are rarer than their samples: more of them are kept so that the closed ones are among them. */
const KEPT = 40;
const DEEPEST = 3;

/**
 * Looks at a file that an operator wants to import: format, encoding, columns with samples, and a mapping guessed from
 * their names. Samples of contact fields are hidden. Throws UpstreamError with a message for the operator.
 */
export async function inspectFile(path: string): Promise<Omit<UploadReport, 'uploadId'>> {
  const sniffed = await sniffFile(path);
  const bytes = await sizeOf(path);
  const columns = new Map<string, Set<string>>();
  let rows = 0;
  for await (const row of fileRows(path, bytes, sniffed, () => undefined)) {
    if (isObject(row) && !('unparsed' in row)) collect(row, '', 1, columns);
    if (++rows >= LOOKED_AT) break;
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
      samples: samples.slice(0, SAMPLES),
      contact: contactKind(name),
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

/** Adds the columns of a row; objects inside become dotted names, as mappings address them. */
function collect(
  row: Record<string, unknown>,
  prefix: string,
  depth: number,
  columns: Map<string, Set<string>>,
): void {
  for (const [key, value] of Object.entries(row)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    // Points are addressed whole.
    if (isObject(value) && depth < DEEPEST && !('coordinates' in value)) {
      collect(value, name, depth + 1, columns);
      continue;
    }
    const samples = columns.get(name) ?? new Set();
    columns.set(name, samples);
    const text = isObject(value) ? JSON.stringify(value) : textValue(value);
    if (text === null || samples.size >= KEPT) continue;
    samples.add(
      contactSlot(key) === null ? maskPhones(text).slice(0, SAMPLE_LENGTH) : '（联系信息，已隐藏）',
    );
  }
}
