import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { isSamePauses } from '../../../shared/case/pauses.ts';
import { statedLimitOf } from '../../../shared/case/statedLimit.ts';
import type { CasePause } from '../../../shared/contract/cases.ts';
import { type ImportUndo, UndoOutcome } from '../../../shared/contract/imports.ts';
import { limitBy } from '../../../shared/pack/placer.ts';
import type { PageResult, Placer } from '../ports.ts';
import { type CaseValues, VALUE_COLUMNS } from './caseValues.ts';
import { CaseBefore, ContactBefore, type ImportTables, OF_CALENDAR } from './importLedger.ts';
import { pageResult } from './pageWriter.ts';
import type { Batch } from './revisionCounter.ts';
import { createSightings } from './sightings.ts';

export type ImportUndoing = {
  /**
   * Marks an import as taken back, whatever follows; one that was left half taken back keeps its mark. False if it is
   * running, was taken back to the end, or is not there.
   */
  beginUndo(id: string, undo: { at: number; by: string; reason: string }): boolean;
  /**
   * Takes cases of a marked import back, in one transaction: created ones are removed (tombstones), changed ones get the
   * values that they had. What changed since, or was listed by another reading, stays; so does a case on which a whistle
   * was blown, and one whose former state cannot be read. `due`: as of the working calendar in force.
   * @returns `next`: where to go on; null after the last call, which settles the quarantine and ends the undo
   */
  undoBatch(
    id: string,
    at: number,
    due: Placer['due'],
    part: { after: number; limit: number },
  ): PageResult & { next: number | null };
  /** Imports that were marked and not taken back to the end. */
  unfinishedUndos(): { id: string; source: string }[];
};

type Entry = {
  seq: number;
  caseId: string;
  at: number;
  history: number | null;
  prior: number;
  created: number;
  before: string | null;
  contact: string | null;
};
type Import = { key: number; id: string; source: string; ended: number };

const index = (column: (typeof VALUE_COLUMNS)[number]): number => VALUE_COLUMNS.indexOf(column);
const UPDATED_AT = index('updated_at');
const [STATUS, DUE_AT, DUE_BASIS] = [index('status'), index('due_at'), index('due_basis')];
const [UPSTREAM_DUE, CATEGORY, REQUESTED] = [
  index('upstream_due_at'),
  index('category_code'),
  index('requested_at'),
];
const ORIGINAL_TIMES = index('original_times');
const Times = z.record(z.string(), z.string());

