import type { Database } from 'better-sqlite3';
import { createTimerTable, type TimerRow, type TimerTable } from './timerTable.ts';
import { canonical, createChain, linkAfter } from './whistleChain.ts';
import { createWhistleNotices } from './whistleNotices.ts';
import { createWhistleReceipts, type Receipt, type ReceiptHead } from './whistleReceipts.ts';

/** What the log needs of an event; the rest is carried as it is. */
export type LoggedEvent = { seq: number; whistle: string; at: number; commandId: string };

/** The fold of a whistle as a row: what lists filter by, and the whole state as JSON. */
export type WhistleRow = {
  seq: number;
  open: boolean;
  stage: string;
  kind: string;
  level: number;
  street: string;
  category: string | null;
  item: string | null;
  subject: string;
  lon: number | null;
  lat: number | null;
  createdAt: number;
  updatedAt: number;
  foldVersion: number;
  /** Everything that a text search looks at, in one line. */
  words: string;
  state: string;
  /** Organisations summoned. */
  orgs: readonly string[];
  waits: readonly { org: string; role: string }[];
  cases: readonly string[];
};

/** Somebody to be told of an event: a role of an organisation. */
export type Notice = { seq: number; recipient: string; body: string };

/** All that one command changes of one whistle. */
export type WhistleChange = {
  whistle: string;
  events: readonly LoggedEvent[];
  row: WhistleRow;
  timers: readonly TimerRow[];
  notices: readonly Notice[];
};

/** State as stored; `foldVersion` tells whether this program may believe it. */
export type StoredState = { seq: number; foldVersion: number; state: string };

export type WhistleTable = {
  timers: TimerTable;
  notices: Pick<ReturnType<typeof createWhistleNotices>, 'list' | 'waiting' | 'show'>;
  state(id: string): StoredState | null;
  /** Events of a whistle after its `n`-th, as JSON. */
  events(id: string, after: number): string[];
  /** Events that a receipt stands for, of whichever whistle. */
  eventsBetween(firstSeq: number, lastSeq: number): string[];
  receipt(command: string): Receipt | null;
  /** A command that passed: events, projections, timers, notices and receipt, or nothing of it. Number of the last event. */
  commit(receipt: ReceiptHead, changes: readonly WhistleChange[]): number;
  /** A command that did not. */
  refuse(receipt: ReceiptHead, refusal: string): void;
  /** Makes timers and waits of open whistles anew, after the rules changed. */
  reproject(frame: string, at: number, rows: Iterable<Omit<WhistleChange, 'events' | 'notices'>>): void;
  frame(): string | null;
  /** Number of the newest event of all. */
  lastSeq(): number;
  openIds(): string[];
};

