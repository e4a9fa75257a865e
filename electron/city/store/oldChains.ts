import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { canonical } from '../../../shared/journal/canonical.ts';
import type { Finding } from './caseIntegrity.ts';
import { type AuditedEntry, auditLineOf } from './peopleAudit.ts';

/**
 * Before the journal existed, whistles, hand-overs and the audit each had a hash chain of their own. The migration copied
 * their content unchanged and kept the head of each chain (`old_chains`). The old hashes can therefore be recomputed from
 * the journal, which proves that nothing was changed during the migration or since.
 */
export type OldChain = 'audit' | 'whistles' | 'handovers';
type OldHead = { chain: OldChain; seq: number; hash: Buffer; broken: string | null };

const NAMES: Record<OldChain, string> = { audit: '审计', whistles: '吹哨', handovers: '交接班' };

/** The content of the rows of each old chain, in their order, read from the journal's tables. */
const CONTENTS: Record<OldChain, (db: Database, seq: number) => Iterable<string>> = {
  whistles: (db, seq) =>
    db
      .prepare<[number], string>(
        `SELECT e.event FROM journal_events e JOIN streams s ON s.key = e.stream WHERE s.kind = 'whistle'
         ORDER BY e.seq LIMIT ?`,
      )
      .pluck()
      .iterate(seq),
  *handovers(db, seq) {
    const events = db
      .prepare<[number], string>(
        `SELECT e.event FROM handovers h JOIN streams s ON s.key = h.stream
         JOIN journal_events e ON e.stream = s.key AND e.version = s.version WHERE h.seq <= ? ORDER BY h.seq`,
      )
      .pluck();
    for (const event of events.iterate(seq)) yield JSON.stringify(JSON.parse(event).record);
  },
  *audit(db, seq) {
    const lines = db.prepare<[number], AuditedEntry>(
      `SELECT j.kind, j.type, j.subject, j.operator, j.at, j.body, j.refusal FROM audit a JOIN journal j ON j.pos = a.entry
       WHERE a.seq <= ? ORDER BY a.seq`,
    );
    for (const entry of lines.iterate(seq)) yield oldAuditText(auditLineOf(entry));
  },
};

/** The text of an audit line that the old audit chain hashed. */
export function oldAuditText({
  at,
  actor,
  action,
  subject,
  result,
  details,
}: ReturnType<typeof auditLineOf>): string {
  return canonical({ at, actor, action, subject, result, details });
}

export function oldChainFindings(db: Database): Finding[] {
  const heads = db.prepare<[], OldHead>('SELECT chain, seq, hash, broken FROM old_chains').all();
  return heads.flatMap(({ chain, seq, hash, broken }) => {
    const name = NAMES[chain];
    if (broken !== null)
      return [{ code: 'old-chain', message: `升级前的${name}链不完整：${broken}，可能被改动过。` }];
    const end = oldChainEnd(CONTENTS[chain](db, seq));
    return end.seq === seq && end.hash.equals(hash)
      ? []
      : [{ code: 'old-chain', message: `升级前的${name}记录与其原来的链不符，可能被改动过。` }];
  });
}

/** A link of an old chain: number and hash of its row. */
export type OldLink = { seq: number; hash: Buffer };

/** The link after `before`: SHA-256 over the previous hash and the content. */
export function oldLinkAfter(before: OldLink, content: string): OldLink {
  const hash = createHash('sha256').update(before.hash).update(content, 'utf8').digest();
  return { seq: before.seq + 1, hash };
}

export const OLD_CHAIN_START: OldLink = { seq: 0, hash: Buffer.alloc(32) };

function oldChainEnd(contents: Iterable<string>): OldLink {
  let last = OLD_CHAIN_START;
  for (const content of contents) last = oldLinkAfter(last, content);
  return last;
}
