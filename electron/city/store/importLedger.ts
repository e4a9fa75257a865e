import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { CasePause } from '../../../shared/contract/cases.ts';
import type { SourceAccounting } from '../../../shared/contract/sources.ts';
import type { CaseRewriter } from './caseRewriter.ts';
import { type CaseValues, VALUE_COLUMNS } from './caseValues.ts';
import type { ImportNotes } from './importNotes.ts';
import type { ImportRowTable } from './importRowTable.ts';
import type { PauseTable } from './pauseTable.ts';
import type { Batch, RevisionCounter } from './revisionCounter.ts';
import type { SourceTable } from './sourceTable.ts';

/** What is kept of a case before an import changed it. `absence`: see `StoredCase`. */
export const CaseBefore = z.object({
  values: z.array(z.union([z.string(), z.number()]).nullable()).length(VALUE_COLUMNS.length),
  goneAt: z.int().nullable(),
  absence: z.object({ stage: z.string().nullable() }).nullable(),
  pauses: z.array(CasePause),
});
export type CaseBefore = z.infer<typeof CaseBefore>;

const Text = z.string().nullable();
const CONTACT_PARTS = 6;
/** Name, telephone, mail, original description, address, identity. What earlier versions kept has four or five of them. */
export const ContactBefore = z.preprocess(
  (kept) =>
    Array.isArray(kept) && (kept.length === 4 || kept.length === 5)
      ? [...kept, null, null].slice(0, CONTACT_PARTS)
      : kept,
  z.tuple([Text, Text, Text, Text, Text, Text]),
);
export type ContactBefore = z.infer<typeof ContactBefore>;

export type ImportLedger = {
  /** Notes that the batch's import created a case. Does nothing outside an import, like the others. */
  created(batch: Batch, seq: number): void;
  /**
   * The state of a case that the batch's import is about to change; null outside an import. To be handed to `changed` once
   * the history has its entry.
   */
  before(batch: Batch, seq: number, values: CaseValues): Pending | null;
  changed(batch: Batch, seq: number, pending: Pending | null, history: number): void;
  /** Adds to the record of the batch's import what the batch did; to be called once, at its end. */
  count(batch: Batch, rows: ImportRows): void;
  /** Notes that the batch's import received a refused row. */
  refused(batch: Batch, quarantine: number): void;
  /** Notes that a row of the batch's import superseded refused ones. */
  resolved(batch: Batch, quarantine: readonly number[]): void;
  /** The import that a refused row came from, the latest that stands; null if it came from none. */
  importOf(quarantine: number): number | null;
};

/** What imports, undos and whole lists write with. */
export type ImportTables = {
  revisions: RevisionCounter;
  sources: SourceTable;
  pauses: PauseTable;
  ledger: ImportLedger;
  notes: ImportNotes;
  rows: ImportRowTable;
  rewriter: CaseRewriter;
};

/** Null: the import has changed the case before, so that its state before the import is kept already. */
type Pending = { kept: { prior: number; before: string; contact: string | null } | null };

/** Rows of a list by what became of them. `noted`: those of the stored ones that have a note; `leftOut`: rows so far that are no cases. */
type ImportRows = SourceAccounting & { noted: number; leftOut: number };
/** For a batch that is not made of rows. */
export const NO_ROWS: ImportRows = {
  ...{ received: 0, stored: 0, unchanged: 0, quarantined: 0 },
  ...{ noted: 0, leftOut: 0 },
};

/** Entries of the history that change nothing an import could be about. */
export const OF_CALENDAR = "json_extract(changes, '$.calendar') IS NOT NULL";

/** What each import did to cases and quarantine, written in the transaction that does it. */
export function createImportLedger(db: Database, pauses: PauseTable): ImportLedger {
  const created = db.prepare(
    'INSERT INTO import_cases (import, seq, at, prior, created) VALUES (?, ?, ?, 0, 1) ON CONFLICT DO NOTHING',
  );
  const changed = db.prepare(
    `INSERT INTO import_cases (import, seq, at, history, prior, before, contact, created)
     VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
  );
  const changedAgain = db.prepare('UPDATE import_cases SET at = ?, history = ? WHERE import = ? AND seq = ?');
  const isKept = db
    .prepare<[number, number], number>('SELECT 1 FROM import_cases WHERE import = ? AND seq = ?')
    .pluck();
  const count = db.prepare(
    `UPDATE imports SET received = received + ?, stored = stored + ?, unchanged = unchanged + ?,
       quarantined = quarantined + ?, noted = noted + ?, left_out = max(left_out, ?), created = created + ?,
       changed = changed + ? WHERE key = ?`,
  );
  const prior = db
    .prepare<[number], number>(
      `SELECT ifnull(max(id), 0) FROM history WHERE seq = ? AND NOT (${OF_CALENDAR})`,
    )
    .pluck();
  const goneAt = db.prepare<[number], number | null>('SELECT gone_at FROM cases WHERE seq = ?').pluck();
  const absence = db.prepare<[number], { stage: string | null }>('SELECT stage FROM absences WHERE seq = ?');
  const contact = db
    .prepare<[number], ContactBefore>(
      'SELECT name, phone, email, original_description, address, identity FROM contacts WHERE seq = ?',
    )
    .raw();
  const refused = db.prepare(
    `INSERT INTO import_refusals (import, quarantine, times, resolved) VALUES (?, ?, 1, 0)
     ON CONFLICT DO UPDATE SET times = times + 1`,
  );
  const resolved = db.prepare(
    `INSERT INTO import_refusals (import, quarantine, times, resolved) VALUES (?, ?, 0, 1)
     ON CONFLICT DO UPDATE SET resolved = 1`,
  );
  const importOf = db
    .prepare<[number], number>(
      `SELECT r.import FROM import_refusals r JOIN imports i ON i.key = r.import
       WHERE r.quarantine = ? AND r.times > 0 AND i.undone_at IS NULL ORDER BY r.import DESC LIMIT 1`,
    )
    .pluck();
  return {
    created: (batch, seq) => {
      if (batch.importKey !== null) created.run(batch.importKey, seq, batch.at);
    },
    before(batch, seq, values) {
      if (batch.importKey === null) return null;
      if (isKept.get(batch.importKey, seq) !== undefined) return { kept: null };
      const before: CaseBefore = {
        values,
        goneAt: goneAt.get(seq) ?? null,
        absence: absence.get(seq) ?? null,
        pauses: pauses.of(seq),
      };
      const stored = contact.get(seq);
      return {
        kept: {
          prior: prior.get(seq) ?? 0,
          before: JSON.stringify(before),
          contact: stored === undefined ? null : JSON.stringify(stored),
        },
      };
    },
    changed(batch, seq, pending, history) {
      if (batch.importKey === null || pending === null) return;
      const { kept } = pending;
      if (kept === null) {
        changedAgain.run(batch.at, history, batch.importKey, seq);
        return;
      }
      changed.run(batch.importKey, seq, batch.at, history, kept.prior, kept.before, kept.contact);
      batch.importChanged++;
    },
    count(batch, { received, stored, unchanged, quarantined, noted, leftOut }) {
      if (batch.importKey === null) return;
      const rows = [received, stored, unchanged, quarantined, noted, leftOut];
      count.run(...rows, batch.inserted, batch.importChanged, batch.importKey);
    },
    refused: (batch, id) => {
      if (batch.importKey !== null) refused.run(batch.importKey, id);
    },
    resolved: (batch, ids) => {
      if (batch.importKey !== null) for (const id of ids) resolved.run(batch.importKey, id);
    },
    importOf: (id) => importOf.get(id) ?? null,
  };
}
