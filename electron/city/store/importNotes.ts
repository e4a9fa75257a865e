import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { CaseImportNotes } from '../../../shared/contract/cases.ts';
import { SentError } from '../../../shared/contract/common.ts';
import type { ImportNotesPage } from '../../../shared/contract/imports.ts';
import type { Batch } from './revisionCounter.ts';

/** Cases of one import whose notes are kept; of a list that has more, they are only counted. */
const MOST_CASES = 20_000;

/** What imports left out or corrected of rows that they stored (导入时的更正). No contact data is in it. */
export type ImportNotes = {
  /**
   * Keeps the notes of a row that the batch's import stored as the case `seq`; those of an earlier row of the same list go.
   * Does nothing outside an import.
   */
  put(batch: Batch, seq: number, notes: readonly SentError[]): void;
  /** Forgets what an import that is taken back had to say of a case. */
  drop(importKey: number, seq: number): void;
  /** Cases of an import with their notes; `code`: only those of this kind. Null if there is no such import. */
  page(query: { id: string; code: string | null; limit: number; offset: number }): ImportNotesPage | null;
  /** Of the latest import that stored the case and stands; null if it had none. */
  ofCase(seq: number): CaseImportNotes | null;
};

type Row = { caseId: string; title: string; notes: string };
type Latest = { id: string; file: string; at: number; notes: string | null };

const Notes = z.array(z.array(SentError));

export function createImportNotes(db: Database): ImportNotes {
  const insert = db.prepare(
    `INSERT INTO import_notes (import, seq, code, notes)
     SELECT ?, ?, ?, ? WHERE (SELECT noted FROM imports WHERE key = ?) < ${MOST_CASES}`,
  );
  const drop = db.prepare('DELETE FROM import_notes WHERE import = ? AND seq = ?');
  const key = db.prepare<[string], number>('SELECT key FROM imports WHERE id = ?').pluck();
  const page = db.prepare<[{ key: number; code: string | null; limit: number; offset: number }], Row>(
    `SELECT s.id || ':' || c.source_id AS caseId, c.title, n.notes FROM (
       SELECT seq, json_group_array(json(notes)) AS notes FROM import_notes
       WHERE import = :key AND (:code IS NULL OR code = :code) GROUP BY seq ORDER BY seq LIMIT :limit OFFSET :offset
     ) n JOIN cases c ON c.seq = n.seq JOIN sources s ON s.key = c.source ORDER BY n.seq`,
  );
  const total = db
    .prepare<[{ key: number; code: string | null }], number>(
      'SELECT count(DISTINCT seq) FROM import_notes WHERE import = :key AND (:code IS NULL OR code = :code)',
    )
    .pluck();
  const kinds = db.prepare<[number], { example: string; cases: number }>(
    `SELECT json_extract(min(notes), '$[0]') AS example, count(*) AS cases FROM import_notes
     WHERE import = ? GROUP BY code ORDER BY cases DESC, code`,
  );
  const latest = db.prepare<[number], Latest>(
    `SELECT i.id, i.file, i.started_at AS at,
       (SELECT json_group_array(json(n.notes)) FROM import_notes n WHERE n.import = i.key AND n.seq = c.seq) AS notes
     FROM import_cases c JOIN imports i ON i.key = c.import
     WHERE c.seq = ? AND i.undone_at IS NULL ORDER BY c.import DESC LIMIT 1`,
  );
  return {
    put({ importKey }, seq, notes) {
      if (importKey === null) return;
      drop.run(importKey, seq);
      for (const [code, same] of Map.groupBy(notes, (note) => note.code))
        insert.run(importKey, seq, code, JSON.stringify(same), importKey);
    },
    drop: (importKey, seq) => void drop.run(importKey, seq),
    page({ id, code, limit, offset }) {
      const found = key.get(id);
      if (found === undefined) return null;
      const items = page.all({ key: found, code, limit, offset });
      return {
        items: items.map(({ notes, ...row }) => ({ ...row, notes: readNotes(notes) })),
        total: total.get({ key: found, code }) ?? 0,
        kinds: kinds
          .all(found)
          .map(({ example, cases }) => ({ example: SentError.parse(JSON.parse(example)), cases })),
      };
    },
    ofCase(seq) {
      const found = latest.get(seq);
      if (found === undefined) return null;
      const notes = readNotes(found.notes ?? '[]');
      return notes.length === 0 ? null : { import: found.id, file: found.file, at: found.at, notes };
    },
  };
}

function readNotes(text: string): SentError[] {
  return Notes.parse(JSON.parse(text)).flat();
}
