import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { SentError } from '../../../shared/contract/common.ts';
import type { MessageState, OutboxCases, OutboxCounts } from '../../../shared/contract/outbox.ts';
import type { OutboxEvent, UpstreamAction } from '../../../shared/contract/writeBack.ts';
import type { Outgoing } from '../../../shared/outbox/follow.ts';
import type { MessageValues } from '../../../shared/outbox/values.ts';

/** A message (回传) as stored. Times UTC ms. */
export type StoredMessage = {
  id: number;
  key: string;
  source: string;
  lane: string;
  caseId: string | null;
  whistle: string;
  /** Number of the event in the log that caused it. */
  event: number;
  what: OutboxEvent;
  action: UpstreamAction;
  operator: string;
  org: string;
  values: MessageValues;
  state: MessageState;
  /** An attempt may have got through. */
  doubt: boolean;
  /** The upstream took it and gives its number later. */
  token: string | null;
  attempts: number;
  createdAt: number;
  lastAttemptAt: number | null;
  nextAttemptAt: number | null;
  settledAt: number | null;
  error: SentError | null;
  upstreamId: string | null;
  settledBy: string | null;
  reason: string | null;
  /** The earliest message of its lane that has to be settled before it; null: none. */
  waitsFor: number | null;
};

/** What became of an attempt, or of a decision by a person. */
export type MessageChange =
  | { state: 'pending'; nextAttemptAt: number; doubt: boolean; token: string | null; error: SentError | null }
  | { state: 'acknowledged'; at: number; upstreamId: string | null; by: string | null; reason: string | null }
  | { state: 'refused' | 'unknown'; error: SentError }
  | { state: 'discarded'; at: number; by: string; reason: string };

/**
 * A person has a message sent again at `at`: `key` and `values` are others where the upstream has refused it before. `doubt`:
 * an earlier attempt may still have got through.
 */
export type Resend = { key: string; values: MessageValues; doubt: boolean; at: number };

export type OutboxFilter = {
  source?: string | undefined;
  whistle?: string | undefined;
  case?: string | undefined;
  state?: 'open' | 'failed' | undefined;
};

/** The outbox: messages to upstreams, in the order in which they were caused. */
export type OutboxTable = {
  /** All messages together: waiting or under way, and refused or unknown. */
  counts(): OutboxCounts;
  countsOf(filter: OutboxFilter): OutboxCounts;
  /** Of these cases, by their ids, those with messages that are not settled. */
  countsByCase(ids: string): OutboxCases['items'];
  one(id: number): StoredMessage | null;
  /** Newest first, with an id below `before`. */
  list(filter: OutboxFilter, before: number, limit: number): StoredMessage[];
  /** The first message of a source that is due at `now` and waits for no other of its lane; null if there is none. */
  due(source: string, now: number): StoredMessage | null;
  /** When a message of a source that waits for no other is due; null if there is none. */
  nextDueAt(source: string): number | null;
  /** Messages of a source (null: of all) that are marked as being sent, also where the program that sent them has ended. */
  interrupted(source: string | null): StoredMessage[];
  /** Marks a message as being sent, as `change`; false if it is not pending any more. */
  begin(id: number, at: number, alongside: () => void): boolean;
  /** Records what became of it, and has `alongside` write in the same transaction. False if it was settled meanwhile. */
  change(id: number, from: readonly MessageState[], change: MessageChange, alongside: () => void): boolean;
  /** Has it sent again, as `change`; false if it is not refused, unknown or waiting. */
  resend(id: number, resend: Resend, alongside: () => void): boolean;
  /** Has what waits for a source tried at once; not what may have arrived, which is asked about in its own time. */
  hurry(source: string, at: number): void;
  /** The number that the upstream gave the order of a lane; null until it is known. */
  orderOf(source: string, lane: string): string | null;
  /** Messages of one event that are refused or unknown. */
  failedOf(event: number): StoredMessage[];
};

type Row = Omit<StoredMessage, 'values' | 'doubt' | 'error'> & {
  body: string;
  doubt: number;
  error: string | null;
};

const EARLIER = `SELECT e.id FROM outbox e WHERE e.source = o.source AND e.lane = o.lane AND e.id < o.id
  AND e.settled_at IS NULL`;
const FIELDS = `o.id, o.key, s.id AS source, o.lane, o.case_id AS caseId, o.whistle, o.event, o.what, o.action,
  o.operator, o.org, o.body, o.state, o.doubt, o.token, o.attempts, o.created_at AS createdAt,
  o.last_attempt_at AS lastAttemptAt, o.next_attempt_at AS nextAttemptAt, o.settled_at AS settledAt, o.error,
  o.upstream_id AS upstreamId, o.settled_by AS settledBy, o.reason,
  CASE WHEN o.settled_at IS NULL THEN (${EARLIER} ORDER BY e.id LIMIT 1) END AS waitsFor`;