/** Undoing imports (撤销导入). */
export function createImportUndoing(
  db: Database,
  { revisions, sources, pauses, notes, rows, rewriter }: ImportTables,
): ImportUndoing {
  const sightings = createSightings(db);
  const begin = db.prepare(
    `UPDATE imports SET undone_at = ?, undone_by = ?, undo_reason = ?
     WHERE id = ? AND undone_at IS NULL AND ended_at IS NOT NULL`,
  );
  const find = db.prepare<[string], Import>(
    `SELECT i.key, i.id, s.id AS source, i.ended_at AS ended FROM imports i JOIN sources s ON s.key = i.source
     WHERE i.id = ? AND i.undone_at IS NOT NULL AND i.undo IS NULL`,
  );
  const unfinished = db.prepare<[], { id: string; source: string }>(
    `SELECT i.id, s.id AS source FROM imports i JOIN sources s ON s.key = i.source
     WHERE i.undone_at IS NOT NULL AND i.undo IS NULL ORDER BY i.key`,
  );
  const entries = db.prepare<[number, number, number], Entry>(
    `SELECT c.seq, s.id || ':' || k.source_id AS caseId, c.at, c.history, c.prior, c.created, c.before, c.contact
     FROM import_cases c JOIN cases k ON k.seq = c.seq JOIN sources s ON s.key = k.source
     WHERE c.import = ? AND c.seq > ? AND c.outcome IS NULL ORDER BY c.seq LIMIT ?`,
  );
  const settle = db.prepare(
    'UPDATE import_cases SET outcome = ?, before = NULL, contact = NULL WHERE import = ? AND seq = ?',
  );
  const changedSince = db
    .prepare<[number, number], number>(
      `SELECT EXISTS (SELECT 1 FROM history WHERE seq = ? AND id > ? AND NOT (${OF_CALENDAR}))`,
    )
    .pluck();
  // A later import that stands may have listed it; so may a poll, unless it was seen by an import that was taken back.
  const listedSince = db
    .prepare<{ seq: number; import: number; since: number }, number>(
      `SELECT EXISTS (
         SELECT 1 FROM sightings s WHERE s.seq = :seq AND (
           EXISTS (SELECT 1 FROM imports l WHERE l.source = s.source AND l.key > :import AND l.undone_at IS NULL
             AND l.started_at <= s.at)
           OR (s.at > :since AND NOT EXISTS (SELECT 1 FROM imports u WHERE u.source = s.source AND u.key > :import
             AND u.undone_at IS NOT NULL AND s.at BETWEEN u.started_at AND u.ended_at))))`,
    )
    .pluck();
  const whistled = db
    .prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM whistle_cases WHERE case_id = ?)')
    .pluck();
  // Whoever touched the case last before this import stands last again.
  const passOn = db.prepare(
    `UPDATE import_cases SET history = ? WHERE seq = ? AND import <> ? AND outcome IS NULL AND ifnull(history, 0) = ?`,
  );
  const contact = db
    .prepare<[number], ContactBefore>(
      'SELECT name, phone, email, original_description, address, identity FROM contacts WHERE seq = ?',
    )
    .raw();
  const dropContact = db.prepare('DELETE FROM contacts WHERE seq = ?');
  const putContact = db.prepare(
    'INSERT INTO contacts (seq, name, phone, email, original_description, address, identity) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const dropAbsence = db.prepare('DELETE FROM absences WHERE seq = ?');
  const putAbsence = db.prepare('INSERT INTO absences (seq, stage) VALUES (?, ?)');
  const counts = db.prepare<[number], { outcome: UndoOutcome; count: number }>(
    'SELECT outcome, count(*) AS count FROM import_cases WHERE import = ? GROUP BY outcome',
  );
  const end = db.prepare('UPDATE imports SET undo = ? WHERE key = ?');
  // Receipts stay counted as quarantined, and the row is no longer listed; one that another import brought too stays.
  const dropRefused = db.prepare(
    `UPDATE quarantine SET resolved_at = ? WHERE resolved_at IS NULL AND id IN (
       SELECT r.quarantine FROM import_refusals r WHERE r.import = ? AND r.times > 0)
     AND times <= (SELECT sum(r.times) FROM import_refusals r JOIN imports i ON i.key = r.import
       WHERE r.quarantine = quarantine.id AND i.undone_at IS NOT NULL)`,
  );
  const listAgain = db.prepare(
    `UPDATE quarantine SET resolved_at = NULL WHERE resolved_at IS NOT NULL AND id IN (
       SELECT r.quarantine FROM import_refusals r WHERE r.import = ? AND r.resolved = 1)
     AND times > ifnull((SELECT sum(r.times) FROM import_refusals r JOIN imports i ON i.key = r.import
       WHERE r.quarantine = quarantine.id AND i.undone_at IS NOT NULL), 0)
     AND NOT EXISTS (SELECT 1 FROM import_refusals r JOIN imports i ON i.key = r.import
       WHERE r.quarantine = quarantine.id AND r.resolved = 1 AND i.undone_at IS NULL)`,
  );

  function outcomeOf(one: Import, entry: Entry): UndoOutcome {
    if (changedSince.get(entry.seq, entry.history ?? 0) === 1) return 'changed-since';
    const since = Math.max(one.ended, entry.at);
    if (listedSince.get({ seq: entry.seq, import: one.key, since }) === 1) return 'listed-since';
    if (entry.created === 0) return 'restored';
    return whistled.get(entry.caseId) === 1 ? 'whistled' : 'removed';
  }

  function removeCase(batch: Batch, one: Import, { seq }: Entry): void {
    const values = rewriter.values(seq);
    // A corrected list counts, however old the times are that it gives.
    values[UPDATED_AT] = null;
    rewriter.rewrite(batch, seq, { values, goneAt: batch.at }, { undone: [null, one.id] });
    dropContact.run(seq);
    dropAbsence.run(seq);
    pauses.put(seq, []);
  }

  function restoreCase(
    batch: Batch,
    one: Import,
    { seq, prior }: Entry,
    { state, contact: kept }: Former,
    due: Placer['due'],
  ): void {
    const { values, goneAt, absence, pauses: before } = state;
    recomputeDue(values, before, due);
    const mark: Record<string, [unknown, unknown]> = { undone: [null, one.id] };
    if (restoreContact(seq, kept)) mark['contact'] = ['***', '***'];
    const now = pauses.of(seq);
    if (!isSamePauses(now, before)) {
      mark['pauses'] = [now, before];
      pauses.put(seq, before);
    }
    const history = rewriter.rewrite(batch, seq, { values, goneAt }, mark);
    dropAbsence.run(seq);
    if (absence !== null) putAbsence.run(seq, absence.stage);
    passOn.run(history, seq, one.key, prior);
  }

  /**
   * Whether the contact data is other than before. An erasure takes what was kept with the import too, so that contact data
   * that was erased meanwhile is given back to nobody.
   */
  function restoreContact(seq: number, kept: ContactBefore | null): boolean {
    const now = contact.get(seq) ?? null;
    if (isDeepStrictEqual(now, kept)) return false;
    dropContact.run(seq);
    if (kept !== null) putContact.run(seq, ...kept);
    return true;
  }

  function settleQuarantine(one: Import, at: number): NonNullable<ImportUndo['done']> {
    const cases = noCases();
    for (const { outcome, count } of counts.all(one.key)) cases[outcome] = count;
    const refused = dropRefused.run(at, one.key).changes;
    return { cases, refused, listedAgain: listAgain.run(one.key).changes };
  }

  function takeBack(batch: Batch, one: Import, entry: Entry, due: Placer['due']): UndoOutcome {
    const outcome = outcomeOf(one, entry);
    if (outcome === 'removed') removeCase(batch, one, entry);
    if (outcome !== 'restored') return outcome;
    const former = readFormer(entry);
    if (former === null) return 'unreadable';
    restoreCase(batch, one, entry, former, due);
    return outcome;
  }

  const undo = db.transaction(
    (...[id, at, due, { after, limit }]: Parameters<ImportUndoing['undoBatch']>) => {
      const one = find.get(id);
      if (one === undefined) throw new Error(`import ${id} is not being undone`);
      const batch = revisions.beginBatch({ key: sources.key(one.source), id: one.source }, at);
      sightings.complete();
      const part = entries.all(one.key, after, limit);
      for (const entry of part) {
        const outcome = takeBack(batch, one, entry, due);
        settle.run(outcome, one.key, entry.seq);
        notes.drop(one.key, entry.seq);
      }
      revisions.writeRevision(batch);
      const next = part.length < limit ? null : (part.at(-1)?.seq ?? null);
      if (next === null) {
        end.run(JSON.stringify(settleQuarantine(one, at)), one.key);
        rows.drop(one.key);
      }
      return { batch, next, accounting: sources.accounting(batch.sourceKey) };
    },
  );

  return {
    beginUndo: (id, { at, by, reason }) =>
      begin.run(at, by, reason, id).changes > 0 || find.get(id) !== undefined,
    undoBatch(...call) {
      const { batch, next, accounting } = undo.immediate(...call);
      return { ...pageResult(batch, revisions.afterCommit(batch), accounting), next };
    },
    unfinishedUndos: () => unfinished.all(),
  };
}

