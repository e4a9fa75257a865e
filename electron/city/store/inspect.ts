import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { sentError } from '../../../shared/errors/errorText.ts';
import { readHead } from './encryption/fileHead.ts';
import type { DatabaseKey } from './encryption/key.ts';
import { assertKeyOpens } from './encryption/record.ts';
import { asStoreError, StoreError } from './errors.ts';
import { SCHEMA_VERSION, schemaVersion } from './migrate.ts';
import { openReadOnly } from './readOnly.ts';

/** Up to this size, every start examines the whole file; that takes some 2 ms per MiB. */
const FULL_CHECK_MAX_BYTES = 32 * 1024 * 1024;

export type Inspection =
  | { state: 'absent' }
  | { state: 'sound'; version: number }
  | { state: 'from-future'; version: number }
  | { state: 'corrupt'; detail: string };

/**
 * Examines a database file without changing it: header, length, version, and whether the tables can be read; the whole
 * file if it is small or `thorough` is set. @throws StoreError for a file that the key does not open, which is no damage
 */
export function inspectDatabase(path: string, thorough: boolean, key: DatabaseKey | null): Inspection {
  const head = readHead(path);
  if (head.kind === 'absent') return { state: 'absent' };
  assertKeyOpens(path, head, key);
  // The header of an encrypted file is encrypted: SQLite finds out by itself whether the file is too short.
  const header = head.kind === 'encrypted' ? null : inspectHeader(path);
  if (header !== null) return header;
  let db: Database.Database | null = null;
  try {
    db = openReadOnly(path, key);
    const version = schemaVersion(db);
    if (version > SCHEMA_VERSION) return { state: 'from-future', version };
    const whole = thorough || statSync(path).size <= FULL_CHECK_MAX_BYTES;
    const finding = whole ? String(db.pragma('quick_check(1)', { simple: true })) : readTableEnds(db);
    return finding === 'ok' ? { state: 'sound', version } : { state: 'corrupt', detail: finding };
  } catch (error) {
    const known = asStoreError(error, path);
    if (known instanceof StoreError && known.code === 'corrupt') {
      return { state: 'corrupt', detail: error instanceof Error ? error.message : String(error) };
    }
    throw known;
  } finally {
    db?.close();
  }
}

/** Of a database that a newer program wrote. */
export function fromFuture(path: string, version: number): StoreError {
  const parameters = { path, found: version, known: SCHEMA_VERSION };
  return new StoreError('from-future', sentError('store-from-future', parameters), null);
}

/** Checks the first 100 bytes (sqlite.org/fileformat2.html §1.3); null if they are in order. */
function inspectHeader(path: string): Inspection | null {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  let length = 0;
  try {
    length = readSync(file, header, 0, 100, 0);
  } finally {
    closeSync(file);
  }
  if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    return { state: 'corrupt', detail: 'not an SQLite file' };
  }
  const version = header.readUInt32BE(60);
  // Checked before SQLite opens the file: even a reader may recover the WAL, and a newer program's file must not change.
  if (version > SCHEMA_VERSION) return { state: 'from-future', version };
  const declared = header.readUInt16BE(16);
  const pageSize = declared === 1 ? 65_536 : declared;
  const expected = pageSize * header.readUInt32BE(28);
  const hasWal = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
  const size = statSync(path).size;
  // With a WAL the file may be shorter than its header says.
  if (!hasWal && size < expected) {
    return { state: 'corrupt', detail: `file ends at ${size} of ${expected} bytes` };
  }
  return null;
}

/** Reads the first row of every table and the last of the large ones: finds most truncated or overwritten files in 1 ms. */
function readTableEnds(db: Database.Database): string {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'")
    .pluck()
    .all();
  for (const table of tables) {
    db.prepare(`SELECT * FROM "${table}" LIMIT 1`).get();
    if (['cases', 'history', 'revisions'].includes(table)) {
      db.prepare(`SELECT * FROM "${table}" ORDER BY rowid DESC LIMIT 1`).get();
    }
  }
  return 'ok';
}
