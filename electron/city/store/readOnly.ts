import { existsSync, readFileSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Opens a database for reading only, also on a medium that cannot be written. There SQLite cannot make the shared memory
 * of a WAL and gives up; without a WAL to read, a copy in memory is as good. (SQLite's own answer, `immutable=1`, needs
 * file URIs, which better-sqlite3 does not open.)
 */
export function openReadOnly(path: string): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    const cannotShare =
      error instanceof Database.SqliteError && /^SQLITE_(CANTOPEN|READONLY)/.test(error.code);
    const hasWal = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
    if (!cannotShare || hasWal) throw error;
    return new Database(withoutWal(readFileSync(path)), { readonly: true });
  }
}

/** Bytes 18 and 19 of the header ask for a WAL, which memory has not (sqlite.org/fileformat2.html §1.3.3). */
function withoutWal(bytes: Buffer): Buffer {
  bytes[18] = 1;
  bytes[19] = 1;
  return bytes;
}
