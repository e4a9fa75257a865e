import { statSync } from 'node:fs';
import type { ColumnReader } from '../store/columnReader.ts';
import { readCache, removeCache } from './cacheFile.ts';
import { Table } from './table.ts';

export type Loaded = {
  table: Table;
  revision: number;
  from: 'cache' | 'store';
  /** The revision of the cache file, -1 where there is none. */
  cachedRevision: number;
};

/**
 * Loads the columns at the store's revision or a later one: from the cache file plus the cases changed since it was
 * written; from all cases where that file is missing, damaged, or of another database, or none is kept.
 */
export function loadColumns(reader: ColumnReader, cachePath: string | null, store: string): Loaded {
  // Read before the rows: a row newer than this revision is only applied twice. In reverse order changes would be lost.
  const revision = reader.revision();
  const cached = cachePath === null ? null : readCache(cachePath, store);
  if (cached !== null && cached.revision <= revision) {
    const { table } = cached;
    const countBefore = reader.count();
    for (const row of reader.rowsSince(cached.revision)) table.put(row);
    // No case is ever deleted, but the writer may add some during this read, hence two counts.
    if (table.rows >= countBefore && table.rows <= reader.count()) {
      return { table, revision, from: 'cache', cachedRevision: cached.revision };
    }
  }
  if (cachePath !== null) removeCache(cachePath);
  const table = new Table(reader.count());
  for (const row of reader.rows()) table.put(row);
  return { table, revision, from: 'store', cachedRevision: -1 };
}

/**
 * Distinguishes a database file from another one at the same path, such as a restored backup with revisions of its own.
 * The inode is used because file times change with every write.
 */
export function storeIdentity(dbPath: string): string {
  return String(statSync(dbPath, { bigint: true }).ino);
}
