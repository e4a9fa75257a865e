import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import type { CityContext, PulledPage, RowReading, SourceAdapter } from '../adapter.ts';
import { createMappedReader } from '../normalise/mapped.ts';
import { createMentionReader } from '../normalise/mentions.ts';
import { rejectRow } from '../normalise/rejectRow.ts';
import { openList } from './openList.ts';
import { pathsOf } from './pathsOf.ts';
import { NO_PROGRESS, type ReadingProgress } from './readingProgress.ts';
import { createSeenRows, isSameContent, seenRow } from './seenRows.ts';
import { fileError } from './sniff.ts';
import type { Workbooks } from './workbook/readWorkbook.ts';

type FileConfig = Extract<SourceConfig, { kind: 'file' }>;

const PAGE_ROWS = 1000;

/** How many rows of which version of the file are committed; `mtime` in ms. */
const Cursor = z.object({ size: z.number(), mtime: z.number(), offsetRow: z.number(), done: z.boolean() });
type Cursor = z.infer<typeof Cursor>;

/**
 * Adapter of a file on disk: a workbook, CSV, JSON, NDJSON or GeoJSON. The file is read again completely when its size or
 * modification time changed; an interrupted read continues after the last committed row. Cases missing from a newer
 * file are kept, because exports often hold one period only; so is what a newer file has no column for. `crs` and `zone` of
 * the source win over those of the mapping.
 */
export function createFileAdapter(
  config: FileConfig,
  city: CityContext,
  now: () => number,
  workbooks: Workbooks,
  progress: ReadingProgress,
): SourceAdapter {
  const mapping = { ...config.mapping, crs: config.crs, zone: config.zone };
  const read = createMappedReader(mapping, city, now);
  const mentions = createMentionReader(mapping);
  /** Paths of the mapping that this list has, where not every row names all its fields (JSON). */
  let ofList: ReadonlySet<string> = new Set();
  const madeOf = (mapping.idFrom ?? []).join('、');
  let seen = createSeenRows();

  function readRow(row: unknown): RowReading {
    const reading = read(row);
    if (!reading.ok) return reading;
    const { sourceId } = reading.case;
    const now = seenRow(reading.case);
    const before = seen.beforeOrKept(sourceId, now);
    if (before === null) return reading;
    // Another case under the same number would take the place of the first.
    if (before.requestedAt !== now.requestedAt)
      return rejectRow('repeated-id', { id: sourceId }, sourceId, row, mapping.contact);
    if (isSameContent(before, now))
      return { ...reading, notes: [...reading.notes, upstreamMessage('repeated-row', {})] };
    if (madeOf !== '')
      return rejectRow('made-id-repeats', { columns: madeOf }, sourceId, row, mapping.contact);
    if (now.updatedAt === null || now.updatedAt === before.updatedAt)
      return rejectRow('repeated-id-differs', { id: sourceId }, sourceId, row, mapping.contact);
    if (before.updatedAt === null || now.updatedAt > before.updatedAt) seen.replace(sourceId, now);
    return { ...reading, notes: [...reading.notes, upstreamMessage('repeated-version', {})] };
  }

  return {
    read(row) {
      const reading = readRow(row);
      return reading.ok ? { ...reading, mentioned: mentions.of(row, ofList) } : reading;
    },
    async *pull({ cursor: committed, signal }) {
      const version = await fileVersion(config.path);
      const before = readCursor(committed);
      const isSameVersion = before !== null && before.size === version.size && before.mtime === version.mtime;
      if (isSameVersion && before.done) return;
      const skip = isSameVersion ? before.offsetRow : 0;
      seen = createSeenRows();
      const list = await openList(config.path, config.mapping.sheet ?? null, workbooks);
      if (list.layout === null) ofList = await pathsOf(list.rows(NO_PROGRESS), mentions.paths, signal);
      let rows: unknown[] = [];
      let offsetRow = 0;
      for await (const row of list.rows(progress)) {
        if (signal.aborted) return;
        offsetRow++;
        if (offsetRow <= skip) {
          // Committed before an interruption; later rows must still be compared with it.
          readRow(row);
          continue;
        }
        rows.push(row);
        if (rows.length < PAGE_ROWS) continue;
        yield toPage(rows, { ...version, offsetRow, done: false });
        rows = [];
        if (signal.aborted) return;
      }
      // If the file changed meanwhile, its new size and time cause a complete read at the next poll.
      yield toPage(rows, { ...version, offsetRow, done: true });
      // The last page has been read: a list of a million rows would stay in memory until the next.
      seen = createSeenRows();
    },
  };
}

function toPage(rows: unknown[], cursor: Cursor): PulledPage {
  return { rows, cursor: JSON.stringify(cursor), sweepStartedAt: null, skewMs: null };
}

async function fileVersion(path: string): Promise<{ size: number; mtime: number }> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { size, mtime: mtimeMs };
  } catch (error) {
    throw fileError(path, error);
  }
}

/** The stored cursor; null before the first page and when it is unreadable. */
export function readCursor(text: string | null): Cursor | null {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}
