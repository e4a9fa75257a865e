import type { Database } from 'better-sqlite3';
import type { AcceptedRow, PlacedCase, Refusal } from '../../../shared/case/normalised.ts';
import { upstreamReason } from '../../../shared/errors/upstream/message.ts';
import type { Logger, PageResult, PageWrite } from '../ports.ts';
import { type CaseWriter, createCaseWriter } from './caseWriter.ts';
import { isFatal } from './errors.ts';
import { type ImportLedger, NO_ROWS } from './importLedger.ts';
import type { ImportNotes } from './importNotes.ts';
import type { KeptRow } from './importRowCodes.ts';
import type { ImportRowTable } from './importRowTable.ts';
import type { PauseTable } from './pauseTable.ts';
import type { QuarantineTable } from './quarantineTable.ts';
import type { Batch, RevisionCounter } from './revisionCounter.ts';
import type { SourceTable } from './sourceTable.ts';

type RowCounts = {
  stored: number;
  /** Of the stored ones. */
  noted: number;
  unchanged: number;
  quarantined: number;
  newestRowAt: number | null;
};
type Written = ReturnType<CaseWriter['put']>;

export type PageWriter = {
  applyPage(page: PageWrite): PageResult;
  applyRetry(
    quarantineId: number,
    outcome: PageWrite['rows'][number],
    at: number,
  ): PageResult & { outcome: 'stored' | 'unchanged' | 'quarantined' };
};

