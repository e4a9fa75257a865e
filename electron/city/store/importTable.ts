import type { Database } from 'better-sqlite3';
import type { ImportRecord, ImportUndo } from '../../../shared/contract/imports.ts';
import type { SourceAccounting, WholeOutcome } from '../../../shared/contract/sources.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import type { ImportTables } from './importLedger.ts';
import type { ImportNotes } from './importNotes.ts';
import type { ImportRowTable } from './importRowTable.ts';
import { createImportUndoing, type ImportUndoing, noCases } from './importUndoing.ts';
import { createWholeClosing, type WholeClosing } from './wholeClosing.ts';

/** Who does something: an operator, or the person at the machine (`id` null). */
export type ImportActor = { id: string | null; name: string };

/** An import that begins. Times UTC ms. */
type ImportStart = { id: string; source: string; file: string; at: number; by: ImportActor };

/** `leftOut`: rows that are no cases. All else is counted with each page. */
type ImportEnd = Pick<ImportRecord, 'error' | 'leftOut' | 'whole'> & {
  state: 'done' | 'cancelled' | 'failed';
  at: number;
};

/** Imports of files (文件导入) that were begun, with what each did, and the way back. */
export type ImportTable = ImportUndoing &
  WholeClosing & {
    /** Returns the key of the import, for the pages that belong to it. */
    begin(start: ImportStart): number;
    end(key: number, end: ImportEnd): void;
    /** Marks imports as failed that a program left running; to be called before any other begins. */
    endInterrupted(at: number): void;
    /** Newest first. `source` null: of all. */
    page(query: { source: string | null; limit: number; offset: number }): {
      items: ImportRecord[];
      total: number;
    };
    find(id: string): ImportRecord | null;
    notes: ImportNotes['page'];
    rows: ImportRowTable['page'];
  };

type Row = SourceAccounting & {
  id: string;
  source: string;
  file: string;
  started_at: number;
  ended_at: number | null;
  who: string;
  state: ImportRecord['state'];
  error: string | null;
  left_out: number;
  noted: number;
  created: number;
  changed: number;
  whole: string | null;
  undone_at: number | null;
  undone_by: string | null;
  undo_reason: string | null;
  undo: string | null;
};

const RECORD = `SELECT i.id, s.id AS source, i.file, i.started_at, i.ended_at, i.who, i.state, i.error, i.received,
    i.stored, i.unchanged, i.quarantined, i.left_out, i.noted, i.created, i.changed, i.whole, i.undone_at, i.undone_by,
    i.undo_reason, i.undo
  FROM imports i JOIN sources s ON s.key = i.source`;

export function createImportTable(db: Database, tables: ImportTables): ImportTable {
  const { sources } = tables;
  const insert = db.prepare(
    "INSERT INTO imports (id, source, file, started_at, operator, who, state) VALUES (?, ?, ?, ?, ?, ?, 'running')",
  );
  const end = db.prepare(
    'UPDATE imports SET ended_at = ?, state = ?, error = ?, left_out = ?, whole = ? WHERE key = ?',
  );
  const endInterrupted = db.prepare(
    "UPDATE imports SET ended_at = ?, state = 'failed', error = ? WHERE ended_at IS NULL",
  );
  const one = db.prepare<[string], Row>(`${RECORD} WHERE i.id = ?`);
  const list = db.prepare<[{ only: string | null; limit: number; offset: number }], Row>(
    `${RECORD} WHERE :only IS NULL OR s.id = :only ORDER BY i.started_at DESC, i.key DESC LIMIT :limit OFFSET :offset`,
  );
  const total = db
    .prepare<[{ only: string | null }], number>(
      `SELECT count(*) FROM imports i JOIN sources s ON s.key = i.source WHERE :only IS NULL OR s.id = :only`,
    )
    .pluck();

  return {
    ...createImportUndoing(db, tables),
    ...createWholeClosing(db, tables),
    notes: tables.notes.page,
    rows: tables.rows.page,
    begin: ({ id, source, file, at, by }) =>
      Number(insert.run(id, sources.key(source), file, at, by.id, by.name).lastInsertRowid),
    end(key, { at, state, error, leftOut, whole }) {
      end.run(at, state, textOrNull(error), leftOut, textOrNull(whole), key);
    },
    endInterrupted: (at) => void endInterrupted.run(at, JSON.stringify(sentError('import-interrupted', {}))),
    page({ source, limit, offset }) {
      const items = list.all({ only: source, limit, offset }).map(readRecord);
      return { items, total: total.get({ only: source }) ?? 0 };
    },
    find(id) {
      const row = one.get(id);
      return row === undefined ? null : readRecord(row);
    },
  };
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** An undo that ended before an outcome was known has none of it. */
function readDone(text: string): NonNullable<ImportUndo['done']> {
  const done = JSON.parse(text) as NonNullable<ImportUndo['done']>;
  return { ...done, cases: { ...noCases(), ...done.cases } };
}

function readRecord(row: Row): ImportRecord {
  const { received, stored, unchanged, quarantined } = row;
  const { undone_at: at, undone_by: by, undo_reason: reason, undo } = row;
  return {
    id: row.id,
    source: row.source,
    file: row.file,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    by: row.who,
    state: row.state,
    error: row.error === null ? null : (JSON.parse(row.error) as ImportRecord['error']),
    accounting: { received, stored, unchanged, quarantined },
    leftOut: row.left_out,
    noted: row.noted,
    created: row.created,
    changed: row.changed,
    whole: row.whole === null ? null : (JSON.parse(row.whole) as WholeOutcome),
    undo:
      at === null
        ? null
        : {
            at,
            by: by ?? '',
            reason: reason ?? '',
            done: undo === null ? null : readDone(undo),
          },
  };
}
