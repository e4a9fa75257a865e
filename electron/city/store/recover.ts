import { existsSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Warning } from '../../../shared/contract/status.ts';
import { type ErrorParameters, sentError } from '../../../shared/errors/errorText.ts';
import { openDatabase } from './driver.ts';
import type { DatabaseKey } from './encryption/key.ts';
import {
  copyDurably,
  databasePath,
  deleteDatabase,
  fileTime,
  listBackups,
  moveDatabase,
  placeDatabase,
  suspectMarkerPath,
} from './files.ts';
import { fromFuture, inspectDatabase } from './inspect.ts';

export type Recovery = { warnings: Warning[]; rebuilt: boolean };

/**
 * Replaces a damaged database: it is moved aside, and the newest sound backup is put in its place; without one, the
 * database starts empty. @throws StoreError for a database of a newer program, or one that the key does not open; neither is
 * changed
 */
export function recoverDatabase(dataDir: string, key: DatabaseKey | null, at: number): Recovery {
  const path = databasePath(dataDir);
  const copy = `${path}.restoring`;
  if (!existsSync(path) && existsSync(copy)) {
    // An earlier run was stopped between the two renames below; the copy has been examined and is complete.
    placeDatabase(copy, path);
    return { warnings: [rebuiltWarning(null, figuresOf(path, key))], rebuilt: true };
  }
  deleteDatabase(copy);
  const found = inspectDatabase(path, existsSync(suspectMarkerPath(dataDir)), key);
  if (found.state === 'from-future') throw fromFuture(path, found.version);
  if (found.state !== 'corrupt') {
    rmSync(suspectMarkerPath(dataDir), { force: true });
    return { warnings: [], rebuilt: false };
  }
  return { warnings: [replaceDamaged(dataDir, key, found.detail, at)], rebuilt: true };
}

/** The backup is copied and examined before anything is moved, so that a full disk or a power cut changes nothing. */
function replaceDamaged(dataDir: string, key: DatabaseKey | null, detail: string, at: number): Warning {
  const path = databasePath(dataDir);
  const copy = `${path}.restoring`;
  const lost = figuresOf(path, key);
  const skipped: string[] = [];
  const backup = listBackups(dataDir).find((candidate) => {
    deleteDatabase(copy);
    copyDurably(candidate.path, copy);
    if (isSound(copy, key)) return true;
    skipped.push(basename(candidate.path));
    return false;
  });
  if (backup === undefined) deleteDatabase(copy);
  const aside = unusedName(`${path}.corrupt-${fileTime(at)}`);
  moveDatabase(path, aside);
  const damage = { detail, aside: basename(aside), lost, skipped };
  if (backup === undefined) {
    rmSync(suspectMarkerPath(dataDir), { force: true });
    return { ...sentError('store-emptied', damage), severity: 'error' };
  }
  placeDatabase(copy, path);
  rmSync(suspectMarkerPath(dataDir), { force: true });
  return rebuiltWarning({ ...damage, backup: basename(backup.path) }, figuresOf(path, key));
}

function unusedName(name: string): string {
  let candidate = name;
  for (let n = 2; existsSync(candidate); n++) candidate = `${name}-${n}`;
  return candidate;
}

function rebuiltWarning(
  damage: ErrorParameters<'store-rebuilt'>['damage'],
  restored: Figures | null,
): Warning {
  return { ...sentError('store-rebuilt', { damage, restored }), severity: 'error' };
}

function isSound(path: string, key: DatabaseKey | null): boolean {
  try {
    return inspectDatabase(path, true, key).state === 'sound';
  } catch {
    return false;
  }
}

type Figures = { cases: number; revision: number };

/** Number of cases and revision, if the file can still be read that far. */
function figuresOf(path: string, key: DatabaseKey | null): Figures | null {
  let db: Database | null = null;
  try {
    db = openDatabase(path, { readonly: true, fileMustExist: true }, key);
    const row = db
      .prepare<[], Figures>('SELECT revision, (SELECT ifnull(max(seq), 0) FROM cases) AS cases FROM meta')
      .get();
    return row ?? null;
  } catch {
    return null;
  } finally {
    db?.close();
  }
}