/** No case of any outcome. */
export function noCases(): Record<UndoOutcome, number> {
  return Object.fromEntries(UndoOutcome.options.map((name) => [name, 0])) as Record<UndoOutcome, number>;
}

type Former = { state: CaseBefore; contact: ContactBefore | null };

/** What was kept of a case before the import changed it; null if that is damaged. */
function readFormer({ before, contact }: Entry): Former | null {
  try {
    return {
      state: CaseBefore.parse(JSON.parse(before ?? '')),
      contact: contact === null ? null : ContactBefore.parse(JSON.parse(contact)),
    };
  } catch {
    return null;
  }
}

/** The working calendar may have changed since: what is open and has no limit of its upstream is due by that in force. */
function recomputeDue(values: CaseValues, pauses: readonly CasePause[], due: Placer['due']): void {
  if (values[STATUS] !== 'open' || values[UPSTREAM_DUE] !== null) return;
  const stated = statedLimitOf(Times.parse(JSON.parse(String(values[ORIGINAL_TIMES]))));
  const timed = {
    ...{ categoryCode: String(values[CATEGORY]), requestedAt: Number(values[REQUESTED]), pauses },
    stated,
  };
  const { dueAt, dueBasis } = limitBy({ due }, null, timed);
  values[DUE_AT] = dueAt;
  values[DUE_BASIS] = dueBasis;
}
