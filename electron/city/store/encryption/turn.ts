import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../driver.ts';
import { storeError } from '../errors.ts';
import { copyDurably, databasePath, deleteDatabase } from '../files.ts';
import { fromFuture, inspectDatabase } from '../inspect.ts';
import { checkDatabase } from '../integrity.ts';
import type { DatabaseKey } from './key.ts';
import { isAsCopied, readMarker, removeMarker, type TurnMarker, turningPath, writeMarker } from './marker.ts';
import { isRecorded, recordKey, removeRecord } from './record.ts';
import { rowCounts } from './rowCounts.ts';
import { asides, isTurned, rewrite, turnAside } from './turnAside.ts';

/** What has been done; a process may end after any of them. */
export type TurnStep =
  | 'merged'
  | 'marked'
  | 'copied'
  | 'rewritten'
  | 'checked'
  | 'decided'
  | 'swapped'
  | 'recorded'
  | 'copy turned'
  | 'copies turned'
  | 'done';

/** `left`: paths of copies that could not be turned, damaged ones for one; they stay as they were. */
export type Turned = { left: string[] };

/**
 * Encrypts a data folder with `key`, or decrypts one that is: database, backups, and copies that were moved aside. The caller
 * holds the folder's lock. The database is copied, the copy is rewritten and compared with it, and then takes its place by
 * one rename; until then a failure changes nothing. Where that was done before, what is left beside it is turned. `told` hears
 * of each step.
 * @throws StoreError for a database that is damaged, of a newer program, or does not open with the key
 */
export function turnFolder(
  dataDir: string,
  to: TurnMarker['to'],
  key: DatabaseKey,
  told: (step: TurnStep) => void,
): Turned {
  const path = databasePath(dataDir);
  if (!existsSync(path) && existsSync(`${path}.restoring`)) throw storeError('corrupt', path, null);
  const [from, into] = to === 'encrypted' ? [null, key] : [key, null];
  if (isTurned(path, into)) return finish(dataDir, { to, keyId: key.id }, key, told);
  const found = inspectDatabase(path, true, from);
  if (found.state === 'corrupt') throw storeError('corrupt', path, found.detail);
  if (found.state === 'from-future') throw fromFuture(path, found.version);
  if (found.state === 'absent') return finish(dataDir, { to, keyId: key.id }, key, told);
  try {
    mergeLog(path, from);
    told('merged');
    writeMarker(dataDir, { to, keyId: key.id, phase: 'copy' });
    told('marked');
    const copy = turningPath(dataDir);
    copyDurably(path, copy);
    told('copied');
    rewrite(copy, from, into);
    told('rewritten');
    if (!isSame(dataDir, from, into)) throw storeError('io', copy, 'the copy differs');
    told('checked');
  } catch (error) {
    undo(dataDir);
    throw error;
  }
  const marker = writeMarker(dataDir, { to, keyId: key.id, phase: 'swap' });
  told('decided');
  return finish(dataDir, marker, key, told);
}

/**
 * Finishes or undoes what an earlier run left, under the folder's lock. `key`: the one that the folder needs. Null where
 * nothing was left.
 */
export function settleTurn(dataDir: string, key: DatabaseKey | null): Turned | null {
  const marker = readMarker(dataDir);
  if (marker === null) return null;
  const outdated = existsSync(turningPath(dataDir)) && !isAsCopied(dataDir, marker);
  if (marker.phase === 'copy' || outdated || key === null) {
    undo(dataDir);
    return null;
  }
  return finish(dataDir, marker, key, () => undefined);
}

function undo(dataDir: string): void {
  deleteDatabase(turningPath(dataDir));
  removeMarker(dataDir);
}

/** Puts the copy in the place of the database and turns what lies beside it. Can be repeated after any step. */
function finish(
  dataDir: string,
  { to }: Pick<TurnMarker, 'to' | 'keyId'>,
  key: DatabaseKey,
  told: (step: TurnStep) => void,
): Turned {
  const copy = turningPath(dataDir);
  if (existsSync(copy)) {
    // An empty log of a program that was killed: left there, it would be taken for the new file's.
    for (const suffix of ['-wal', '-shm']) rmSync(databasePath(dataDir) + suffix, { force: true });
    renameSync(copy, databasePath(dataDir));
  }
  told('swapped');
  if (to === 'encrypted' && !isRecorded(dataDir, key.id)) recordKey(dataDir, key.id);
  told('recorded');
  // It has the place and time of every case; the service keeps none beside an encrypted database.
  rmSync(join(dataDir, 'columns.cache'), { force: true });
  const left = asides(dataDir).filter((path) => {
    const turned = turnAside(path, to === 'encrypted' ? [null, key] : [key, null]);
    told('copy turned');
    return !turned;
  });
  told('copies turned');
  if (to === 'plain') removeRecord(dataDir);
  removeMarker(dataDir);
  told('done');
  return { left };
}

/** Brings everything that was written into the one file. */
function mergeLog(path: string, key: DatabaseKey | null): void {
  const db = openDatabase(path, {}, key);
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}

/** Whether the copy holds the same rows, is whole, and has nothing to be found that the database does not have. */
function isSame(dataDir: string, from: DatabaseKey | null, to: DatabaseKey | null): boolean {
  const [path, copy] = [databasePath(dataDir), turningPath(dataDir)];
  const reports = [checkDatabase(path, dataDir, from), checkDatabase(copy, dataDir, to)];
  const counts = [rowCounts(path, from), rowCounts(copy, to)];
  return [reports, counts].every(([one, other]) => JSON.stringify(one) === JSON.stringify(other));
}
