import type { Database } from 'better-sqlite3';
import type { JournalEvent, JournalHead, StoredEntry } from '../ports.ts';
import { CHAIN_START } from './chain.ts';

/** A stored stream. Its state may be used only if `foldVersion` is that of this program; otherwise it is folded again. */
export type StoredStream = {
  key: number;
  version: number;
  updatedAt: number;
  foldVersion: number;
  state: string;
};

type EntryRow = {
  pos: number;
  kind: string;
  command: string;
  subject: string;
  type: string;
  operator: string;
  console: string;
  at: number;
  done_at: number | null;
  body: string | null;
  body_hash: Buffer;
  first_seq: number;
  last_seq: number;
  refusal: string | null;
  link: Buffer;
};

/** Reads the journal and its streams. */
export function createJournalReader(db: Database) {
  const head = db.prepare<[], JournalHead>('SELECT pos, seq, link FROM journal_head');
  const ofCommand = db.prepare<[string], EntryRow>('SELECT * FROM journal WHERE command = ?');
  const after = db.prepare<[number, number], EntryRow>(
    'SELECT * FROM journal WHERE pos > ? ORDER BY pos LIMIT ?',
  );
  const between = db.prepare<[number, number], JournalEvent>(
    `SELECT s.kind, s.subject, e.version, e.event AS text FROM journal_events e JOIN streams s ON s.key = e.stream
     WHERE e.seq BETWEEN ? AND ? ORDER BY e.seq`,
  );
  const stream = db.prepare<[string, string], StoredStream>(
    `SELECT key, version, updated_at AS updatedAt, fold_version AS foldVersion, state FROM streams
     WHERE kind = ? AND subject = ?`,
  );
  const events = db
    .prepare<[string, string, number], string>(
      `SELECT e.event FROM journal_events e JOIN streams s ON s.key = e.stream
       WHERE s.kind = ? AND s.subject = ? AND e.version > ? ORDER BY e.version`,
    )
    .pluck();

  function entryOf(row: EntryRow): StoredEntry {
    const { done_at, body_hash, first_seq, last_seq, link, pos, ...rest } = row;
    const logged = last_seq < first_seq ? [] : between.all(first_seq, last_seq);
    return {
      ...rest,
      doneAt: done_at,
      bodyHash: body_hash,
      events: logged,
      head: { pos, seq: last_seq, link },
    };
  }

  return {
    head: (): JournalHead => head.get() ?? CHAIN_START,
    entry(command: string): StoredEntry | null {
      const row = ofCommand.get(command);
      return row === undefined ? null : entryOf(row);
    },
    since: (pos: number, limit: number): StoredEntry[] => after.all(pos, limit).map(entryOf),
    stream: (kind: string, subject: string): StoredStream | null => stream.get(kind, subject) ?? null,
    events: (kind: string, subject: string, version: number): string[] => events.all(kind, subject, version),
  };
}
