import { openReadOnly } from '../readOnly.ts';
import type { DatabaseKey } from './key.ts';

/** The number of rows of every table, of whatever schema, and whether the file's structure is whole. */
export function rowCounts(path: string, key: DatabaseKey | null): [string, number][] {
  const db = openReadOnly(path, key);
  try {
    const structure = String(db.pragma('quick_check(1)', { simple: true }));
    const tables = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    const counts = tables.map((name): [string, number] => [
      name,
      db.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0,
    ]);
    return [[structure, 1], ...counts];
  } finally {
    db.close();
  }
}
