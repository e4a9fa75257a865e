import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { assessmentFindings } from './assessmentIntegrity.ts';
import { attachmentFindings } from './attachmentIntegrity.ts';
import { accountingFindings, type Finding, hashFindings } from './caseIntegrity.ts';
import type { DatabaseKey } from './encryption/key.ts';
import { asStoreError } from './errors.ts';
import { databasePath } from './files.ts';
import { handoverFindings } from './handoverIntegrity.ts';
import { inspectDatabase } from './inspect.ts';
import { journalFindings } from './journalIntegrity.ts';
import { meetingFindings } from './meetingIntegrity.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { orderFindings } from './orderIntegrity.ts';
import { outboxFindings } from './outboxIntegrity.ts';
import { openReadOnly } from './readOnly.ts';
import { whistleFindings } from './whistleIntegrity.ts';

export type IntegrityReport = { ok: boolean; findings: Finding[]; figures: Record<string, number> };

/**
 * Verifies a data folder without changing it, also while the service is running: file structure, references, the
 * accounting of every source against its rows, revisions, the hash of every case, the search index, the journal's chain,
 * every whistle and hand-over against its events, every message to an upstream against what caused it, and every frozen
 * assessment against its snapshot, counted again. `key`: of an encrypted database.
 */
export function checkIntegrity(dataDir: string, key: DatabaseKey | null = null): IntegrityReport {
  return checkDatabase(databasePath(dataDir), dataDir, key);
}

/** The same for one file: the database of the folder, or a copy of it. */
export function checkDatabase(path: string, dataDir: string, key: DatabaseKey | null): IntegrityReport {
  if (!existsSync(path)) return broken('missing', `找不到数据库：${path}。请检查 --data 指定的目录。`);
  let db: Database.Database | null = null;
  try {
    const found = inspectDatabase(path, false, key);
    if (found.state === 'absent') return broken('missing', `数据库是空文件：${path}。`);
    if (found.state === 'corrupt') return broken('corrupt', `数据库文件已损坏：${found.detail}。`);
    if (found.version !== SCHEMA_VERSION) {
      return broken('version', `数据库格式为 ${found.version}，本程序的格式为 ${SCHEMA_VERSION}，无法核对。`);
    }
    db = openReadOnly(path, key);
    // One snapshot for all checks, since the service may be writing meanwhile.
    db.exec('BEGIN');
    const findings = [
      ...structureFindings(db),
      ...accountingFindings(db),
      ...hashFindings(db),
      ...journalFindings(db),
      ...whistleFindings(db),
      ...attachmentFindings(db, dataDir),
      ...handoverFindings(db),
      ...orderFindings(db),
      ...meetingFindings(db),
      ...outboxFindings(db),
      ...assessmentFindings(db, dataDir),
    ];
    return { ok: findings.length === 0, findings, figures: figures(db) };
  } catch (error) {
    const known = asStoreError(error, path);
    return broken('unreadable', known instanceof Error ? known.message : String(known));
  } finally {
    db?.close();
  }
}

function broken(code: string, message: string): IntegrityReport {
  return { ok: false, findings: [{ code, message }], figures: {} };
}

function structureFindings(db: Database.Database): Finding[] {
  const findings: Finding[] = [];
  const lines = db.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all();
  for (const line of lines)
    if (line !== 'ok') findings.push({ code: 'structure', message: `文件结构：${line}` });
  const orphans = db.prepare<[], { table: string; rowid: number }>('PRAGMA foreign_key_check').all();
  for (const { table, rowid } of orphans.slice(0, 20)) {
    findings.push({ code: 'reference', message: `表 ${table} 第 ${rowid} 行指向不存在的记录。` });
  }
  return findings;
}

function figures(db: Database.Database): Record<string, number> {
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0;
  return {
    revision: count('SELECT revision FROM meta'),
    cases: count('SELECT count(*) FROM cases'),
    gone: count('SELECT count(*) FROM cases WHERE gone_at IS NOT NULL'),
    history: count('SELECT count(*) FROM history'),
    contacts: count('SELECT count(*) FROM contacts'),
    quarantine: count('SELECT count(*) FROM quarantine'),
    sources: count('SELECT count(*) FROM sources'),
    indexed: count('SELECT count(*) FROM search'),
    outbox: count('SELECT count(*) FROM outbox'),
    operators: count('SELECT count(*) FROM operators'),
    audit: count('SELECT count(*) FROM audit'),
    whistles: count('SELECT count(*) FROM whistles'),
    journal: count('SELECT count(*) FROM journal'),
    whistleEvents: count(
      "SELECT count(*) FROM journal_events e JOIN streams s ON s.key = e.stream WHERE s.kind = 'whistle'",
    ),
    timers: count('SELECT count(*) FROM timers'),
    attachments: count('SELECT count(*) FROM attachments'),
    handovers: count('SELECT count(*) FROM handovers'),
  };
}
