import type { Database } from 'better-sqlite3';
import { searchTokens } from '../../../shared/case/searchText.ts';
import { SEARCHED_SELECT } from './caseValues.ts';

type Texts = [number, ...(string | null)[]];

export type SearchIndex = {
  /** Indexes up to `batch` cases; true if more are pending. It takes some 40 µs per case. */
  indexBatch(batch: number): boolean;
};

/** Indexes new and changed cases in idle time, so that polls are not slowed down. */
export function createSearchIndex(db: Database): SearchIndex {
  const staleRows = db
    .prepare<[number], Texts>(
      `SELECT seq, ${SEARCHED_SELECT} FROM cases WHERE seq IN (SELECT seq FROM search_stale LIMIT ?)`,
    )
    .raw();
  const newRows = db
    .prepare<[number], Texts>(
      `SELECT seq, ${SEARCHED_SELECT} FROM cases
       WHERE seq > (SELECT indexed_seq FROM meta) ORDER BY seq LIMIT ?`,
    )
    .raw();
  const add = db.prepare('INSERT OR REPLACE INTO search (rowid, tokens) VALUES (?, ?)');
  const removeStale = db.prepare('DELETE FROM search_stale WHERE seq = ?');
  const setIndexedSeq = db.prepare('UPDATE meta SET indexed_seq = ?');
  const waiting = db
    .prepare<[], number>(
      `SELECT EXISTS (SELECT 1 FROM search_stale)
         OR EXISTS (SELECT 1 FROM cases WHERE seq > (SELECT indexed_seq FROM meta))`,
    )
    .pluck();

  const indexBatch = db.transaction((batch: number) => {
    const changed = staleRows.all(batch);
    for (const [seq, ...texts] of changed) {
      add.run(seq, searchTokens(texts));
      removeStale.run(seq);
    }
    const added = batch > changed.length ? newRows.all(batch - changed.length) : [];
    for (const [seq, ...texts] of added) add.run(seq, searchTokens(texts));
    const last = added.at(-1);
    if (last !== undefined) setIndexedSeq.run(last[0]);
  });

  return {
    indexBatch(batch) {
      if (waiting.get() === 0) return false;
      indexBatch.immediate(batch);
      return waiting.get() === 1;
    },
  };
}
