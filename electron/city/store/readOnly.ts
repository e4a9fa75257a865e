import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { openDatabase, sqliteCode } from './driver.ts';
import type { DatabaseKey } from './encryption/key.ts';

/**
 * Opens a database for reading only, even on a read-only medium. There SQLite cannot create the shared-memory file of the
 * WAL and fails; if there is no WAL to read, the file is loaded into memory instead. (SQLite's own option `immutable=1`
 * needs file URIs, which better-sqlite3 does not support.) An encrypted file cannot be loaded: a copy, encrypted too, is
 * opened in a temporary folder, which is removed at the end of the process.
 */
export function openReadOnly(path: string, key: DatabaseKey | null): Database {
  const db = openDatabase(path, { readonly: true, fileMustExist: true }, key);
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    const cannotShare = /^SQLITE_(CANTOPEN|READONLY)/.test(sqliteCode(error) ?? '');
    const hasWal = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
    if (!cannotShare || hasWal) throw error;
    return key === null
      ? openDatabase(withoutWal(readFileSync(path)), { readonly: true }, null)
      : openDatabase(temporaryCopy(path), { readonly: true }, key);
  }
}

function temporaryCopy(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'citywhistle-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const copy = join(folder, 'city.db');
  copyFileSync(path, copy);
  return copy;
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
