import type { Database } from 'better-sqlite3';
import type { AcceptedRow, Contact, PlacedCase } from '../../../shared/case/normalised.ts';
import type { CaseStatus } from '../../../shared/contract/cases.ts';
import type { SentError } from '../../../shared/contract/common.ts';
import { caseStatements, type KnownRow } from './caseStatements.ts';
import {
  type CaseValues,
  changesBetween,
  fillValues,
  hashOfValues,
  SEARCHED_FIELDS,
  VALUE_COLUMNS,
} from './caseValues.ts';
import { columnRowOf, readColumnRow } from './columnRow.ts';
import type { ImportLedger } from './importLedger.ts';
import type { ImportNotes } from './importNotes.ts';
import type { PauseTable } from './pauseTable.ts';
import type { Batch } from './revisionCounter.ts';
import { createSightings } from './sightings.ts';
import { assertStorable } from './storable.ts';

/** The stored state of a case that was received again. */
type Known = { seq: number; hash: number; updatedAt: number | null; gone: boolean };

export type CaseWriter = {
  /** Starts a page: looks up which of these ids are already stored, in one statement. */
  startPage(batch: Batch, sourceIds: string[]): void;
  /**
   * Inserts, updates or leaves unchanged one received row (work-order-apis.md §1.5, 5). On an error the state in memory is
   * as before; the caller rolls back the statements.
   * @returns what was written, and the number of the case
   */
  put(batch: Batch, row: AcceptedRow): { written: 'inserted' | 'updated' | 'unchanged'; seq: number };
  /** Ends a page: records when its cases were last seen. */
  finishPage(batch: Batch): void;
};

const COUNT = VALUE_COLUMNS.length;

