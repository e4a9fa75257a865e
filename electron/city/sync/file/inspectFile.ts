import { basename } from 'node:path';
import type { Crs, UploadReport } from '../../../../shared/contract/sources.ts';
import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { isObject, textValue } from '../normalise/paths.ts';
import { type Column, guessMapping, statedCrs } from './guessMapping.ts';
import { openList } from './openList.ts';
import { proposeId } from './proposeId.ts';
import { NO_PROGRESS } from './readingProgress.ts';
import type { Workbooks } from './workbook/readWorkbook.ts';

const ROWS_INSPECTED = 200;
const SAMPLES_SHOWN = 5;
const MAX_SAMPLE_CHARS = 80;
/**
 * Distinct values kept per column: more than are shown, so that words of closed cases are among those of the status.
 */
const MAX_DISTINCT_VALUES = 40;
const MAX_DEPTH = 3;

/** What of the city a list does not say itself. */
export type CityDefaults = { zone: string; defaultCrs: Crs };

/**
 * Inspects a file before its import: format, encoding, where its table begins, columns with samples, and a mapping guessed
 * from the column names. `sheet`: of a workbook, null for the one that is understood best. A list does not state its time
 * zone, and at most hints at its reference system, so that those of the city are proposed. Samples of contact fields are
 * hidden. @throws UpstreamError with a message for the operator
 */
export async function inspectFile(
  path: string,
  sheet: string | null,
  { zone, defaultCrs }: CityDefaults,
  workbooks: Workbooks,
): Promise<Omit<UploadReport, 'uploadId'>> {
  const list = await openList(path, sheet, workbooks);
  // The header's own order, also where no row fills a column.
  const columns = new Map<string, Values>(
    (list.layout?.columns ?? []).map((name) => [name, { samples: new Set(), filled: 0 }]),
  );
  let rows = 0;
  const kept: Record<string, unknown>[] = [];
  for await (const row of list.rows(NO_PROGRESS)) {
    if (isObject(row) && !('unparsed' in row)) {
      collectColumns(row, '', 1, columns);
      kept.push(row);
    }
    if (++rows >= ROWS_INSPECTED) break;
  }
  const found: Column[] = [...columns].map(([name, { samples, filled }]) => ({
    ...{ name, samples: [...samples], filled },
  }));
  const { mapping, missing, proposals, contacts } = guessMapping(found);
  const kinds = new Map(contacts.map(({ column, kind }) => [column, kind]));
  const crs = statedCrs(found) ?? defaultCrs;
  return {
    filename: basename(path),
    bytes: list.bytes,
    format: list.format,
    encoding: list.encoding ?? '',
    sheets: list.sheets,
    titles: list.layout?.titles.map((cells) => lineOf(cells)) ?? [],
    columns: found.map(({ name, samples }) => ({
      name,
      samples: samples.slice(0, SAMPLES_SHOWN).map((text) => shown(text, kinds.has(name))),
      contact: kinds.get(name) ?? null,
    })),
    mapping: { ...mapping, zone, crs, ...(list.sheet === null ? {} : { sheet: list.sheet }) },
    missing,
    proposals: proposals.map(({ alternatives, matched, ...proposal }) => ({
      ...proposal,
      matched: maskPhones(matched).slice(0, MAX_SAMPLE_CHARS),
      alternatives: alternatives.map(({ column }) => column),
    })),
    idProposal: proposeId(kept, mapping),
  };
}

/** A value as a window shows it before anybody has decided what it is. */
function shown(text: string, isContact: boolean): string {
  return isContact ? '（联系信息，已隐藏）' : maskPhones(text).slice(0, MAX_SAMPLE_CHARS);
}

/** A line above the table as a person reads it: merged cells once, numbers of people masked. */
function lineOf(cells: readonly string[]): string {
  const texts = cells.filter((text, index) => text !== '' && text !== cells[index - 1]);
  return maskPhones(texts.join(' ')).slice(0, MAX_SAMPLE_CHARS);
}

/** Distinct values of a column, and how many rows have one. */
type Values = { samples: Set<string>; filled: number };

/** Adds the columns of a row. Nested objects get dotted names, as in mappings. */
function collectColumns(
  row: Record<string, unknown>,
  prefix: string,
  depth: number,
  columns: Map<string, Values>,
): void {
  for (const [key, value] of Object.entries(row)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    // A point is one column.
    if (isObject(value) && depth < MAX_DEPTH && !('coordinates' in value)) {
      collectColumns(value, name, depth + 1, columns);
      continue;
    }
    const values = columns.get(name) ?? { samples: new Set(), filled: 0 };
    columns.set(name, values);
    const text = isObject(value) ? JSON.stringify(value) : textValue(value);
    if (text === null) continue;
    values.filled += 1;
    if (values.samples.size < MAX_DISTINCT_VALUES) values.samples.add(text);
  }
}
