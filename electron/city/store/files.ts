import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** The database of a data folder. */
export function databasePath(dataDir: string): string {
  return join(dataDir, 'city.db');
}

export function backupDir(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** Marker file, written when SQLite reports damage while running. It makes the next start examine the whole database. */
export function suspectMarkerPath(dataDir: string): string {
  return join(dataDir, 'city.db.suspect');
}

/** A time (UTC ms) for use in file names; the names sort by time. */
export function fileTime(at: number): string {
  return new Date(at).toISOString().replace(/[:.]/g, '-');
}

export type BackupFile = { path: string; time: string; kind: 'periodic' | 'before-migration' };

/** Backups of either kind, newest first. */
export function listBackups(dataDir: string): BackupFile[] {
  const dir = backupDir(dataDir);
  if (!existsSync(dir)) return [];
  const found: BackupFile[] = [];
  for (const name of readdirSync(dir)) {
    const match = /^(city|before-v\d+)-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)\.db$/.exec(name);
    if (match?.[2] === undefined) continue;
    const kind = match[1] === 'city' ? 'periodic' : 'before-migration';
    found.push({ path: join(dir, name), time: match[2], kind });
  }
  return found.sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0));
}

/**
 * A database consists of up to three files. The WAL comes first: left beside another database, it would be applied to
 * that.
 */
const FILE_SUFFIXES = ['-wal', '-shm', ''] as const;

export function moveDatabase(from: string, to: string): void {
  for (const suffix of FILE_SUFFIXES) if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix);
}

export function deleteDatabase(path: string): void {
  for (const suffix of FILE_SUFFIXES) rmSync(path + suffix, { force: true });
}

/** Renames a complete, closed copy to its final path. Files that a reader left beside the copy are deleted. */
export function placeDatabase(copy: string, path: string): void {
  rmSync(`${copy}-wal`, { force: true });
  rmSync(`${copy}-shm`, { force: true });
  renameSync(copy, path);
}

/** Copies a file and flushes it, so that it survives a power cut once this returns. */
export function copyDurably(from: string, to: string): void {
  copyFileSync(from, to);
  flushFile(to);
}

/** Has the system write a file to the disk. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Writes a small file under a temporary name, flushes it and renames it, so that it is never partial. */
export function writeDurably(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