export function createCaseWriter(
  db: Database,
  { pauses, ledger, notes }: { pauses: PauseTable; ledger: ImportLedger; notes: ImportNotes },
): CaseWriter {
  const sql = caseStatements(db);
  const sightings = createSightings(db);
  const values: CaseValues = [];
  let known = new Map<string, Known>();
  let seen: number[] = [];
  let changed: number[] = [];
  /**
   * Sources whose last page contained only new cases. Their next page probably will too, so its look-up is skipped
   * (−5 %).
   */
  const firstImports = new Set<number>();

  function addKnown([sourceId, seq, hash, updatedAt, gone]: KnownRow): Known {
    const entry = { seq, hash, updatedAt, gone: gone === 1 };
    known.set(sourceId, entry);
    return entry;
  }

  function insert(batch: Batch, row: PlacedCase, hash: number, noted: readonly SentError[]): boolean {
    const seq = batch.lastSeq + 1;
    values[COUNT] = seq;
    values[COUNT + 1] = batch.sourceKey;
    values[COUNT + 2] = hash;
    values[COUNT + 3] = batch.at;
    values[COUNT + 4] = batch.revision;
    values[COUNT + 5] = batch.revision;
    if (sql.insert.run(values).changes === 0) return false;
    if (row.contact !== null) writeContact(seq, row.contact);
    if (row.pauses !== undefined) pauses.put(seq, row.pauses);
    ledger.created(batch, seq);
    if (noted.length > 0) notes.put(batch, seq, noted);
    batch.lastSeq = seq;
    batch.inserted++;
    return true;
  }

  function update(
    batch: Batch,
    row: PlacedCase,
    entry: Known,
    hash: number,
    otherContact: boolean,
    noted: readonly SentError[],
  ): void {
    const before = sql.values.get(entry.seq) ?? [];
    const kept = ledger.before(batch, entry.seq, before);
    const changes = entry.hash === hash ? {} : changesBetween(before, values);
    if (otherContact) {
      writeContact(entry.seq, row.contact);
      // The history says that contact data changed, but never shows it.
      changes['contact'] = ['***', '***'];
    }
    if (row.pauses !== undefined) {
      changes['pauses'] = [pauses.of(entry.seq), row.pauses];
      pauses.put(entry.seq, row.pauses);
    }
    const kind = entry.gone ? 'returned' : 'changed';
    sql.update.run(...values.slice(0, COUNT), hash, batch.revision, entry.seq);
    const { lastInsertRowid } = sql.history.run(
      ...[entry.seq, batch.revision, batch.at, kind, JSON.stringify(changes)],
    );
    if (Object.keys(changes).some((field) => SEARCHED_FIELDS.has(field))) sql.stale.run({ seq: entry.seq });
    notes.put(batch, entry.seq, noted);
    ledger.changed(batch, entry.seq, kept, Number(lastInsertRowid));
    changed.push(entry.seq);
    batch.updated++;
    entry.hash = hash;
    entry.updatedAt = row.updatedAt;
    entry.gone = false;
  }

  /**
   * A withdrawn case that is listed again in an older state: it counts again, and keeps the newer values that are
   * stored.
   */
  function restore(batch: Batch, entry: Known, sourceId: string): void {
    const kept = ledger.before(batch, entry.seq, sql.values.get(entry.seq) ?? []);
    sql.restore.run(batch.revision, entry.seq);
    const written = sql.history.run(entry.seq, batch.revision, batch.at, 'returned', '{}');
    const stored = sql.columnRow.get(entry.seq);
    if (stored === undefined) throw new Error('a restored case is not stored');
    ledger.changed(batch, entry.seq, kept, Number(written.lastInsertRowid));
    changed.push(entry.seq);
    batch.updated++;
    entry.gone = false;
    batch.changed.push(readColumnRow(stored, new Map([[batch.sourceKey, batch.source]])));
    batch.changedIds.push(`${batch.source}:${sourceId}`);
  }

  function contactDiffers(seq: number, contact: Contact | null, status: CaseStatus): boolean {
    const stored = sql.contact.get(seq);
    if (contact === null) return stored !== undefined;
    // Contact data erased after its retention period is not stored again for a closed case, though the upstream still
    // sends it.
    if (stored === undefined) return status === 'open' || sql.erased.get(seq) === undefined;
    return (
      stored[0] !== contact.name ||
      stored[1] !== contact.phone ||
      stored[2] !== contact.email ||
      stored[3] !== contact.originalDescription ||
      stored[4] !== contact.address ||
      stored[5] !== contact.identity
    );
  }

  function writeContact(seq: number, contact: Contact | null): void {
    if (contact === null) sql.dropContact.run(seq);
    else {
      const { name, phone, email, originalDescription, address, identity } = contact;
      sql.putContact.run(seq, name, phone, email, originalDescription, address, identity);
    }
  }

  function addChanged(batch: Batch, seq: number, row: PlacedCase): void {
    batch.changed.push(columnRowOf(seq, batch.source, row));
    batch.changedIds.push(`${batch.source}:${row.sourceId}`);
  }

  return {
    startPage(batch, sourceIds) {
      known = new Map();
      seen = [];
      changed = [];
      if (batch.lastSeq === 0 || firstImports.has(batch.sourceKey)) return;
      for (const row of sql.knownOfPage.all(batch.sourceKey, JSON.stringify(sourceIds))) addKnown(row);
    },

    put(batch, { case: row, wholeContact = false, notes: noted = [] }) {
      fillValues(values, row);
      assertStorable(values);
      const hash = hashOfValues(values);
      let entry = known.get(row.sourceId);
      if (entry === undefined) {
        if (insert(batch, row, hash, noted)) {
          addChanged(batch, batch.lastSeq, row);
          return { written: 'inserted', seq: batch.lastSeq };
        }
        // The case occurs twice in this page, or the look-up was skipped.
        const stored = sql.knownOne.get(batch.sourceKey, row.sourceId);
        if (stored === undefined) throw new Error('a case was neither inserted nor found');
        entry = addKnown(stored);
      }
      const older = row.updatedAt !== null && entry.updatedAt !== null && row.updatedAt < entry.updatedAt;
      const otherContact =
        !older &&
        (row.contact !== null || wholeContact) &&
        contactDiffers(entry.seq, row.contact, row.status);
      const differs = !older && (entry.hash !== hash || row.pauses !== undefined || otherContact);
      if (!differs && !entry.gone) {
        seen.push(entry.seq);
        return { written: 'unchanged', seq: entry.seq };
      }
      if (older) {
        restore(batch, entry, row.sourceId);
      } else {
        update(batch, row, entry, hash, otherContact, noted);
        addChanged(batch, entry.seq, row);
      }
      return { written: 'updated', seq: entry.seq };
    },

    finishPage(batch) {
      if (seen.length + changed.length > 0) sightings.complete();
      if (seen.length > 0) sql.seen.run(batch.at, `[${seen.join(',')}]`);
      if (changed.length > 0) sql.seenChanged.run(batch.at, `[${changed.join(',')}]`);
      // They are listed again: their closing stands by what the list says.
      if (sql.anyAbsence.get() === 1) sql.noAbsence.run(`[${[...seen, ...changed].join(',')}]`);
      if (batch.inserted > 0 && known.size === 0) firstImports.add(batch.sourceKey);
      else firstImports.delete(batch.sourceKey);
    },
  };
}
