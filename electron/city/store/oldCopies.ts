import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { deleteDatabase, listBackups } from './files.ts';

/** Maximum age (ms) of files with copies of contact data. */
export type CopyLimits = {
  /** Copies made before an upgrade. */
  beforeMigration: number;
  /** Damaged databases that were moved aside, and imported files. */
  others: number;
};

/**
 * Deletes copies past their maximum age: those made before an upgrade, damaged databases moved aside, imported files.
 * Periodic backups are pruned in backups.ts. @returns how many files were deleted.
 */
export function deleteOldCopies(dataDir: string, limits: CopyLimits, now: number): number {
  let deleted = 0;
  for (const { path, kind } of listBackups(dataDir)) {
    if (kind !== 'before-migration' || !isOlder(path, now - limits.beforeMigration)) continue;
    deleteDatabase(path);
    deleted++;
  }
  for (const path of [...movedAsideFiles(dataDir), ...filesOf(join(dataDir, 'uploads'))]) {
    if (!isOlder(path, now - limits.others)) continue;
    rmSync(path, { force: true });
    deleted++;
  }
  return deleted;
}

function movedAsideFiles(dataDir: string): string[] {
  return filesOf(dataDir).filter((path) => basename(path).startsWith('city.db.corrupt-'));
}

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(folder, entry.name));
}

function isOlder(path: string, than: number): boolean {
  return statSync(path).mtimeMs < than;
}
