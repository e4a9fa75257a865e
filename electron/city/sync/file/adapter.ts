import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import type { CityContext, PulledPage, SourceAdapter } from '../adapter.ts';
import { createMappedReader } from '../normalise/mapped.ts';
import { rejectRow } from '../normalise/rejectRow.ts';
import { openList } from './openList.ts';
import type { ReadingProgress } from './readingProgress.ts';
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
 * file are kept, because exports often hold one period only. `crs` and `zone` of the source win over those of the
 * mapping.
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
  /** Case → its time of report, of this reading of the list. */
  let reported = new Map<string, number>();
  return {
    read(row) {
      const reading = read(row);
      if (!reading.ok) return reading;
      const { sourceId, requestedAt } = reading.case;
      const before = reported.get(sourceId);
      if (before === undefined) reported.set(sourceId, requestedAt);
      // Another case under the same number would take the place of the first.
      return before === undefined || before === requestedAt
        ? reading
        : rejectRow('repeated-id', { id: sourceId }, sourceId, row, mapping.contact);
    },
    async *pull({ cursor: committed, signal }) {
      const version = await fileVersion(config.path);
      const before = readCursor(committed);
      const isSameVersion = before !== null && before.size === version.size && before.mtime === version.mtime;
      if (isSameVersion && before.done) return;
      const skip = isSameVersion ? before.offsetRow : 0;
      reported = new Map();
      const list = await openList(config.path, config.mapping.sheet ?? null, workbooks);
      let rows: unknown[] = [];
      let offsetRow = 0;
      for await (const row of list.rows(progress)) {
        if (signal.aborted) return;
        offsetRow++;
        if (offsetRow <= skip) continue;
        rows.push(row);
        if (rows.length < PAGE_ROWS) continue;
        yield toPage(rows, { ...version, offsetRow, done: false });
        rows = [];
        if (signal.aborted) return;
      }
      // If the file changed meanwhile, its new size and time cause a complete read at the next poll.
      yield toPage(rows, { ...version, offsetRow, done: true });
      // The last page has been read: a list of a million rows would stay in memory until the next.
      reported = new Map();
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
