import type { Database } from 'better-sqlite3';
import type { Warning } from '../../../shared/contract/status.ts';
import type { Outlet } from '../../../shared/outbox/follow.ts';
import type { CityStore } from '../ports.ts';
import { type AlarmShelves, createAlarmShelves } from './alarmShelves.ts';
import { type AssessmentTable, createAssessmentTable } from './assessmentTable.ts';
import { type AttachmentTable, createAttachmentTable } from './attachmentTable.ts';
import { type BackupOptions, createBackups } from './backups.ts';
import { createCaseReader } from './caseReader.ts';
import { createCaseRewriter } from './caseRewriter.ts';
import { type ChainCheck, createChainCheck } from './chainCheck.ts';
import { type ContactErasure, createContactErasure } from './contactErasure.ts';
import { type ContactTable, createContactTable } from './contactTable.ts';
import { createDeadlines, type Deadlines } from './deadlines.ts';
import type { DatabaseKey } from './encryption/key.ts';
import { asStoreError, StoreError } from './errors.ts';
import { createHandoverTable, type HandoverTable } from './handoverTable.ts';
import { createImportLedger } from './importLedger.ts';
import { createImportNotes } from './importNotes.ts';
import { createImportRowTable } from './importRowTable.ts';
import { createImportTable, type ImportTable } from './importTable.ts';
import { createJournalTable, type JournalTable } from './journalTable.ts';
import { createKnownCases } from './knownCases.ts';
import type { DataLock } from './lock.ts';
import { createMeetingTable, type MeetingTable } from './meetingTable.ts';
import { createOrderTable, type OrderTable } from './orderTable.ts';
import { createOutboxTable, type OutboxTable } from './outboxTable.ts';
import { outletReader } from './outletReader.ts';
import { createPageWriter } from './pageWriter.ts';
import { createPauseTable } from './pauseTable.ts';
import { createPeopleTable, type PeopleTable } from './peopleTable.ts';
import { createQuarantineTable } from './quarantineTable.ts';
import { createRevisionCounter } from './revisionCounter.ts';
import type { SealHolder } from './sealer.ts';
import { createSealTable, type SealTable } from './sealTable.ts';
import { createSearchIndex } from './searchIndex.ts';
import { createSourceTable } from './sourceTable.ts';
import { createStoredCases } from './storedCases.ts';
import { createSweeps } from './sweeps.ts';
import { createWhistleQuery, type WhistleQuery } from './whistleQuery.ts';
import { createWhistleTable, type WhistleTable } from './whistleTable.ts';

/** The store with the tables that the use cases (people, whistles, hand-overs, privacy) use directly. */
export type AssembledStore = CityStore & {
  /** The key of an encrypted database, for connections of other threads. */
  key: DatabaseKey | null;
  /** Writes to upstreams that are pending (待同步), and those for which a person has to decide: refused or unknown. */
  outboxCounts(): { pending: number; failed: number };
  outbox: OutboxTable;
  /** The sources that are written to, in the order in which they were added. */
  outlets(): readonly Outlet[];
  people: PeopleTable;
  journal: JournalTable;
  whistles: WhistleTable;
  whistleQuery: WhistleQuery;
  attachments: AttachmentTable;
  contacts: ContactTable;
  contactErasure: ContactErasure;
  handovers: HandoverTable;
  orders: OrderTable;
  assessments: AssessmentTable;
  meetings: MeetingTable;
  alarmShelves: AlarmShelves;
  deadlines: Deadlines;
  imports: ImportTable;
  seal: SealTable;
  /** Examines the journal's chain from the first entry, some entries at each call. */
  chainCheck(): ChainCheck;
};

type Parts = BackupOptions & {
  lock: DataLock;
  warnings: Warning[];
  /** Called when SQLite reports a damaged file while running. */
  onCorrupt(): void;
};

