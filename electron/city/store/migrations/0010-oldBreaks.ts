import type { Database } from 'better-sqlite3';
import { OLD_CHAIN_START, type OldChain, type OldLink, oldAuditText, oldLinkAfter } from '../oldChains.ts';

type Row = { seq: number; content: string; hash: Buffer };
type AuditRow = {
  seq: number;
  at: number;
  actor: string | null;
  action: string;
  subject: string;
  result: 'done' | 'refused';
  details: string;
  hash: Buffer;
};

/** The old chains that are broken, each with the first broken place. To be called before the old tables are dropped. */
export function brokenOldChains(db: Database): [OldChain, string][] {
  const head = db.prepare<[OldChain], OldLink>('SELECT seq, hash FROM old_chains WHERE chain = ?');
  const found: [OldChain, string][] = [];
  for (const [chain, rows] of [
    ['audit', auditRows(db)],
    ['whistles', plainRows(db, 'SELECT seq, event AS content, hash FROM whistle_events ORDER BY seq')],
    ['handovers', plainRows(db, 'SELECT seq, body AS content, hash FROM old_handovers ORDER BY seq')],
  ] as const) {
    const why = findBreak(rows, head.get(chain) ?? OLD_CHAIN_START);
    if (why !== null) found.push([chain, why]);
  }
  return found;
}

function plainRows(db: Database, sql: string): Iterable<Row> {
  return db.prepare<[], Row>(sql).iterate();
}

function* auditRows(db: Database): Generator<Row> {
  const rows = db.prepare<[], AuditRow>('SELECT * FROM old_audit ORDER BY seq').iterate();
  for (const { seq, hash, details, ...line } of rows) {
    const read = readJson(details);
    yield { seq, hash, content: read === null ? details : oldAuditText({ ...line, details: read }) };
  }
}

/** A missing number, content that does not match its hash, or rows missing at the end; null if the chain is intact. */
function findBreak(rows: Iterable<Row>, head: OldLink): string | null {
  let last = OLD_CHAIN_START;
  for (const row of rows) {
    const link = oldLinkAfter(last, row.content);
    if (row.seq !== link.seq) return `第 ${link.seq} 条缺失`;
    if (!link.hash.equals(row.hash)) return `第 ${row.seq} 条的内容与链不符`;
    last = link;
  }
  if (last.seq !== head.seq) return `末尾应为第 ${head.seq} 条，实际到第 ${last.seq} 条`;
  return last.hash.equals(head.hash) ? null : `末尾第 ${last.seq} 条的哈希与链头不符`;
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
