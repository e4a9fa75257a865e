import { stat } from 'node:fs/promises';
import { UpstreamError } from '../adapter.ts';
import { textChunks } from './chunks.ts';
import { type Container, containerOf } from './container.ts';
import { CSV_BLOCK_CHARS, type CsvTable, csvRecords } from './csv.ts';
import { documentRows } from './documentRows.ts';
import { NO_PROGRESS, type ReadingProgress } from './readingProgress.ts';
import { fileError, type Sniffed, sniffFile } from './sniff.ts';
import { isFilled } from './table/cellText.ts';
import { findLayout, ROWS_SEARCHED, type TableLayout } from './table/layout.ts';
import { tableRows, type UnparsedRow } from './table/rows.ts';
import type { Cell } from './workbook/protocol.ts';
import type { Workbooks } from './workbook/readWorkbook.ts';

/** A list on disk (清单): what it is, and its rows. */
export type OpenedList = {
  format: Sniffed['format'] | 'xlsx' | 'xls' | 'ods';
  bytes: number;
  /** Null for a workbook. */
  encoding: Sniffed['encoding'] | null;
  /** Sheets of a workbook; none for other files. */
  sheets: { name: string; hidden: boolean }[];
  /** The sheet that is read. */
  sheet: string | null;
  /** Where the table begins; null for JSON, whose rows name their fields themselves. */
  layout: TableLayout | null;
  /** Rows in order. */
  rows(progress: ReadingProgress): AsyncGenerator<unknown>;
};

/**
 * Recognises a list by its content and finds its table. `sheet`: which one of a workbook is wanted; null: the visible one
 * whose header is understood best.
 * @throws UpstreamError with a sentence for the operator where the file is no list
 */
export async function openList(
  path: string,
  sheet: string | null,
  workbooks: Workbooks,
): Promise<OpenedList> {
  const container = await containerOf(path);
  return container === 'text' ? openText(path) : openWorkbook(path, container, sheet, workbooks);
}

async function openText(path: string): Promise<OpenedList> {
  const sniffed = await sniffFile(path);
  const { format, encoding, delimiter } = sniffed;
  const bytes = await sizeOf(path);
  const parts = { format, bytes, encoding, sheets: [], sheet: null };
  if (format !== 'csv') {
    return { ...parts, layout: null, rows: (progress) => documentRows(path, bytes, sniffed, progress) };
  }
  const records = (table: CsvTable | null, { onBytes, onLettersLost }: ReadingProgress) =>
    csvRecords(textChunks(path, encoding, onBytes, onLettersLost), delimiter, CSV_BLOCK_CHARS, table);
  const layout = findLayout(await firstOf(records(null, NO_PROGRESS)));
  return {
    ...parts,
    layout,
    rows: (progress) => below(layout, (table) => records(table, progress), progress),
  };
}

async function openWorkbook(
  path: string,
  kind: Exclude<Container, 'text'>,
  wanted: string | null,
  workbooks: Workbooks,
): Promise<OpenedList> {
  const heads = await workbooks.heads(path, kind);
  const found = heads.map(({ name, hidden, head }) => ({
    ...{ name, hidden, layout: findLayout(head.filter(isFilled)) },
  }));
  const visible = found
    .filter(({ hidden, layout }) => !hidden && layout !== null)
    .sort((a, b) => (b.layout?.score ?? 0) - (a.layout?.score ?? 0));
  const chosen = wanted === null ? visible[0] : found.find(({ name }) => name === wanted);
  if (chosen === undefined) throw new UpstreamError('not-a-list', { what: 'empty' }, false);
  const { name, layout } = chosen;
  const bytes = await sizeOf(path);
  return {
    ...{ format: kind === 'legacy' ? 'xls' : kind, bytes, encoding: null, sheet: name, layout },
    sheets: found.map((one) => ({ name: one.name, hidden: one.hidden })),
    async *rows(progress) {
      yield* below(layout, () => workbooks.rows(path, kind, name, progress.onLettersLost), progress);
      progress.onBytes(bytes);
    },
  };
}

async function* below(
  layout: TableLayout | null,
  records: (table: CsvTable) => AsyncIterable<readonly Cell[] | UnparsedRow>,
  { onLeft }: ReadingProgress,
): AsyncGenerator<unknown> {
  if (layout === null) return;
  const table = { width: layout.columns.length, above: layout.titles.length + layout.header.length };
  yield* tableRows(records(table), layout, onLeft);
}

async function firstOf(records: AsyncIterable<readonly Cell[] | UnparsedRow>): Promise<(readonly Cell[])[]> {
  const first: (readonly Cell[])[] = [];
  for await (const record of records) {
    if ('unparsed' in record || !isFilled(record)) continue;
    first.push(record);
    if (first.length === ROWS_SEARCHED) break;
  }
  return first;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw fileError(path, error);
  }
}
