import Database from 'better-sqlite3';
import { type CaseValues, fillValues, VALUE_COLUMNS } from '../../../electron/city/store/caseValues.ts';
import { migrate, SCHEMA_VERSION } from '../../../electron/city/store/migrate.ts';
import type { PlacedCase } from '../../../shared/case/normalised.ts';

export type BareCases = {
  /** One transaction. */
  insert(page: readonly PlacedCase[], at: number): void;
  close(): void;
};

/** Stands for the fingerprint, which bare does not compute: as many bytes on disk. */
const SOME_HASH = 2 ** 52 + 1;

/**
 * What a program would do that only wants the rows in a table: better-sqlite3, one prepared INSERT, one array of values
 * bound per row, the same table with its unique index, the same settings of SQLite, one transaction a page. No
 * looking whether a case is there or has changed, no fingerprint, no accounting, no sightings, nothing to report.
 */
export function openBareCases(path: string): BareCases {
  const db = new Database(path);
  for (const setting of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'journal_size_limit = 67108864',
    'cache_size = -65536',
    'temp_store = MEMORY',
  ])
    db.pragma(setting);
  migrate(db, SCHEMA_VERSION);
  db.prepare('INSERT INTO sources (key, id, config) VALUES (1, ?, ?)').run('bare', '{}');
  const columns = [...VALUE_COLUMNS, 'seq', 'source', 'hash', 'first_seen', 'first_revision', 'revision'];
  const insert = db.prepare(
    `INSERT INTO cases (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const values: CaseValues = [];
  const count = VALUE_COLUMNS.length;
  let seq = 0;
  const writePage = db.transaction((page: readonly PlacedCase[], at: number) => {
    for (const row of page) {
      fillValues(values, row);
      values[count] = ++seq;
      values[count + 1] = 1;
      values[count + 2] = SOME_HASH;
      values[count + 3] = at;
      values[count + 4] = 1;
      values[count + 5] = 1;
      insert.run(values);
    }
  });
  return {
    insert: (page, at) => writePage.immediate(page, at),
    close: () => db.close(),
  };
}
