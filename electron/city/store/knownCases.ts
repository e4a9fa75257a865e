import type { Database } from 'better-sqlite3';

/** How many of these ids a source has cases of already, also withdrawn ones. One statement by the index. */
export function createKnownCases(db: Database): (source: string, sourceIds: readonly string[]) => number {
  const count = db
    .prepare<[string, string], number>(
      `SELECT count(*) FROM cases WHERE source = (SELECT key FROM sources WHERE id = ?)
         AND source_id IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  return (source, sourceIds) =>
    sourceIds.length === 0 ? 0 : (count.get(source, JSON.stringify(sourceIds)) ?? 0);
}
