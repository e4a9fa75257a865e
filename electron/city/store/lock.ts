import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { openDatabase } from './driver.ts';
import { asStoreError, StoreError } from './errors.ts';

export type DataLock = { release(): void };

/**
 * Locks the data folder against other processes. An exclusive SQLite transaction on a file of its own is a lock of the
 * operating system: it ends with the process, even after kill -9, whereas a file with a process id would remain. Readers
 * can still open the database.
 */
export function lockDataDir(dataDir: string): DataLock {
  let db: Database | null = null;
  try {
    db = openDatabase(join(dataDir, 'city.lock'), { timeout: 0 }, null);
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
