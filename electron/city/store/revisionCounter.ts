import type { Database } from 'better-sqlite3';
import type { ColumnRow } from '../ports.ts';

/**
 * The changes that one transaction makes to cases. Its numbers are adopted by the store only after the commit, so that a
 * rollback needs no undo in memory.
 */
export type Batch = {
  sourceKey: number;
  source: string;
  at: number;
  /** Key of the import of which the batch is a part; null if of none. */
  importKey: number | null;
  /** The revision after this batch, if it changes any case. */
  revision: number;
  lastSeq: number;
  inserted: number;
  updated: number;
  /** Cases that were there before and that the import changes for the first time. */
  importChanged: number;
  changed: ColumnRow[];
  changedIds: string[];
};

/** The revision and the highest case key, in memory as last committed. */
export type RevisionCounter = {
  revision(): number;
  lastSeq(): number;
  /** Starts a batch; to be called in a transaction. */
  beginBatch(source: { key: number; id: string }, at: number, importKey?: number | null): Batch;
  /** Writes the new revision if a case changed; to be called in the same transaction. */
  writeRevision(batch: Batch): void;
  /** Adopts the numbers of a committed batch; returns the current revision. */
  afterCommit(batch: Batch): number;
};

export function createRevisionCounter(db: Database): RevisionCounter {
  const read = db.prepare<[], { revision: number; last_seq: number }>(
    'SELECT revision, (SELECT ifnull(max(seq), 0) FROM cases) AS last_seq FROM meta',
  );
  const setRevision = db.prepare('UPDATE meta SET revision = ?');
  const insertRevision = db.prepare(
    `INSERT INTO revisions (revision, at, last_seq, last_history)
     VALUES (?, ?, ?, (SELECT ifnull(max(id), 0) FROM history))`,
  );
  const start = read.get();
  let revision = start?.revision ?? 0;
  let lastSeq = start?.last_seq ?? 0;

  return {
    revision: () => revision,
    lastSeq: () => lastSeq,
    beginBatch: (source, at, importKey = null) => ({
      sourceKey: source.key,
      source: source.id,
      at,
      importKey,
      revision: revision + 1,
      lastSeq,
      inserted: 0,
      updated: 0,
      importChanged: 0,
      changed: [],
      changedIds: [],
    }),
    writeRevision(batch) {
      if (batch.changed.length === 0) return;
      setRevision.run(batch.revision);
      insertRevision.run(batch.revision, batch.at, batch.lastSeq);
    },
    afterCommit(batch) {
      if (batch.changed.length > 0) revision = batch.revision;
      lastSeq = batch.lastSeq;
      return revision;
    },
  };
}
