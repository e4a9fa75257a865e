import { statSync } from 'node:fs';
import type { ColumnReader } from '../store/columnReader.ts';
import { readCache, removeCache } from './cacheFile.ts';
import { Table } from './table.ts';

export type Loaded = {
  table: Table;
  revision: number;
  from: 'cache' | 'store';
  /** The revision of the cache file, -1 where there is none. */
  saved: number;
};

/**
 * The columns at the store's revision or after: from the cache file and the cases changed since it was written, or,
 * where that file is missing, wrong or from another life of the database, from all cases.
 */
export function load(reader: ColumnReader, cachePath: string, store: string): Loaded {
  // Read first: rows may be newer than the revision, and are then put once more; the reverse would lose changes.
  const revision = reader.revision();
  const cached = readCache(cachePath, store);
  if (cached !== null && cached.revision <= revision) {
    const { table } = cached;
    const least = reader.count();
    for (const row of reader.rowsSince(cached.revision)) table.put(row);
    // No case is ever deleted. The writer may add some while this reads, hence two counts.
    if (table.rows >= least && table.rows <= reader.count()) {
      return { table, revision, from: 'cache', saved: cached.revision };
    }
  }
  removeCache(cachePath);
  const table = new Table(reader.count());
  for (const row of reader.rows()) table.put(row);
  return { table, revision, from: 'store', saved: -1 };
}

/**
 * Tells one database file from another at the same path, such as a restored backup, whose revisions are counted anew.
 * Its inode: times change with every write.
 */
export function storeIdentity(dbPath: string): string {
  return String(statSync(dbPath, { bigint: true }).ino);
}
