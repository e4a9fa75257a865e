import { createRequire } from 'node:module';
import Database from 'better-sqlite3';
import type { DatabaseKey } from './encryption/key.ts';

/**
 * AEGIS-256: encrypts and authenticates each page. Where the processor has AES, as x86 and ARM have, it costs a fraction of
 * ChaCha20, the driver's default.
 */
const CIPHER = 'aegis';

let encrypting: typeof Database | null = null;

/**
 * Opens a database file. The only place that loads an SQLite: better-sqlite3 for plain files, its twin with encryption for
 * files with a key, loaded when the first such file is opened. One process must never open the same file by both:
 * closing it in one drops the locks that the other holds.
 */
export function openDatabase(
  path: string | Buffer,
  options: Database.Options,
  key: DatabaseKey | null,
): Database.Database {
  if (key === null) return new Database(path, options);
  const db = openForTurning(path, options);
  try {
    db.pragma(`cipher = '${CIPHER}'`);
    db.pragma(`key = '${key.raw}'`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens a plain file by the driver that can encrypt it. */
export function openForTurning(path: string | Buffer, options: Database.Options): Database.Database {
  const require = createRequire(import.meta.url);
  encrypting ??= require('better-sqlite3-multiple-ciphers') as typeof Database;
  const db = new encrypting(path, options);
  // Temporary files are not encrypted.
  db.pragma('temp_store = MEMORY');
  return db;
}

/**
 * Rewrites the whole file with another key, or without one, in place and without a journal: a failure leaves it useless.
 * Pages are sorted into a temporary file beside it.
 */
export function changeKey(db: Database.Database, key: DatabaseKey | null): void {
  // A file in WAL mode is refused.
  db.pragma('journal_mode = DELETE');
  db.pragma('journal_mode = OFF');
  db.pragma('temp_store = FILE');
  db.pragma(`cipher = '${CIPHER}'`);
  db.pragma(`rekey = '${key?.raw ?? ''}'`);
}

/** SQLite's code of an error of either driver; null for any other error. */
export function sqliteCode(error: unknown): string | null {
  if (error instanceof Database.SqliteError) return error.code;
  return encrypting !== null && error instanceof encrypting.SqliteError ? error.code : null;
}