/** Writes one page of an upstream in one transaction: rows, refused rows, accounting and cursor. */
export function createPageWriter(
  db: Database,
  tables: {
    revisions: RevisionCounter;
    sources: SourceTable;
    quarantine: QuarantineTable;
    pauses: PauseTable;
    ledger: ImportLedger;
    notes: ImportNotes;
    rows: ImportRowTable;
  },
  logger: Logger,
): PageWriter {
  const { revisions, sources, quarantine, ledger } = tables;
  const cases = createCaseWriter(db, tables);
  // Within a transaction, better-sqlite3 runs this as a savepoint.
  const putInSavepoint = db.transaction(cases.put);

  /** Writes one row in a savepoint. Returns its outcome, or why it was refused. Throws fatal errors. */
  function tryRow(batch: Batch, row: AcceptedRow): Written | { refusal: Refusal } {
    try {
      return putInSavepoint(batch, row);
    } catch (error) {
      if (isFatal(error, db.name)) throw error;
      logger.warn({ source: batch.source, error: describe(error) }, 'row could not be stored');
      return { refusal: storeRefusal(row.case, error) };
    }
  }

  function writeRows(batch: Batch, page: PageWrite, careful: boolean): RowCounts {
    const tally: RowCounts = { stored: 0, noted: 0, unchanged: 0, quarantined: 0, newestRowAt: null };
    /** Case → index of its last refused row in this page. */
    const refusedAt = new Map<string, number>();
    let at = -1;
    const kept: KeptRow[] = [];
    const refuse = (refusal: Refusal) => {
      const key = quarantine.put(batch.sourceKey, refusal, page.at);
      ledger.refused(batch, key);
      kept.push({ kind: 'quarantined', key });
      tally.quarantined++;
      if (refusal.sourceId !== null) refusedAt.set(refusal.sourceId, at);
    };
    for (const row of page.rows) {
      at++;
      if (!row.ok) {
        refuse(row.refusal);
        continue;
      }
      const tried = careful ? tryRow(batch, row) : cases.put(batch, row);
      if ('refusal' in tried) {
        refuse(tried.refusal);
        continue;
      }
      const kind = kindOf(tried.written, row);
      kept.push({ kind, key: tried.seq });
      if (kind === 'unchanged') tally.unchanged++;
      else tally.stored++;
      if (kind === 'noted') tally.noted++;
      const rowAt = row.case.updatedAt ?? row.case.requestedAt;
      if (tally.newestRowAt === null || rowAt > tally.newestRowAt) tally.newestRowAt = rowAt;
    }
    if (quarantine.hasUnresolved(batch.sourceKey)) {
      const readable = page.rows.flatMap((row, index) =>
        row.ok && (refusedAt.get(row.case.sourceId) ?? -1) < index ? [row.case.sourceId] : [],
      );
      ledger.resolved(batch, quarantine.resolve(batch.sourceKey, readable, page.at));
    }
    tables.rows.put(batch, kept);
    return tally;
  }

  const writePage = db.transaction((page: PageWrite, careful: boolean) => {
    const source = { key: sources.key(page.source), id: page.source };
    const batch = revisions.beginBatch(source, page.at, page.import?.key ?? null);
    cases.startPage(batch, idsOf(page));
    const tally = writeRows(batch, page, careful);
    cases.finishPage(batch);
    const { stored, unchanged, quarantined, noted, newestRowAt } = tally;
    const receipt = { received: page.rows.length, stored, unchanged, quarantined };
    const accounting = sources.addReceipt(batch.sourceKey, { ...receipt, newestRowAt, cursor: page.cursor });
    ledger.count(batch, { ...receipt, noted, leftOut: page.import?.leftOut ?? 0 });
    revisions.writeRevision(batch);
    return { batch, accounting, receipt };
  });

  const writeRetry = db.transaction((id: number, outcome: PageWrite['rows'][number], at: number) => {
    const entry = quarantine.find(id);
    if (entry === null) throw new Error(`quarantine entry ${id} is not there`);
    // What comes of a row belongs to the import that brought it.
    const source = { key: entry.sourceKey, id: entry.source };
    const batch = revisions.beginBatch(source, at, ledger.importOf(id));
    const tried = outcome.ok ? retryRow(batch, outcome) : { refusal: outcome.refusal };
    if ('refusal' in tried) {
      quarantine.setReason(id, tried.refusal);
    } else {
      quarantine.remove(id);
      // Other refused versions of the same row are resolved too.
      if (outcome.ok) quarantine.resolve(batch.sourceKey, [outcome.case.sourceId], at);
      sources.countRetry(
        batch.sourceKey,
        entry.times,
        tried.written === 'unchanged' ? 'unchanged' : 'stored',
      );
    }
    // The row itself stands in the import's record as it came of the import.
    ledger.count(batch, NO_ROWS);
    revisions.writeRevision(batch);
    const result =
      'refusal' in tried ? 'quarantined' : tried.written === 'unchanged' ? 'unchanged' : 'stored';
    return { batch, accounting: sources.accounting(batch.sourceKey), outcome: result } as const;
  });

  function retryRow(batch: Batch, row: AcceptedRow) {
    cases.startPage(batch, [row.case.sourceId]);
    const tried = tryRow(batch, row);
    cases.finishPage(batch);
    return tried;
  }

  return {
    applyPage(page) {
      let written: ReturnType<typeof writePage>;
      try {
        written = writePage.immediate(page, false);
      } catch (error) {
        if (isFatal(error, db.name)) throw error;
        // One row failed. A savepoint around every row costs a quarter more, so it is used only to retry such a page.
        written = writePage.immediate(page, true);
      }
      const { batch, accounting, receipt } = written;
      return { ...pageResult(batch, revisions.afterCommit(batch), accounting), receipt };
    },
    applyRetry(quarantineId, outcome, at) {
      const { batch, accounting, outcome: result } = writeRetry.immediate(quarantineId, outcome, at);
      return { ...pageResult(batch, revisions.afterCommit(batch), accounting), outcome: result };
    },
  };
}

export function pageResult(batch: Batch, revision: number, accounting: PageResult['accounting']): PageResult {
  const { inserted, updated, changed, changedIds } = batch;
  return { revision, accounting, inserted, updated, changed, changedIds };
}

function kindOf(written: Written['written'], { notes = [] }: AcceptedRow): KeptRow['kind'] {
  if (written === 'unchanged') return 'unchanged';
  return notes.length > 0 ? 'noted' : 'clean';
}

function idsOf(page: PageWrite): string[] {
  const ids: string[] = [];
  for (const row of page.rows) if (row.ok) ids.push(row.case.sourceId);
  return ids;
}

function storeRefusal(row: PlacedCase, error: unknown): Refusal {
  return {
    ...upstreamReason('store', { detail: describe(error) }),
    sourceId: typeof row.sourceId === 'string' ? row.sourceId : null,
    payload: typeof row.raw === 'string' ? row.raw : (JSON.stringify(row.raw) ?? String(row.raw)),
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
