import type { Database } from 'better-sqlite3';
import type { JournalHead, LogEntry, PlacedEntry } from '../ports.ts';
import { BEGINNING, headAfter } from './chain.ts';
import { createJournalReader, type StoredStream } from './journalReader.ts';
import { createNoticeTable, type Notice } from './noticeTable.ts';
import { createTimerTable, type TimerRow, type TimerTable } from './timerTable.ts';

/** What a stream becomes: everything that is made of its events, and can be made again from them. */
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
  /** Writes the tables that are the kind's own, in the same transaction; `stream` is the key of the stream's row. */
  write(stream: number): void;
};

/** The journal and what is made of it. */
export type JournalTable = {
  timers: TimerTable;
  notices: Pick<ReturnType<typeof createNoticeTable>, 'list' | 'waiting' | 'show'>;
  head(): JournalHead;
  /** The entry of a command; null when it never came. */
  entry(command: string): PlacedEntry | null;
  since(pos: number, limit: number): PlacedEntry[];
  stream(kind: string, subject: string): StoredStream | null;
  /** Events of a stream after its `version`-th, as JSON. */
  events(kind: string, subject: string, version: number): string[];
  /**
   * One command: its entry, the projections of every stream that it changed, and whatever `alongside` writes, or nothing
   * of it. `audited`: the auditor reads of it. The journal's end after it.
   */
  write(
    entry: LogEntry,
    audited: boolean,
    projections: readonly Projection[],
    alongside: () => void,
  ): JournalHead;
  /** Makes projections anew without an entry, with whatever `alongside` writes. */
  reproject(projections: Iterable<Projection>, alongside: () => void): void;
};

export function createJournalTable(db: Database): JournalTable {
  const reader = createJournalReader(db);
  const timers = createTimerTable(db);
  const notices = createNoticeTable(db);
  const append = createAppender(db);
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
    made.write(key);
    timers.replace(key, made.timers);
    return key;
  }

  return {
    timers,
    notices,
    ...reader,
    write: db.transaction(
      (
        entry: LogEntry,
        audited: boolean,
        projections: readonly Projection[],
        alongside: () => void,
      ): JournalHead => {
        // Streams first: events refer to them.
        const keys = new Map(projections.map((made) => [`${made.kind}\n${made.subject}`, project(made)]));
        const { head, seqs } = append(entry, audited, (kind, subject) => keys.get(`${kind}\n${subject}`));
        for (const { kind, subject, notices: wanted } of projections)
          for (const { version, recipient, body } of wanted) {
            const seq = seqs.get(`${kind}\n${subject}\n${version}`);
            if (seq !== undefined) notices.add(seq, recipient, body, entry.at);
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
 * Writes an entry with its events behind the last one, inside a transaction. `keyOf` gives the row of a stream. The head is
 * read anew each time: a transaction that was rolled back must leave no trace in memory.
 */
export function createAppender(
  db: Database,
): (
  entry: LogEntry,
  audited: boolean,
  keyOf: (kind: string, subject: string) => number | undefined,
) => Appended {
  const head = db.prepare<[], JournalHead>('SELECT pos, seq, link FROM journal_head');
  const moveHead = db.prepare('UPDATE journal_head SET pos = :pos, seq = :seq, link = :link');
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
    const before = head.get() ?? BEGINNING;
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
    moveHead.run(after);
    return { head: after, seqs };
  };
}