export function createWhistleTable(db: Database): WhistleTable {
  const chain = createChain(db, 'whistles');
  const timers = createTimerTable(db);
  const receipts = createWhistleReceipts(db);
  const told = createWhistleNotices(db);
  const state = db.prepare<[string], StoredState>(
    'SELECT seq, fold_version AS foldVersion, state FROM whistles WHERE id = ?',
  );
  const keyOf = db.prepare<[string], number>('SELECT key FROM whistles WHERE id = ?').pluck();
  const events = db
    .prepare<[string, number], string>(
      `SELECT e.event FROM whistle_events e JOIN whistles w ON w.key = e.whistle
       WHERE w.id = ? AND e.n > ? ORDER BY e.n`,
    )
    .pluck();
  const between = db
    .prepare<[number, number], string>(
      'SELECT event FROM whistle_events WHERE seq BETWEEN ? AND ? ORDER BY seq',
    )
    .pluck();
  const append = db.prepare(
    'INSERT INTO whistle_events (seq, whistle, n, at, command, event, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const frame = db.prepare<[], string>('SELECT body FROM whistle_frames ORDER BY id DESC LIMIT 1').pluck();
  const insertFrame = db.prepare('INSERT INTO whistle_frames (at, body) VALUES (?, ?)');
  const openIds = db.prepare<[], string>('SELECT id FROM whistles WHERE open = 1 ORDER BY key').pluck();
  const write = rowWriter(db);

  /** Inside a transaction. Number of the last event written. */
  function apply({ whistle, events: fresh, row, timers: wanted, notices }: WhistleChange): number {
    const known = keyOf.get(whistle);
    const key = write(whistle, known ?? null, row);
    let head = chain.head();
    const bySeq = new Map<number, number>();
    for (const event of fresh) {
      const content = canonical(event);
      head = linkAfter(head, content);
      append.run(head.seq, key, event.seq, event.at, event.commandId, content, head.hash);
      bySeq.set(event.seq, head.seq);
    }
    chain.moveTo(head);
    timers.replace(key, wanted);
    for (const notice of notices) {
      const at = fresh.find((event) => event.seq === notice.seq)?.at ?? row.updatedAt;
      told.add(bySeq.get(notice.seq) ?? head.seq, notice.recipient, notice.body, at);
    }
    return head.seq;
  }

  return {
    timers,
    notices: told,
    state: (id) => state.get(id) ?? null,
    events: (id, after) => events.all(id, after),
    eventsBetween: (first, last) => between.all(first, last),
    receipt: receipts.one,
    commit: db.transaction((receipt: ReceiptHead, changes: readonly WhistleChange[]) => {
      const first = chain.head().seq + 1;
      let last = first - 1;
      for (const change of changes) last = apply(change);
      receipts.done(receipt, first, last);
      return last;
    }).immediate,
    refuse: receipts.refused,
    reproject: db.transaction(
      (body: string, at: number, rows: Iterable<Omit<WhistleChange, 'events' | 'notices'>>) => {
        insertFrame.run(at, body);
        for (const change of rows) apply({ ...change, events: [], notices: [] });
      },
    ).immediate,
    frame: () => frame.get() ?? null,
    lastSeq: () => chain.head().seq,
    openIds: () => openIds.all(),
  };
}

/** Writes a whistle's row with what hangs on it; its key. */
function rowWriter(db: Database): (id: string, key: number | null, row: WhistleRow) => number {
  const insert = db.prepare(
    `INSERT INTO whistles (id, seq, open, stage, kind, level, street, category, item, subject, lon, lat, created_at,
       updated_at, fold_version, words, state)
     VALUES (:id, :seq, :open, :stage, :kind, :level, :street, :category, :item, :subject, :lon, :lat, :createdAt,
       :updatedAt, :foldVersion, :words, :state)`,
  );
  const update = db.prepare(
    `UPDATE whistles SET seq = :seq, open = :open, stage = :stage, kind = :kind, level = :level, street = :street,
       category = :category, item = :item, subject = :subject, lon = :lon, lat = :lat, updated_at = :updatedAt,
       fold_version = :foldVersion, words = :words, state = :state
     WHERE key = :key`,
  );
  const lists = {
    orgs: listWriter(db, 'whistle_orgs', ['org']),
    waits: listWriter(db, 'whistle_waits', ['org', 'role']),
    cases: listWriter(db, 'whistle_cases', ['case_id']),
  };
  return (id, known, row) => {
    const values = { ...row, open: row.open ? 1 : 0, id, key: known };
    const key = known ?? Number(insert.run(values).lastInsertRowid);
    if (known !== null) update.run(values);
    lists.orgs(
      key,
      row.orgs.map((org) => [org]),
    );
    lists.waits(
      key,
      row.waits.map(({ org, role }) => [org, role]),
    );
    lists.cases(
      key,
      row.cases.map((id) => [id]),
    );
    return key;
  };
}

/** Keeps the rows of one small table that hang on a whistle; writes only what differs. */
function listWriter(db: Database, table: string, columns: readonly string[]) {
  const names = columns.join(', ');
  const existing = db.prepare<[number], string[]>(`SELECT ${names} FROM ${table} WHERE whistle = ?`).raw();
  const matches = columns.map((column) => `${column} = ?`).join(' AND ');
  const remove = db.prepare(`DELETE FROM ${table} WHERE whistle = ? AND ${matches}`);
  const add = db.prepare(
    `INSERT INTO ${table} (whistle, ${names}) VALUES (?, ${columns.map(() => '?').join(', ')})`,
  );
  return (key: number, wanted: readonly string[][]): void => {
    const missing = new Map(wanted.map((row) => [row.join('\n'), row]));
    for (const row of existing.all(key)) {
      if (!missing.delete(row.join('\n'))) remove.run(key, ...row);
    }
    for (const row of missing.values()) add.run(key, ...row);
  };
}