/** Creates the tables over one open, migrated connection. */
export function assembleStore(db: Database, parts: Parts): AssembledStore {
  const { logger } = parts;
  const revisions = createRevisionCounter(db);
  const sources = createSourceTable(db);
  const quarantine = createQuarantineTable(db);
  const pauses = createPauseTable(db);
  const ledger = createImportLedger(db, pauses);
  const rewriter = createCaseRewriter(db);
  const notes = createImportNotes(db);
  const rows = createImportRowTable(db);
  const pages = createPageWriter(db, { revisions, sources, quarantine, pauses, ledger, notes, rows }, logger);
  const sweeps = createSweeps(db, { revisions, sources });
  const cases = createCaseReader(db, notes);
  const stored = createStoredCases(db);
  const index = createSearchIndex(db);
  const backups = createBackups(db, parts);
  const seals: SealHolder = { current: null };
  const outbox = createOutboxTable(db);

  function translate(error: unknown): unknown {
    const known = asStoreError(error, db.name);
    if (known instanceof StoreError) {
      logger.error({ code: known.code, cause: String(known.cause) }, 'store failed');
      if (known.code === 'corrupt') parts.onCorrupt();
    }
    return known;
  }

  /** Wraps a function so that it throws SQLite's errors as `StoreError`. */
  function guarded<A extends unknown[], R>(call: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      try {
        return call(...args);
      } catch (error) {
        throw translate(error);
      }
    };
  }

  /** The same for every function of a table, and of tables within it. */
  function guardedTable<T extends object>(table: T): T {
    return new Proxy(table, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member === 'function')
          return guarded((...args: unknown[]): unknown => Reflect.apply(member, target, args));
        return typeof member === 'object' && member !== null ? guardedTable(member) : member;
      },
    });
  }

  return {
    key: parts.encryption?.key ?? null,
    revision: revisions.revision,
    warnings: guarded(() => [...parts.warnings, ...sources.unreadable()]),
    applyPage: guarded(pages.applyPage),
    applyRetry: guarded(pages.applyRetry),
    finishSweep: guarded(sweeps.finishSweep),
    openSourceIds: guarded(sweeps.openSourceIds),
    knownIds: guarded(createKnownCases(db)),
    sources: guarded(sources.list),
    source: guarded(sources.find),
    saveSource: guarded(sources.save),
    removeSource: guarded(sources.remove),
    recordAttempt: guarded(sources.recordAttempt),
    setCursor: guarded(sources.setCursor),
    pausesOf: guarded(pauses.ofPage),
    storedCases: guarded(stored.of),
    recentRows: guarded(stored.recentRows),
    summaries: guarded(cases.summaries),
    exportRows: guarded(cases.exportRows),
    detail: guarded(cases.detail),
    quarantine: guarded(quarantine.page),
    quarantineEntry: guarded(quarantine.entry),
    unresolvedQuarantine: guarded(quarantine.unresolvedCount),
    indexBatch: guarded(index.indexBatch),
    outboxCounts: guarded(outbox.counts),
    outbox: guardedTable(outbox),
    outlets: guarded(outletReader(db)),
    people: guardedTable(createPeopleTable(db, seals)),
    journal: guardedTable(createJournalTable(db, seals)),
    whistles: guardedTable(createWhistleTable(db)),
    whistleQuery: guardedTable(createWhistleQuery(db)),
    attachments: guardedTable(createAttachmentTable(db)),
    contacts: guardedTable(createContactTable(db)),
    contactErasure: guardedTable(createContactErasure(db, seals)),
    handovers: guardedTable(createHandoverTable(db)),
    orders: guardedTable(createOrderTable(db)),
    assessments: guardedTable(createAssessmentTable(db)),
    meetings: guardedTable(createMeetingTable(db)),
    alarmShelves: guardedTable(createAlarmShelves(db)),
    imports: guardedTable(
      createImportTable(db, { revisions, sources, pauses, ledger, notes, rows, rewriter }),
    ),
    deadlines: guardedTable(createDeadlines(db, { revisions, sources })),
    seal: guardedTable(createSealTable(db, seals)),
    chainCheck: () => guardedTable(createChainCheck(db)),
    backup: (at) =>
      backups.backup(at).catch((error: unknown) => {
        throw translate(error);
      }),
    close() {
      if (!db.open) return;
      backups.stop();
      db.close();
      parts.lock.release();
    },
  };
}
