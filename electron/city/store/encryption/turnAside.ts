import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { changeKey, openDatabase, openForTurning } from '../driver.ts';
import { deleteDatabase, flushFile, listBackups } from '../files.ts';
import { readHead } from './fileHead.ts';
import type { DatabaseKey } from './key.ts';

/** Backups, and databases that were moved aside because they were damaged. */
export function asides(dataDir: string): string[] {
  const moved = readdirSync(dataDir).filter((name) => /^city\.db\.corrupt-.*Z(-\d+)?$/.test(name));
  return [...listBackups(dataDir).map(({ path }) => path), ...moved.map((name) => join(dataDir, name))];
}

/** Whether a file is as it should be under `to`: encrypted with it, or plain if it is null. */
export function isTurned(path: string, to: DatabaseKey | null): boolean {
  const head = readHead(path);
  return to === null ? head.kind === 'plain' : head.kind === 'encrypted' && head.keyId === to.id;
}

/** Rewrites one copy under another key; false if that cannot be done, and the copy is as it was. Its age stays. */
export function turnAside(path: string, [from, to]: [DatabaseKey | null, DatabaseKey | null]): boolean {
  if (isTurned(path, to)) return true;
  if (!isTurned(path, from)) return false;
  const part = `${path}.turning`;
  try {
    deleteDatabase(part);
    for (const suffix of ['', '-wal'])
      if (existsSync(path + suffix)) copyFileSync(path + suffix, part + suffix);
    rewrite(part, from, to);
    const { atime, mtime } = statSync(path);
    utimesSync(part, atime, mtime);
    renameSync(part, path);
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    return true;
  } catch {
    deleteDatabase(part);
    return false;
  }
}

/** Rewrites a closed database in place under another key, and flushes it. A failure leaves it useless. */
export function rewrite(path: string, from: DatabaseKey | null, to: DatabaseKey | null): void {
  // Where SQLite puts the pages that it sorts, beside the file that they come from; read once, when the driver is loaded.
  process.env['SQLITE_TMPDIR'] ??= dirname(path);
  const db = from === null ? openForTurning(path, {}) : openDatabase(path, {}, from);
  try {
    changeKey(db, to);
  } finally {
    db.close();
  }
  if (!isTurned(path, to)) throw new Error('not rewritten');
  flushFile(path);
}