const FROM = 'FROM outbox o JOIN sources s ON s.key = o.source';
const DUE = `o.state = 'pending' AND NOT EXISTS (${EARLIER})`;

export function createOutboxTable(db: Database): OutboxTable {
  const one = db.prepare<[number], Row>(`SELECT ${FIELDS} ${FROM} WHERE o.id = ?`);
  const due = db.prepare<[string, number], Row>(
    `SELECT ${FIELDS} ${FROM} WHERE s.id = ? AND ${DUE} AND o.settled_at IS NULL AND o.next_attempt_at <= ?
     ORDER BY o.next_attempt_at, o.id LIMIT 1`,
  );
  const nextDue = db
    .prepare<[string], number | null>(
      `SELECT min(o.next_attempt_at) ${FROM} WHERE s.id = ? AND ${DUE} AND o.settled_at IS NULL`,
    )
    .pluck();
  const interrupted = db.prepare<{ source: string | null }, Row>(
    `SELECT ${FIELDS} ${FROM} WHERE o.state = 'sending' AND o.settled_at IS NULL AND s.id = ifnull(:source, s.id)
     ORDER BY o.id`,
  );
  const failedOf = db.prepare<[number], Row>(
    `SELECT ${FIELDS} ${FROM} WHERE o.event = ? AND o.state IN ('refused', 'unknown') ORDER BY o.id`,
  );
  const begin = db.prepare(
    `UPDATE outbox SET state = 'sending', attempts = attempts + 1, last_attempt_at = ?, next_attempt_at = NULL
     WHERE id = ? AND state = 'pending'`,
  );
  const change = db.prepare(
    `UPDATE outbox SET state = :state, next_attempt_at = :nextAttemptAt, settled_at = :settledAt, doubt = :doubt,
       token = coalesce(:token, token), error = :error, upstream_id = coalesce(:upstreamId, upstream_id),
       settled_by = :by, reason = :reason
     WHERE id = :id AND state IN (SELECT value FROM json_each(:from))`,
  );
  const resend = db.prepare(
    `UPDATE outbox SET state = 'pending', key = :key, body = :body, doubt = :doubt, next_attempt_at = :at
     WHERE id = :id AND state IN ('refused', 'unknown', 'pending')`,
  );
  const hurry = db.prepare(
    `UPDATE outbox SET next_attempt_at = ? WHERE state = 'pending' AND doubt = 0
       AND source = (SELECT key FROM sources WHERE id = ?) AND next_attempt_at > ?`,
  );
  const order = db
    .prepare<[string, string], string | null>(
      `SELECT o.upstream_id ${FROM} WHERE s.id = ? AND o.lane = ? AND o.action = 'create' AND o.state = 'acknowledged'
       ORDER BY o.id DESC LIMIT 1`,
    )
    .pluck();
  const counting = (sql: string) =>
    db.prepare<string[], OutboxCounts>(
      `SELECT count(*) FILTER (WHERE o.state IN ('pending', 'sending')) AS pending,
         count(*) FILTER (WHERE o.state IN ('refused', 'unknown')) AS failed
       ${FROM} WHERE o.settled_at IS NULL AND ${sql}`,
    );
  const none = { pending: 0, failed: 0 };
  const byCase = db.prepare<[string], OutboxCases['items'][number]>(
    `SELECT o.case_id AS "case", count(*) FILTER (WHERE o.state IN ('pending', 'sending')) AS pending,
       count(*) FILTER (WHERE o.state IN ('refused', 'unknown')) AS failed
     FROM outbox o WHERE o.settled_at IS NULL AND o.case_id IN (SELECT value FROM json_each(?))
     GROUP BY o.case_id ORDER BY o.case_id`,
  );
  // Prepared once: it is asked after every act.
  const countAll = counting('1');

  return {
    counts: () => countAll.get() ?? none,
    countsOf(filter) {
      const { sql, values } = clauseOf(filter);
      return counting(sql).get(...values) ?? none;
    },
    countsByCase: (ids) => byCase.all(ids),
    one: (id) => messageOf(one.get(id)),
    list(filter, before, limit) {
      const { sql, values } = clauseOf(filter);
      return db
        .prepare<(string | number)[], Row>(
          `SELECT ${FIELDS} ${FROM} WHERE o.id < ? AND ${sql} ORDER BY o.id DESC LIMIT ?`,
        )
        .all(before, ...values, limit)
        .map(read);
    },
    due: (source, now) => messageOf(due.get(source, now)),
    nextDueAt: (source) => nextDue.get(source) ?? null,
    interrupted: (source) => interrupted.all({ source }).map(read),
    begin: db.transaction((id: number, at: number, alongside: () => void) => {
      const done = begin.run(at, id).changes === 1;
      if (done) alongside();
      return done;
    }).immediate,
    change: db.transaction(
      (id: number, from: readonly MessageState[], made: MessageChange, alongside: () => void) => {
        const done = change.run({ id, from: JSON.stringify(from), ...columnsOf(made) }).changes === 1;
        if (done) alongside();
        return done;
      },
    ).immediate,
    resend: db.transaction((id: number, { key, values, doubt, at }: Resend, alongside: () => void) => {
      const made = { id, key, body: JSON.stringify(values), doubt: doubt ? 1 : 0, at };
      const done = resend.run(made).changes === 1;
      if (done) alongside();
      return done;
    }).immediate,
    hurry: (source, at) => void hurry.run(at, source, at),
    orderOf: (source, lane) => order.get(source, lane) ?? null,
    failedOf: (event) => failedOf.all(event).map(read),
  };
}

