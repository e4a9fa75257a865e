import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { asStoreError, StoreError } from './errors.ts';

export type DataLock = { release(): void };

/**
 * Keeps other processes off the data folder for as long as this one lives. An exclusive SQLite transaction on a file of its own
 * is a lock of the operating system: it ends with the process, kill -9 included, where a file with a process id would
 * stay behind. The database itself stays free for readers.
 */
export function lockDataDir(dataDir: string): DataLock {
  let db: Database.Database | null = null;
  try {
    db = new Database(join(dataDir, 'city.lock'), { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    throw asStoreError(error, dataDir);
  }
  const held = db;
  return { release: () => void held.close() };
}

/** Whether another process has the folder now. False where there is no such folder. */
export function isLocked(dataDir: string): boolean {
  if (!existsSync(join(dataDir, 'city.lock'))) return false;
  try {
    lockDataDir(dataDir).release();
    return false;
  } catch (error) {
    return error instanceof StoreError && error.code === 'locked';
  }
}
