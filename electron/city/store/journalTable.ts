import type { Database } from 'better-sqlite3';
import type { Outgoing } from '../../../shared/outbox/follow.ts';
import type { JournalEntry, JournalHead, StoredEntry } from '../ports.ts';
import { CHAIN_START, headAfter } from './chain.ts';
import { createJournalReader, type StoredStream } from './journalReader.ts';
import { createNoticeTable, type Notice } from './noticeTable.ts';
import { outboxWriter } from './outboxTable.ts';
import type { SealHolder } from './sealer.ts';
import { createTimerTable, type TimerRow, type TimerTable } from './timerTable.ts';

/** Everything derived from the events of a stream; it can be derived again from them at any time. */
export type Projection = {
  kind: string;
  subject: string;
  version: number;
  updatedAt: number;
  foldVersion: number;
  /** As canonical JSON. */
  state: string;
  timers: readonly TimerRow[];
  notices: readonly Notice[];
  /** Messages to upstreams (回传) that follow from the new events; absent where a kind causes none. */
  outgoing?: readonly Outgoing[];
  /** Writes the kind's own tables, in the same transaction. `stream` is the key of the stream's row. */
  writeTables(stream: number): void;
};

/** The journal with its projections. */
export type JournalTable = {
  timers: TimerTable;
  notices: Pick<
    ReturnType<typeof createNoticeTable>,
    'list' | 'waiting' | 'unseen' | 'show' | 'tell' | 'correct'
  >;
  head(): JournalHead;
  /** The entry of a command; null if there is none. */
  entry(command: string): StoredEntry | null;
  since(pos: number, limit: number): StoredEntry[];
  stream(kind: string, subject: string): StoredStream | null;
  /** Events of a stream after its `version`-th, as JSON. */
  events(kind: string, subject: string, version: number): string[];
  /**
   * Writes one command in one transaction: its entry, the projections of every stream it changed, and whatever `alongside`
   * writes. `audited`: list the entry in the audit. Returns the new head of the journal.
   */
  write(
    entry: JournalEntry,
    audited: boolean,
    projections: readonly Projection[],
    alongside: () => void,
  ): JournalHead;
  /** Rewrites projections without an entry, together with whatever `alongside` writes. */
  reproject(projections: Iterable<Projection>, alongside: () => void): void;
};

export function createJournalTable(db: Database, seals: SealHolder): JournalTable {
  const reader = createJournalReader(db);
  const timers = createTimerTable(db);
  const notices = createNoticeTable(db);
  const addOutgoing = outboxWriter(db);
  const append = createAppender(db, seals);
  const put = db
    .prepare<[string, string, number, number, number, string], number>(
      `INSERT INTO streams (kind, subject, version, updated_at, fold_version, state) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, subject) DO UPDATE SET version = excluded.version, updated_at = excluded.updated_at,
         fold_version = excluded.fold_version, state = excluded.state RETURNING key`,
    )
    .pluck();

  function project({ kind, subject, ...made }: Projection): number {
    const key = put.get(kind, subject, made.version, made.updatedAt, made.foldVersion, made.state);
    if (key === undefined) throw new Error(`no stream ${kind} ${subject}`);
    made.writeTables(key);
    timers.replace(key, made.timers);
    return key;
  }

  return {
    timers,
    notices,
    ...reader,
    write: db.transaction(
      (
        entry: JournalEntry,
        audited: boolean,
        projections: readonly Projection[],
        alongside: () => void,
      ): JournalHead => {
        // Streams first: events refer to them.
        const keys = new Map(projections.map((made) => [`${made.kind}\n${made.subject}`, project(made)]));
        const { head, seqs } = append(entry, audited, (kind, subject) => keys.get(`${kind}\n${subject}`));
        for (const { kind, subject, notices: wanted, outgoing = [] } of projections) {
          const seqOf = (version: number) => seqs.get(`${kind}\n${subject}\n${version}`);
          for (const notice of wanted) {
            const seq = seqOf(notice.version);
            if (seq !== undefined) notices.add(seq, notice, entry.at);
          }
          for (const message of outgoing) {
            const seq = seqOf(message.version);
            if (seq !== undefined) addOutgoing(seq, message, entry.at);
          }
        }
        alongside();
        return head;
      },
    ).immediate,
    reproject: db.transaction((projections: Iterable<Projection>, alongside: () => void) => {
      alongside();
      for (const made of projections) project(made);
    }).immediate,
  };
}

type Appended = { head: JournalHead; seqs: Map<string, number> };

/**
 * Returns a function that appends an entry with its events; to be called in a transaction. `keyOf` gives the row key of a
 * stream. The head is read each time, since a head cached in memory would be wrong after a rollback. Without a key in
 * `seals` the new head has no seal.
 */
export function createAppender(
  db: Database,
  seals: SealHolder,
): (
  entry: JournalEntry,
  audited: boolean,
  keyOf: (kind: string, subject: string) => number | undefined,
) => Appended {
  const head = db.prepare<[], JournalHead>('SELECT pos, seq, link FROM journal_head');
  const moveHead = db.prepare('UPDATE journal_head SET pos = :pos, seq = :seq, link = :link, seal = :seal');
  const insert = db.prepare(
    `INSERT INTO journal (pos, kind, command, subject, type, operator, console, at, done_at, body, body_hash, first_seq,
       last_seq, refusal, link)
     VALUES (:pos, :kind, :command, :subject, :type, :operator, :console, :at, :doneAt, :body, :bodyHash, :first, :last,
       :refusal, :link)`,
  );
  const insertEvent = db.prepare(
    'INSERT INTO journal_events (seq, entry, stream, version, event) VALUES (?, ?, ?, ?, ?)',
  );
  const audit = db.prepare('INSERT INTO audit (entry) VALUES (?)');
  return (entry, audited, keyOf) => {
    const before = head.get() ?? CHAIN_START;
    const after = headAfter(before, entry);
    const { events, ...row } = entry;
    insert.run({ ...row, pos: after.pos, first: before.seq + 1, last: after.seq, link: after.link });
    const seqs = new Map<string, number>();
    for (const [index, { kind, subject, version, text }] of events.entries()) {
      const seq = before.seq + 1 + index;
      const key = keyOf(kind, subject);
      if (key === undefined)
        throw new Error(`an event of a stream that the entry does not change: ${subject}`);
      insertEvent.run(seq, after.pos, key, version, text);
      seqs.set(`${kind}\n${subject}\n${version}`, seq);
    }
    if (audited) audit.run(after.pos);
    moveHead.run({ ...after, seal: seals.current?.head(after) ?? null });
    return { head: after, seqs };
  };
}
