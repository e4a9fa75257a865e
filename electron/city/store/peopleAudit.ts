import type { Database } from 'better-sqlite3';
import { canonical, createChain, findBreak, linkAfter } from './whistleChain.ts';

/** One line of the audit (安全审计): who did what to whom, when, and whether it was let through. Never a PIN. */
export type AuditLine = {
  at: number;
  /** Operator id; null where nobody was signed in. */
  actor: string | null;
  /** `session.open`, `operator.create`, … */
  action: string;
  /** Operator id, or what was named as one. */
  subject: string;
  result: 'done' | 'refused';
  details: Record<string, unknown>;
};

type AuditRow = Omit<AuditLine, 'details'> & { seq: number; details: string; hash: Buffer };

const contentOf = ({ at, actor, action, subject, result, details }: AuditLine): string =>
  canonical({ at, actor, action, subject, result, details });

/** The chained audit table. `append` belongs inside the transaction of the act it tells of. */
export function createAudit(db: Database) {
  const chain = createChain(db, 'audit');
  const insert = db.prepare(
    `INSERT INTO audit (seq, at, actor, action, subject, result, details, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const page = db.prepare<[number, number], AuditRow>(
    'SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?',
  );
  return {
    append(line: AuditLine): void {
      const link = linkAfter(chain.head(), contentOf(line));
      const { at, actor, action, subject, result } = line;
      insert.run(link.seq, at, actor, action, subject, result, JSON.stringify(line.details), link.hash);
      chain.moveTo(link);
    },
    /** Newest first, before `seq`. */
    page: (before: number, limit: number): (AuditLine & { seq: number })[] =>
      page.all(before, limit).map(({ hash: _hash, details, ...row }) => ({
        ...row,
        details: JSON.parse(details),
      })),
  };
}

export type Audit = ReturnType<typeof createAudit>;

/** For the integrity check; null when the chain is whole. */
export function auditBreak(db: Database): string | null {
  const rows = db.prepare<[], AuditRow>('SELECT * FROM audit ORDER BY seq').iterate();
  return findBreak(
    (function* () {
      for (const row of rows) {
        yield {
          seq: row.seq,
          hash: row.hash,
          content: contentOf({ ...row, details: JSON.parse(row.details) }),
        };
      }
    })(),
    createChain(db, 'audit').head(),
  );
}
