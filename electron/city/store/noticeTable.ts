import type { Database } from 'better-sqlite3';

/**
 * A notification about the `version`-th event of a stream. `recipient`: `org:A`, `role:shift-leader`. `about`: it takes the
 * place of an earlier one about the same that nobody has been shown; null: it stands alone.
 */
export type Notice = { version: number; recipient: string; about: string | null; body: string };

/** A notice with its event (JSON) and its whistle. */
export type NoticeRow = {
  id: number;
  recipient: string;
  at: number;
  shownAt: number | null;
  event: string;
  /** As it was written with the notice, JSON. */
  body: string;
  whistle: string;
  subject: string;
  street: string;
};

/**
 * Whose notices are listed: all those addressed to `recipients` (`org:A`, `role:shift-leader`). A role tied to streets or
 * to a department gets only the notices of its own whistles.
 */
export type NoticeReader = {
  org: string;
  /** Notices on any whistle. */
  recipients: readonly string[];
  /** Notices on whistles of these streets. */
  onStreets: { recipients: readonly string[]; streets: readonly string[] };
  /** Notices on whistles on which `org` is summoned. */
  onSummoned: readonly string[];
  /** All of these only on whistles of these streets; null: everywhere. */
  onlyStreets: readonly string[] | null;
};

/** Notices are deleted after this time; the journal keeps the events themselves. ms. */
const RETENTION_MS = 90 * 86_400_000;
/** Old notices are deleted whenever one is added, up to this many each time. */
const DELETED_PER_INSERT = 20;

/** Notices (通知): who is to be notified of what, and whether it was shown. */
export function createNoticeTable(db: Database) {
  const insert = db.prepare(
    'INSERT INTO notices (event, recipient, about, body, created_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const overtake = db.prepare('DELETE FROM notices WHERE recipient = ? AND about = ? AND sent_at IS NULL');
  const forget = db.prepare(
    `DELETE FROM notices WHERE created_at < ?
       AND id IN (SELECT id FROM notices ORDER BY id LIMIT ${DELETED_PER_INSERT})`,
  );
  const forgetTold = db.prepare('DELETE FROM notices WHERE event = ? AND recipient = ?');
  const rewrite = db.prepare('UPDATE notices SET body = ? WHERE event = ? AND recipient = ?');
  const shown = db.prepare('UPDATE notices SET sent_at = ? WHERE id = ? AND sent_at IS NULL');

  return {
    /** Adds a notice in the transaction of its event, and deletes some that are past their retention. */
    add(event: number, { recipient, about, body }: Notice, at: number): void {
      // After an outage «50 %», «80 %» and «overdue» fire within a second: only the last one says how things stand.
      if (about !== null) overtake.run(recipient, about);
      insert.run(event, recipient, about, body, at);
      forget.run(at - RETENTION_MS);
    },
    /** Adds a notice about what came of an event later, in the place of an earlier one to the same recipient. */
    tell(event: number, { recipient, body }: Pick<Notice, 'recipient' | 'body'>, at: number): void {
      forgetTold.run(event, recipient);
      insert.run(event, recipient, null, body, at);
    },
    /** Corrects such a notice, whether it was shown or not, where less is left of it; `body` null: nothing is, and it goes. */
    correct(event: number, recipient: string, body: string | null): void {
      if (body === null) forgetTold.run(event, recipient);
      else rewrite.run(body, event, recipient);
    },
    /** Notices with an id below `before`, newest first. `waiting`: only those not shown to anybody yet. */
    list(readers: readonly NoticeReader[], before: number, waiting: boolean, limit: number): NoticeRow[] {
      const { sql, values } = clauseOf(readers);
      return db
        .prepare<(string | number)[], NoticeRow>(
          `SELECT n.id, n.recipient, n.created_at AS at, n.sent_at AS shownAt, e.event, n.body, w.id AS whistle, w.subject, w.street
           ${FROM} WHERE n.id < ? AND ${sql} ${waiting ? 'AND n.sent_at IS NULL' : ''} ORDER BY n.id DESC LIMIT ?`,
        )
        .all(before, ...values, limit);
    },
    /** Number of the reader's notices not shown to anybody yet. */
    waiting(readers: readonly NoticeReader[]): number {
      const { sql, values } = clauseOf(readers);
      return (
        db
          .prepare<(string | number)[], number>(`SELECT count(*) ${FROM} WHERE n.sent_at IS NULL AND ${sql}`)
          .pluck()
          .get(...values) ?? 0
      );
    },
    /** Those of these notices that are the readers' and were not shown to anybody yet, with their whistles. */
    unseen(readers: readonly NoticeReader[], ids: readonly number[]): { id: number; whistle: string }[] {
      const { sql, values } = clauseOf(readers);
      const one = db.prepare<(string | number)[], { id: number; whistle: string }>(
        `SELECT n.id, w.id AS whistle ${FROM} WHERE n.id = ? AND n.sent_at IS NULL AND ${sql}`,
      );
      return ids.flatMap((id) => one.get(id, ...values) ?? []);
    },
    /** Marks notices of the reader as shown at `at`, unless shown before. Returns how many were newly marked. */
    show: db.transaction((readers: readonly NoticeReader[], ids: readonly number[], at: number): number => {
      const { sql, values } = clauseOf(readers);
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

/** What any of the readers may read. */
function clauseOf(readers: readonly NoticeReader[]): Clause {
  const clauses = readers.map(clauseOfOne);
  return {
    sql: `(${clauses.map(({ sql }) => sql).join(' OR ')})`,
    values: clauses.flatMap(({ values }) => values),
  };
}

type Clause = { sql: string; values: (string | number)[] };

function clauseOfOne(reader: NoticeReader): Clause {
  const { onlyStreets } = reader;
  const { sql, values } = clauseOfRecipients(reader);
  if (onlyStreets === null) return { sql, values };
  const list = placeholders(onlyStreets);
  // Those of a second street are listed with its organisations.
  const ofStreets = `(w.street IN (${list})
    OR EXISTS (SELECT 1 FROM whistle_orgs o WHERE o.whistle = w.key AND o.org IN (${list})))`;
  return { sql: `(${sql} AND ${ofStreets})`, values: [...values, ...onlyStreets, ...onlyStreets] };
}

function clauseOfRecipients({ org, recipients, onStreets, onSummoned }: NoticeReader): Clause {
  const all = [...recipients, ...onStreets.recipients, ...onSummoned];
  // The first condition is redundant: it excludes other recipients before the joins.
  const sql = `(n.recipient IN (${placeholders(all)}) AND (n.recipient IN (${placeholders(recipients)})
    OR (n.recipient IN (${placeholders(onStreets.recipients)}) AND w.street IN (${placeholders(onStreets.streets)}))
    OR (n.recipient IN (${placeholders(onSummoned)})
        AND EXISTS (SELECT 1 FROM whistle_orgs o WHERE o.whistle = w.key AND o.org = ?))))`;
  return {
    sql,
    values: [...all, ...recipients, ...onStreets.recipients, ...onStreets.streets, ...onSummoned, org],
  };
}

function placeholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
