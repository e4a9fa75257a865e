import { mkdirSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Clock, Logger } from '../ports.ts';
import { backupBeforeMigration } from './backups.ts';
import { type AssembledStore, assembleStore } from './cityStore.ts';
import { asStoreError, StoreError } from './errors.ts';
import { databasePath, suspectPath } from './files.ts';
import { type DataLock, lockDataDir } from './lock.ts';
import { migrate, SCHEMA_VERSION, schemaVersion } from './migrate.ts';
import { recoverDatabase } from './recover.ts';

export type StoreOptions = {
  /** Made if it is not there. */
  dataDir: string;
  clock: Clock;
  logger: Logger;
  backupEveryMs: number;
  /** Newest periodic backups that are kept, at least 1. */
  keepBackups: number;
};

/**
 * Opens the one writer of a data folder. Throws `StoreError` when another process has it, when it cannot be written,
 * when the disk is full, or when a newer program made it. A damaged database is replaced and reported in `warnings()`.
 */
export function openStore(options: StoreOptions): AssembledStore {
  const { dataDir, clock, logger } = options;
  const path = databasePath(dataDir);
  let lock: DataLock | null = null;
  let db: Database.Database | null = null;
  try {
    mkdirSync(dataDir, { recursive: true });
    lock = lockDataDir(dataDir);
    const recovery = recoverDatabase(dataDir, clock.now());
    for (const { code, message } of recovery.warnings) logger.error({ code }, message);
    db = connect(path);
    bringUpToDate(db, dataDir, clock.now());
    if (recovery.rebuilt) startNewEpoch(db, clock.now());
    const { warnings } = recovery;
    return assembleStore(db, { ...options, lock, warnings, onCorrupt: () => markSuspect(dataDir) });
  } catch (error) {
    db?.close();
    lock?.release();
    const known = asStoreError(error, dataDir);
    if (known instanceof StoreError && known.code === 'corrupt') markSuspect(dataDir);
    throw known;
  }
}

/**
 * WAL, so that readers in other threads never wait. synchronous=FULL: with NORMAL a power cut could take back commits that
 * were acknowledged, and at one fsync per page of rows the difference was not measurable (1.15 against 1.14 of a bare
 * insert, 100 000 rows in pages of 1000).
 */
function connect(path: string): Database.Database {
  const db = new Database(path, { timeout: 5000 });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('journal_size_limit = 67108864');
    db.pragma('cache_size = -65536');
    db.pragma('temp_store = MEMORY');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function bringUpToDate(db: Database.Database, dataDir: string, at: number): void {
  const version = schemaVersion(db);
  if (version === SCHEMA_VERSION) return;
  if (version > 0) backupBeforeMigration(db, dataDir, version + 1, at);
  migrate(db, SCHEMA_VERSION);
}

/**
 * After a rebuild the revision leaps beyond any that the lost database can have reached, so that nothing kept elsewhere under an
 * old revision (the columns' cache, a window) is mistaken for what stands here now.
 */
function startNewEpoch(db: Database.Database, at: number): void {
  db.transaction(() => {
    db.prepare('UPDATE meta SET revision = max(revision + 1000000, ?)').run(Math.floor(at / 1000));
    db.prepare(
      `INSERT INTO revisions (revision, at, last_seq, last_history)
       SELECT revision, ?, (SELECT ifnull(max(seq), 0) FROM cases), (SELECT ifnull(max(id), 0) FROM history)
       FROM meta`,
    ).run(at);
  }).immediate();
}

function markSuspect(dataDir: string): void {
  try {
    writeFileSync(suspectPath(dataDir), '');
  } catch {
    // The next start still examines what it always does.
  }
}
