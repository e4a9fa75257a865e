import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Finding } from './caseIntegrity.ts';

/** Checks the attachments of whistles: each file exists and has the content that was uploaded. */
export function attachmentFindings(db: Database, dataDir: string): Finding[] {
  const ids = db.prepare<[], string>('SELECT id FROM attachments ORDER BY id').pluck().all();
  const missing: string[] = [];
  const changed: string[] = [];
  for (const id of ids) {
    const path = join(dataDir, 'attachments', id.slice(0, 2), id);
    if (!existsSync(path)) missing.push(id);
    else if (createHash('sha256').update(readFileSync(path)).digest('hex') !== id) changed.push(id);
  }
  return [
    ...finding('attachment-missing', '找不到', missing),
    ...finding('attachment-changed', '内容已被改动', changed),
  ];
}

function finding(code: string, what: string, ids: readonly string[]): Finding[] {
  if (ids.length === 0) return [];
  const which = ids.slice(0, 5).map((id) => id.slice(0, 12));
  return [{ code, message: `${ids.length} 个哨的附件${what}（${which.join('、')}…）。` }];
}
