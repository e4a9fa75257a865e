import type { Database } from 'better-sqlite3';
import { outboxEraser } from './outboxErasure.ts';
import { type AuditLine, createAudit } from './peopleAudit.ts';
import type { SealHolder } from './sealer.ts';

/** Permanent erasure of contact data (剩余信息保护: the freed space is overwritten too). */
export type ContactErasure = {
  /**
   * Examines the contact data of the next `limit` cases after `after`, and erases that of cases closed before
   * `closedBefore` (UTC ms) to which no open whistle is linked, also from the texts of messages to upstreams (回传). The audit line `line` is written in the same transaction.
   * The limit counts examined cases, so that a call stays short even if none of a million cases is due.
   * @returns the number erased, and the `after` of the next call; null when there are no more cases.
   */
  eraseBatch(
    closedBefore: number,
    after: number,
    limit: number,
    line: (count: number) => AuditLine,
  ): { erased: number; next: number | null };
  /** Appends an audit line alone, e.g. for deleted files. */
  appendAuditLine(line: AuditLine): void;
  /** Empties the write-ahead log, which still contains the old pages. False if a reader prevents it. */
  truncateWal(): boolean;
};

export function createContactErasure(db: Database, seals: SealHolder): ContactErasure {
  const audit = createAudit(db, seals);
  const hideInMessages = outboxEraser(db);
  // If the closing time is missing, or earlier than the report, the time of the last observed change stands in for it.
  // Contact data is also kept with an import that can be taken back.
  const window = db.prepare<{ before: number; after: number; limit: number }, { seq: number; due: number }>(
    `SELECT k.seq, c.status = 'closed' AND
       CASE WHEN c.closed_at >= c.requested_at THEN c.closed_at
         ELSE max(c.first_seen, ifnull(c.updated_at, 0), ifnull((SELECT max(at) FROM history WHERE seq = c.seq), 0))
       END < :before
       AND NOT EXISTS (SELECT 1 FROM whistle_cases l JOIN whistles w ON w.key = l.whistle
         WHERE l.case_id = s.id || ':' || c.source_id AND w.open = 1) AS due
     FROM (
       SELECT seq FROM (SELECT seq FROM contacts WHERE seq > :after ORDER BY seq LIMIT :limit)
       UNION
       SELECT seq FROM (SELECT DISTINCT seq FROM import_cases WHERE contact IS NOT NULL AND seq > :after
         ORDER BY seq LIMIT :limit)
       ORDER BY seq LIMIT :limit
     ) k JOIN cases c ON c.seq = k.seq JOIN sources s ON s.key = c.source
     ORDER BY k.seq`,
  );
  const erase = db.prepare('DELETE FROM contacts WHERE seq = ?');
  const eraseBefore = db.prepare(
    'UPDATE import_cases SET contact = NULL WHERE seq = ? AND contact IS NOT NULL',
  );
  const remember = db.prepare(
    'INSERT INTO contact_erasures (seq, at) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET at = excluded.at',
  );

  const eraseAll = db.transaction((seqs: readonly number[], line: AuditLine) => {
    for (const seq of seqs) {
      hideInMessages(seq);
      erase.run(seq);
      eraseBefore.run(seq);
      remember.run(seq, line.at);
    }
    audit.append(line);
  });

  return {
    eraseBatch(closedBefore, after, limit, line) {
      const looked = window.all({ before: closedBefore, after, limit });
      const seqs = looked.filter(({ due }) => due === 1).map(({ seq }) => seq);
      const next = looked.length < limit ? null : (looked.at(-1)?.seq ?? null);
      if (seqs.length === 0) return { erased: 0, next };
      // Overwrites freed space with zeros. On only for this delete, since it would slow down every other write.
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
