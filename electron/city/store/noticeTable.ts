import type { Database } from 'better-sqlite3';

/** Somebody to be notified of the `version`-th event of a stream: `org:A`, `role:shift-leader`. */
export type Notice = { version: number; recipient: string; body: string };

/** A notice with its event (JSON) and its whistle. */
export type NoticeRow = {
  id: number;
  recipient: string;
  at: number;
  shownAt: number | null;
  event: string;
  whistle: string;
  subject: string;
  street: string;
};

/**
 * To whom notices are listed: recipients in words (`org:A`, `role:shift-leader`), and for roles that are bound to a place
 * only where they belong: streets (null: all), or the department that they are of.
 */
export type NoticeReader = {
  org: string;
  /** Anywhere. */
  recipients: readonly string[];
  /** On whistles of these streets. */
  onStreets: { recipients: readonly string[]; streets: readonly string[] };
  /** On whistles on which `org` is summoned. */
  onOwn: readonly string[];
};

/** The journal keeps what happened for ever; a notice only says who is to be notified. Days of 24 h. */
const KEPT_MS = 90 * 86_400_000;
/** Old ones go as new ones come, so many at a time. */
const FORGOTTEN_AT_ONCE = 20;

/** Who is to be notified of what (通知), and whether anybody was. */
export function createNoticeTable(db: Database) {
  const insert = db.prepare(
    'INSERT INTO notices (event, recipient, body, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const forget = db.prepare(
    `DELETE FROM notices WHERE created_at < ?
       AND id IN (SELECT id FROM notices ORDER BY id LIMIT ${FORGOTTEN_AT_ONCE})`,
  );
  const shown = db.prepare('UPDATE notices SET sent_at = ? WHERE id = ? AND sent_at IS NULL');

  return {
    /** Inside the transaction of its event; old notices make room. */
    add(event: number, recipient: string, body: string, at: number): void {
      insert.run(event, recipient, body, at);
      forget.run(at - KEPT_MS);
    },
    /** Newest first, before the `before`-th; `waiting`: only those shown to nobody yet. */
    list(reader: NoticeReader, before: number, waiting: boolean, limit: number): NoticeRow[] {
      const { sql, values } = clauseOf(reader);
      return db
        .prepare<(string | number)[], NoticeRow>(
          `SELECT n.id, n.recipient, n.created_at AS at, n.sent_at AS shownAt, e.event, w.id AS whistle, w.subject, w.street
           ${FROM} WHERE n.id < ? AND ${sql} ${waiting ? 'AND n.sent_at IS NULL' : ''} ORDER BY n.id DESC LIMIT ?`,
        )
        .all(before, ...values, limit);
    },
    /** How many of theirs were shown to nobody yet. */
    waiting(reader: NoticeReader): number {
      const { sql, values } = clauseOf(reader);
      return (
        db
          .prepare<(string | number)[], number>(`SELECT count(*) ${FROM} WHERE n.sent_at IS NULL AND ${sql}`)
          .pluck()
          .get(...values) ?? 0
      );
    },
    /** These of theirs have been on a screen; the first time counts. Number of those that are new. */
    show: db.transaction((reader: NoticeReader, ids: readonly number[], at: number): number => {
      const { sql, values } = clauseOf(reader);
      const theirs = db
        .prepare<(string | number)[], number>(`SELECT n.id ${FROM} WHERE n.id = ? AND ${sql}`)
        .pluck();
      let count = 0;
      for (const id of ids) if (theirs.get(id, ...values) !== undefined) count += shown.run(at, id).changes;
      return count;
    }).immediate,
  };
}

const FROM = `FROM notices n JOIN journal_events e ON e.seq = n.event JOIN whistles w ON w.key = e.stream`;

function clauseOf({ org, recipients, onStreets, onOwn }: NoticeReader): {
  sql: string;
  values: (string | number)[];
} {
  const all = [...recipients, ...onStreets.recipients, ...onOwn];
  // The first condition alone passes over those of others before anything is joined to them.
  const sql = `n.recipient IN (${marks(all)}) AND (n.recipient IN (${marks(recipients)})
    OR (n.recipient IN (${marks(onStreets.recipients)}) AND w.street IN (${marks(onStreets.streets)}))
    OR (n.recipient IN (${marks(onOwn)})
        AND EXISTS (SELECT 1 FROM whistle_orgs o WHERE o.whistle = w.key AND o.org = ?)))`;
  return {
    sql,
    values: [...all, ...recipients, ...onStreets.recipients, ...onStreets.streets, ...onOwn, org],
  };
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
