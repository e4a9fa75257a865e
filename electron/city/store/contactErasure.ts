import type { Database } from 'better-sqlite3';
import { type AuditLine, createAudit } from './peopleAudit.ts';

/** Taking contact data out for good (剩余信息保护: what was freed is overwritten too). */
export type ContactErasure = {
  /**
   * Looks at the contact data of `limit` cases behind `after` and erases that of cases closed before `closedBefore`
   * (UTC ms) on which no open whistle stands; `line` with their count is written in the same transaction. So a million
   * cases of which none is due hold up nothing either.
   * @returns how many, and behind which case the next call begins; null when there are no more.
   */
  eraseBatch(
    closedBefore: number,
    after: number,
    limit: number,
    line: (count: number) => AuditLine,
  ): { erased: number; next: number | null };
  /** Writes a line of its own, e.g. for files that were deleted. */
  appendAuditLine(line: AuditLine): void;
  /** Empties the write-ahead log, which still holds the pages as they were. False while a reader holds it. */
  truncateWal(): boolean;
};

export function createContactErasure(db: Database): ContactErasure {
  const audit = createAudit(db);
  // A closing time that the upstream does not tell, or tells as before the report, is made up for by what we saw: never
  // earlier than the case was first seen or last changed here.
  const window = db.prepare<[number, number, number], { seq: number; due: number }>(
    `SELECT k.seq, c.status = 'closed' AND
       CASE WHEN c.closed_at >= c.requested_at THEN c.closed_at
         ELSE max(c.first_seen, ifnull(c.updated_at, 0), ifnull((SELECT max(at) FROM history WHERE seq = c.seq), 0))
       END < ?
       AND NOT EXISTS (SELECT 1 FROM whistle_cases l JOIN whistles w ON w.key = l.whistle
         WHERE l.case_id = s.id || ':' || c.source_id AND w.open = 1) AS due
     FROM contacts k JOIN cases c ON c.seq = k.seq JOIN sources s ON s.key = c.source
     WHERE k.seq > ? ORDER BY k.seq LIMIT ?`,
  );
  const erase = db.prepare('DELETE FROM contacts WHERE seq = ?');
  const remember = db.prepare(
    'INSERT INTO contact_erasures (seq, at) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET at = excluded.at',
  );

  const eraseAll = db.transaction((seqs: readonly number[], line: AuditLine) => {
    for (const seq of seqs) {
      erase.run(seq);
      remember.run(seq, line.at);
    }
    audit.append(line);
  });

  return {
    eraseBatch(closedBefore, after, limit, line) {
      const looked = window.all(closedBefore, after, limit);
      const seqs = looked.filter(({ due }) => due === 1).map(({ seq }) => seq);
      const next = looked.length < limit ? null : (looked.at(-1)?.seq ?? null);
      if (seqs.length === 0) return { erased: 0, next };
      // Zeroes what is freed. Only here: on every write it would cost each poll, which frees nothing of the kind.
      db.pragma('secure_delete = ON');
      try {
        eraseAll.immediate(seqs, line(seqs.length));
      } finally {
        db.pragma('secure_delete = OFF');
      }
      return { erased: seqs.length, next };
    },
    appendAuditLine: db.transaction((line: AuditLine) => audit.append(line)).immediate,
    truncateWal() {
      const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      return row?.busy === 0;
    },
  };
}
