import type { Database } from 'better-sqlite3';
import type { ColumnRow } from '../ports.ts';

/**
 * What one transaction changes of the cases. Numbers are handed out here and become the store's only after commit, so
 * that a rolled-back transaction leaves no trace in memory either.
 */
export type Batch = {
  sourceKey: number;
  source: string;
  at: number;
  /** The revision that this batch makes, if it changes any case. */
  revision: number;
  lastSeq: number;
  inserted: number;
  updated: number;
  changed: ColumnRow[];
  changedIds: string[];
};

/** The store's counters: revision and highest case key, in memory as last committed. */
export type Ledger = {
  revision(): number;
  lastSeq(): number;
  /** Starts a batch; call inside a transaction. */
  open(source: { key: number; id: string }, at: number): Batch;
  /** Writes the new revision if a case changed. Inside the same transaction. */
  seal(batch: Batch): void;
  /** After commit. Returns the revision that now stands. */
  committed(batch: Batch): number;
};

export function createLedger(db: Database): Ledger {
  const read = db.prepare<[], { revision: number; last_seq: number }>(
    'SELECT revision, (SELECT ifnull(max(seq), 0) FROM cases) AS last_seq FROM meta',
  );
  const setRevision = db.prepare('UPDATE meta SET revision = ?');
  const noteRevision = db.prepare(
    `INSERT INTO revisions (revision, at, last_seq, last_history)
     VALUES (?, ?, ?, (SELECT ifnull(max(id), 0) FROM history))`,
  );
  const start = read.get();
  let revision = start?.revision ?? 0;
  let lastSeq = start?.last_seq ?? 0;

  return {
    revision: () => revision,
    lastSeq: () => lastSeq,
    open: (source, at) => ({
      sourceKey: source.key,
      source: source.id,
      at,
      revision: revision + 1,
      lastSeq,
      inserted: 0,
      updated: 0,
      changed: [],
      changedIds: [],
    }),
    seal(batch) {
      if (batch.changed.length === 0) return;
      setRevision.run(batch.revision);
      noteRevision.run(batch.revision, batch.at, batch.lastSeq);
    },
    committed(batch) {
      if (batch.changed.length > 0) revision = batch.revision;
      lastSeq = batch.lastSeq;
      return revision;
    },
  };
}
