import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import type { CityFrame, PulledPage, SourceAdapter } from '../adapter.ts';
import { createMappedReader } from '../normalise/mapped.ts';
import { fileRows } from './rows.ts';
import { fileError, sniffFile } from './sniff.ts';

type FileConfig = Extract<SourceConfig, { kind: 'file' }>;

const PAGE = 1000;

/** How far a version of the file was committed; `mtime` is in ms. */
const Cursor = z.object({ size: z.number(), mtime: z.number(), offsetRow: z.number(), done: z.boolean() });
type Cursor = z.infer<typeof Cursor>;

/**
 * Adapter of a file on disk: CSV, JSON, NDJSON or GeoJSON. A file is read again whole when its size or time changed,
 * and an interrupted reading goes on after the last committed row. Rows missing from a newer file are not gone: exports
 * often hold one period only. The configuration's own `crs` and `zone` count. `onProgress` gets the number of bytes read.
 */
export function createFileAdapter(
  config: FileConfig,
  frame: CityFrame,
  now: () => number,
  onProgress: (bytesRead: number, bytesTotal: number) => void,
): SourceAdapter {
  return {
    read: createMappedReader({ ...config.mapping, crs: config.crs, zone: config.zone }, frame, now),
    async *pull({ cursor: committed, signal }) {
      const version = await versionOf(config.path);
      const before = readCursor(committed);
      const same = before !== null && before.size === version.size && before.mtime === version.mtime;
      if (same && before.done) return;
      const skip = same ? before.offsetRow : 0;
      const sniffed = await sniffFile(config.path);
      const report = (bytesRead: number): void => onProgress(bytesRead, version.size);
      let rows: unknown[] = [];
      let offsetRow = 0;
      for await (const row of fileRows(config.path, version.size, sniffed, report)) {
        if (signal.aborted) return;
        offsetRow++;
        if (offsetRow <= skip) continue;
        rows.push(row);
        if (rows.length < PAGE) continue;
        yield page(rows, { ...version, offsetRow, done: false });
        rows = [];
        if (signal.aborted) return;
      }
      // If the file grew meanwhile, its new size and time start it over at the next look.
      yield page(rows, { ...version, offsetRow, done: true });
    },
  };
}

function page(rows: unknown[], cursor: Cursor): PulledPage {
  return { rows, cursor: JSON.stringify(cursor), sweepStartedAt: null, skewMs: null };
}

async function versionOf(path: string): Promise<{ size: number; mtime: number }> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { size, mtime: mtimeMs };
  } catch (error) {
    throw fileError(path, error);
  }
}

/** Null before the first page, and for a cursor that cannot be read. */
export function readCursor(text: string | null): Cursor | null {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}
