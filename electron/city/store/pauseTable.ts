import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { CasePause } from '../../../shared/contract/cases.ts';

/** SQL: the pauses of case `c` as a JSON list, in order. Read it with `readPauses`. */
export const PAUSES_OF_CASE = `(SELECT json_group_array(json_array(started_at, ended_at, why, basis) ORDER BY started_at, rowid)
  FROM case_pauses p WHERE p.seq = c.seq)`;

const Rows = z.array(z.tuple([z.int(), z.int().nullable(), z.string(), z.string()]));
const Pauses = z.array(CasePause);

export function readPauses(text: string): CasePause[] {
  if (text === '[]') return [];
  return Pauses.parse(
    Rows.parse(JSON.parse(text)).map(([from, to, why, basis]) => ({ from, to, why, basis })),
  );
}

export type PauseTable = {
  /** The pauses of those of these cases of one source that have any, by `source_id`. */
  ofPage(source: string, sourceIds: readonly string[]): Map<string, CasePause[]>;
  /** In order of their beginning. */
  of(seq: number): CasePause[];
  put(seq: number, pauses: readonly CasePause[]): void;
  /** Ends what goes on, UTC ms. */
  endOpen(seq: number, at: number): void;
};

/** The pauses of cases (计时暂停). */
export function createPauseTable(db: Database): PauseTable {
  const any = db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM case_pauses)').pluck();
  const ofPage = db.prepare<[string, string], { sourceId: string; pauses: string }>(
    `SELECT c.source_id AS sourceId, ${PAUSES_OF_CASE} AS pauses FROM cases c
     WHERE c.source = (SELECT key FROM sources WHERE id = ?)
       AND c.source_id IN (SELECT value FROM json_each(?))
       AND EXISTS (SELECT 1 FROM case_pauses p WHERE p.seq = c.seq)`,
  );
  const ofCase = db
    .prepare<[number], string>(`SELECT ${PAUSES_OF_CASE} FROM cases c WHERE c.seq = ?`)
    .pluck();
  const erase = db.prepare('DELETE FROM case_pauses WHERE seq = ?');
  const end = db.prepare(
    'UPDATE case_pauses SET ended_at = max(?, started_at) WHERE seq = ? AND ended_at IS NULL',
  );
  const insert = db.prepare(
    'INSERT INTO case_pauses (seq, started_at, ended_at, why, basis) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    ofPage(source, sourceIds) {
      // Most halls' sources never tell of a pause: spare them the look-up for every page.
      if (any.get() !== 1) return new Map();
      return new Map(
        ofPage.all(source, JSON.stringify(sourceIds)).map((row) => [row.sourceId, readPauses(row.pauses)]),
      );
    },
    endOpen: (seq, at) => void end.run(at, seq),
    of: (seq) => readPauses(ofCase.get(seq) ?? '[]'),
    put(seq, pauses) {
      erase.run(seq);
      for (const { from, to, why, basis } of pauses) insert.run(seq, from, to, why, basis);
    },
  };
}