/**
 * Returns a function that adds a message in the transaction of the event that caused it. `event`: the event's number in the
 * log. What concerns a new order is added only where that order was asked for and not given up.
 */
export function outboxWriter(db: Database): (event: number, message: Outgoing, at: number) => void {
  const insert = db.prepare(
    `INSERT INTO outbox (key, source, lane, case_id, whistle, event, what, action, operator, org, body, state,
       next_attempt_at, created_at)
     SELECT :key, s.key, :lane, :caseId, :whistle, :event, :what, :action, :operator, :org, :body, 'pending', :at, :at
     FROM sources s WHERE s.id = :source AND (:needsOrder = 0 OR EXISTS (
       SELECT 1 FROM outbox o WHERE o.source = s.key AND o.lane = :lane AND o.action = 'create' AND o.state <> 'discarded'))`,
  );
  return (event, message, at) => {
    const { source, lane, caseId, whistle, action, operator, org, values } = message;
    const needsOrder = caseId === null && action !== 'create' ? 1 : 0;
    insert.run({
      ...{ key: firstKey({ event, source, lane, action, whistle, createdAt: at }) },
      ...{ source, lane, caseId, whistle, event, action },
      ...{ what: message.event, operator, org, body: JSON.stringify(values), at, needsOrder },
    });
  };
}

/** The idempotency key (幂等键) with which a message is sent at first; after a refusal a number is added to it. */
export function firstKey(
  message: Pick<StoredMessage, 'event' | 'source' | 'lane' | 'action' | 'whistle' | 'createdAt'>,
): string {
  const { event, source, lane, action, whistle, createdAt } = message;
  const hash = createHash('sha256').update(
    `${event}\n${source}\n${lane}\n${action}\n${whistle}\n${createdAt}`,
  );
  return `cw-${hash.digest('hex').slice(0, 32)}`;
}

function messageOf(row: Row | undefined): StoredMessage | null {
  return row === undefined ? null : read(row);
}

function read({ body, doubt, error, ...row }: Row): StoredMessage {
  const values: MessageValues = JSON.parse(body);
  const sent: SentError | null = error === null ? null : JSON.parse(error);
  return { ...row, values, doubt: doubt === 1, error: sent };
}

function columnsOf(change: MessageChange): Record<string, string | number | null> {
  const { state } = change;
  const none = { nextAttemptAt: null, settledAt: null, doubt: 0, token: null, error: null, upstreamId: null };
  const nobody = { by: null, reason: null };
  switch (state) {
    case 'pending': {
      const { nextAttemptAt, doubt, token, error } = change;
      return {
        ...{ ...none, ...nobody, state, nextAttemptAt, token },
        ...{ doubt: doubt ? 1 : 0, error: error === null ? null : JSON.stringify(error) },
      };
    }
    case 'acknowledged': {
      const { at, upstreamId, by, reason } = change;
      return { ...none, state, settledAt: at, upstreamId, by, reason };
    }
    case 'discarded': {
      const { at, by, reason } = change;
      return { ...none, state, settledAt: at, by, reason };
    }
    default: {
      const doubt = state === 'unknown' ? 1 : 0;
      return { ...none, ...nobody, state, doubt, error: JSON.stringify(change.error) };
    }
  }
}

function clauseOf({ source, whistle, case: caseId, state }: OutboxFilter): { sql: string; values: string[] } {
  const parts = [
    { sql: 's.id = ?', value: source },
    { sql: 'o.whistle = ?', value: whistle },
    { sql: 'o.case_id = ?', value: caseId },
  ].flatMap(({ sql, value }) => (value === undefined ? [] : [{ sql, value }]));
  const states = {
    open: 'o.settled_at IS NULL',
    failed: "o.settled_at IS NULL AND o.state IN ('refused', 'unknown')",
    all: '1',
  };
  return {
    sql: [...parts.map(({ sql }) => sql), states[state ?? 'all']].join(' AND '),
    values: parts.map(({ value }) => value),
  };
}
