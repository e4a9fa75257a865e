import { existsSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import type { Warning } from '../../../shared/contract/status.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import { StoreError } from './errors.ts';
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
import { inspectDatabase } from './inspect.ts';
import { SCHEMA_VERSION } from './migrate.ts';

export type Recovery = { warnings: Warning[]; rebuilt: boolean };

/**
 * Replaces a damaged database: it is moved aside, and the newest sound backup is put in its place; without one, the
 * database starts empty. @throws StoreError for a database of a newer program, which is not changed
 */
export function recoverDatabase(dataDir: string, at: number): Recovery {
  const path = databasePath(dataDir);
  const copy = `${path}.restoring`;
  if (!existsSync(path) && existsSync(copy)) {
    // An earlier run was stopped between the two renames below; the copy has been examined and is complete.
    placeDatabase(copy, path);
    return { warnings: [resumedWarning(figuresOf(path))], rebuilt: true };
  }
  deleteDatabase(copy);
  const found = inspectDatabase(path, existsSync(suspectMarkerPath(dataDir)));
  if (found.state === 'from-future') throw fromFuture(path, found.version);
  if (found.state !== 'corrupt') {
    rmSync(suspectMarkerPath(dataDir), { force: true });
    return { warnings: [], rebuilt: false };
  }
  return { warnings: [replaceDamaged(dataDir, found.detail, at)], rebuilt: true };
}

/** The backup is copied and examined before anything is moved, so that a full disk or a power cut changes nothing. */
function replaceDamaged(dataDir: string, detail: string, at: number): Warning {
  const path = databasePath(dataDir);
  const copy = `${path}.restoring`;
  const lost = figuresOf(path);
  const skipped: string[] = [];
  const backup = listBackups(dataDir).find((candidate) => {
    deleteDatabase(copy);
    copyDurably(candidate.path, copy);
    if (isSound(copy)) return true;
    skipped.push(basename(candidate.path));
    return false;
  });
  if (backup === undefined) deleteDatabase(copy);
  const aside = unusedName(`${path}.corrupt-${fileTime(at)}`);
  moveDatabase(path, aside);
  const what = `数据库文件已损坏（${detail}），已原样移到 ${basename(aside)}。${describeFigures('损坏前', lost)}`;
  if (backup === undefined) {
    rmSync(suspectMarkerPath(dataDir), { force: true });
    return emptyWarning(what, skipped);
  }
  placeDatabase(copy, path);
  rmSync(suspectMarkerPath(dataDir), { force: true });
  return restoredWarning(what, backup.path, figuresOf(path), skipped);
}

function unusedName(name: string): string {
  let candidate = name;
  for (let n = 2; existsSync(candidate); n++) candidate = `${name}-${n}`;
  return candidate;
}

function resumedWarning(restored: Figures | null): Warning {
  return {
    code: 'store-rebuilt',
    severity: 'error',
    message: `上次从备份恢复数据库时被中断，现已完成。${describeFigures('备份中', restored)}${AFTER_BACKUP}`,
  };
}

const AFTER_BACKUP =
  '备份之后的变动不在库中：联网的数据源会从备份时的位置自动补齐；备份之后导入的文件请重新导入，新增或修改的数据源、对隔离数据的处理请重新进行。';

function restoredWarning(what: string, backup: string, restored: Figures | null, skipped: string[]): Warning {
  return {
    code: 'store-rebuilt',
    severity: 'error',
    message: `${what}已从备份 ${basename(backup)} 恢复。${describeFigures('备份中', restored)}${describeSkipped(skipped)}${AFTER_BACKUP}`,
  };
}

function emptyWarning(what: string, skipped: string[]): Warning {
  return {
    code: 'store-emptied',
    severity: 'error',
    message: `${what}没有可用的备份，已从空数据库开始。${describeSkipped(skipped)}请重新添加数据源并重新导入文件；损坏的文件请保留，以便抢救。`,
  };
}

function fromFuture(path: string, version: number): StoreError {
  const parameters = { path, found: version, known: SCHEMA_VERSION };
  return new StoreError('from-future', sentError('store-from-future', parameters), null);
}

function isSound(path: string): boolean {
  try {
    return inspectDatabase(path, true).state === 'sound';
  } catch {
    return false;
  }
}

type Figures = { cases: number; revision: number };

/** Number of cases and revision, if the file can still be read that far. */
function figuresOf(path: string): Figures | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
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

function describeFigures(when: string, figures: Figures | null): string {
  return figures === null ? '' : `${when}共 ${figures.cases} 个案件，版本号 ${figures.revision}。`;
}

function describeSkipped(skipped: string[]): string {
  return skipped.length === 0 ? '' : `以下备份不完好，已跳过：${skipped.join('、')}。`;
}
