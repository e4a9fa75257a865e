import { existsSync, readFileSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Opens a database for reading only, even on a read-only medium. There SQLite cannot create the shared-memory file of the
 * WAL and fails; if there is no WAL to read, the file is loaded into memory instead. (SQLite's own option `immutable=1`
 * needs file URIs, which better-sqlite3 does not support.)
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

/**
 * Clears WAL mode, which a database in memory lacks: bytes 18 and 19 of the header (sqlite.org/fileformat2.html
 * §1.3.3).
 */
function withoutWal(bytes: Buffer): Buffer {
  bytes[18] = 1;
  bytes[19] = 1;
  return bytes;
}
