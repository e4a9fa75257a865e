import type { StoredCase } from '../../shared/case/mentioned.ts';
import type { RowOutcome } from '../../shared/case/normalised.ts';
import type { CaseDetail, CasePause, CaseStage, CaseSummary } from '../../shared/contract/cases.ts';
import type { SentError } from '../../shared/contract/common.ts';
import type { ExchangeProbeReport, ExchangeProbeRequest } from '../../shared/contract/exchangeProbe.ts';
import type { ExportedCase } from '../../shared/contract/exportCases.ts';
import type { GridCounts, Histogram, Points, Summary } from '../../shared/contract/figures.ts';
import type { CaseFilter, CaseSort } from '../../shared/contract/filters.ts';
import type { ImportPreview, ImportPreviewRequest } from '../../shared/contract/importPreview.ts';
import type {
  ImportNotesPage,
  ImportRecord,
  ImportRecordPage,
  ImportRowKind,
  ImportRowsPage,
  WholeCount,
  WholeRequest,
} from '../../shared/contract/imports.ts';
import type { PushAnswer } from '../../shared/contract/push.ts';
import type {
  ImportJob,
  ImportRequest,
  PreviewReport,
  PreviewRequest,
  ProbeReport,
  ProbeRequest,
  SourceAccounting,
  SourceConfig,
  SourceStatus,
  StoredError,
  UploadReport,
} from '../../shared/contract/sources.ts';
import type { QuarantineEntry, QuarantinePage, RetryReport, Warning } from '../../shared/contract/status.ts';
import type { Timeline } from '../../shared/contract/timeline.ts';
import type { KeyStorage } from '../../shared/errors/keys.ts';
import type { CategoryWords, FoundCategory } from '../../shared/pack/catalogueFinder.ts';
import type { DueReading, TimedCase, Whereabouts } from '../../shared/pack/placer.ts';

/**
 * The interfaces between the parts of the service. Sync, columns and api use the store, the columns, the sources and the
 * imports only through these types, so that each can be tested alone and replaced; `build/scripts/boundaries` enforces it.
 * The use cases (people, whistles, handover, privacy) use the tables of `store` directly.
 */

/** The current time, UTC ms: real time in the hall, simulated time in drills and tests. */
export type Clock = { now(): number };

/** Structured log without contact data: `fields` contain ids, counts and codes, never rows. */
export type Logger = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

/** Keys of upstream APIs. `kind` and `storage` describe how they are protected. */
export type SecretStore = {
  kind: 'os' | 'file';
  storage: KeyStorage;
  /** The keys are protected less well than this desktop allows, or can no longer be read: the operator is warned. */
  degraded: boolean;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
};

/** A journal event: the `version`-th of the stream `kind`/`subject`. `text` is its canonical JSON. */
export type JournalEvent = { kind: string; subject: string; version: number; text: string };

/** The outcome of one command. A refused one has an entry too, so that repeating its id gives the same answer. */
export type JournalEntry = {
  /** Kind of stream (`whistle`, `handover`), or `people` for a line of the audit. */
  kind: string;
  /** Id of the command, unique in the journal. */
  command: string;
  /** Id of the stream to which the command was given. */
  subject: string;
  type: string;
  /** Id of the operator; `system` for timers, empty where nobody was signed in. */
  operator: string;
  /** The workstation at which it was given; empty while there is only one. */
  console: string;
  /** When it was decided, UTC ms. */
  at: number;
  /** When it was done, if it was decided only later; null if that is the same time. */
  doneAt: number | null;
  /** The command as canonical JSON; null where an older program stored only the hash. */
  body: string | null;
  /** SHA-256 of subject and command: distinguishes another command under the same id from a repetition. */
  bodyHash: Buffer;
  /** In order; empty if the command was refused or changed nothing. */
  events: readonly JournalEvent[];
  /** The refusal as JSON; null if the command was accepted. */
  refusal: string | null;
};

/** The end of a journal: position of the last entry, number of the last event over all streams, and the chain's hash. */
export type JournalHead = { pos: number; seq: number; link: Buffer };

export type StoredEntry = JournalEntry & { head: JournalHead };

/**
 * The log that determines what happened and in which order. By default it is the store; a hall with several machines can
 * use a shared one instead.
 */
export type Journal = {
  /**
   * Appends an entry after `after`, the head at the time of the decision. `moved`: another entry was appended meanwhile;
   * `known`: the command already has an entry. Rejects when the outcome is unknown.
   */
  append(entry: JournalEntry, after: JournalHead): Promise<'written' | 'moved' | 'known'>;
  /** Up to `limit` entries after position `pos`, in order. */
  since(pos: number, limit: number): Promise<StoredEntry[]>;
};

/** The fields of a case that the columns hold, sent on every change and read at start. Times UTC ms, null if unknown. */
export type ColumnRow = {
  /** Dense integer key of the case, from 1. */
  seq: number;
  lon: number | null;
  lat: number | null;
  requestedAt: number;
  updatedAt: number | null;
  closedAt: number | null;
  dueAt: number | null;
  open: boolean;
  stage: CaseStage | null;
  /** True once the upstream no longer lists the case; it is then left out of every count. */
  gone: boolean;
  rework: number;
  category: string;
  org: string | null;
  street: string | null;
  grid: string | null;
  source: string;
  channel: string | null;
};

/** One page of an upstream, to be written in one transaction: rows, accounting and cursor. */
export type PageWrite = {
  source: string;
  rows: RowOutcome[];
  /** Opaque to the store; null leaves it unchanged. */
  cursor: string | null;
  /** When the page was received, by the service's clock; UTC ms. */
  at: number;
  /** The import of which the page is a part, by its key, and how many rows so far are no cases; absent: none. */
  import?: { key: number; leftOut: number };
};

export type PageResult = {
  /** The revision after the page; the same as before if no case changed. */
  revision: number;
  accounting: SourceAccounting;
  /** What this page added to it; absent where no page was written. */
  receipt?: SourceAccounting;
  inserted: number;
  updated: number;
  /** Changed cases, for the columns. */
  changed: ColumnRow[];
  /** Ids (`source:source_id`) of the changed cases, in the same order. */
  changedIds: string[];
};

/** Everything stored about a source except its secret. */
export type SourceRecord = {
  config: SourceConfig;
  accounting: SourceAccounting;
  cursor: string | null;
  lastSuccessAt: number | null;
  lastAttemptAt: number | null;
  newestRowAt: number | null;
  skewMs: number | null;
  error: StoredError | null;
};

/** The store. Synchronous like better-sqlite3, since the service has a process of its own. */
export type CityStore = {
  revision(): number;
  /** Warnings for the operator about what opening found and did (rebuilt from backup, moved aside …). */
  warnings(): Warning[];

  applyPage(page: PageWrite): PageResult;
  /** Stores the outcome of reading a refused row again; an accepted row leaves the quarantine. */
  applyRetry(
    quarantineId: number,
    outcome: RowOutcome,
    at: number,
  ): PageResult & { outcome: 'stored' | 'unchanged' | 'quarantined' };
  /**
   * Records a full sweep; cases of the source not seen in the last `sweeps` sweeps become tombstones. Each call handles at
   * most `limit` cases in one transaction: repeat it with `next` as `after` (0 at first) until `next` is null. After a
   * crash, starting again from 0 gives the same result.
   */
  finishSweep(
    source: string,
    sweepStartedAt: number,
    sweeps: number,
    at: number,
    after: number,
    limit: number,
  ): PageResult & { next: number | null };
  /** Source ids of open cases, least recently checked first, for servers that cannot be asked for changes. */
  openSourceIds(source: string, limit: number): string[];
  /** How many of these source ids are cases of the source already, withdrawn ones too. */
  knownIds(source: string, sourceIds: readonly string[]): number;

  sources(): SourceRecord[];
  source(id: string): SourceRecord | null;
  saveSource(config: SourceConfig): void;
  removeSource(id: string): void;
  recordAttempt(
    id: string,
    note: { at: number; ok: boolean; skewMs: number | null; error: SentError | null },
  ): void;
  setCursor(id: string, cursor: string): void;

  /** The pauses of those of these cases that have any, by `source_id`. */
  pausesOf(source: string, sourceIds: readonly string[]): Map<string, CasePause[]>;

  /** Rows of a source as they were received, JSON texts without contact data: those of its highest numbers. */
  recentRows(source: string, limit: number): string[];
  /** Cases of a source as they are stored, contact data included, by their upstream ids; without tombstones. */
  storedCases(source: string, sourceIds: readonly string[]): Map<string, StoredCase>;
  summaries(seqs: ArrayLike<number>, now: number): CaseSummary[];
  /** The same with what only an export shows. Texts are as stored: persons in them must still be masked. */
  exportRows(seqs: ArrayLike<number>, now: number): ExportedCase[];
  /** The detail without the limits, which are computed from the pack. */
  detail(id: string, now: number): Omit<CaseDetail, 'limits'> | null;
  quarantine(query: { source?: string | undefined; limit: number; offset: number }): QuarantinePage;
  quarantineEntry(id: number): QuarantineEntry | null;
  unresolvedQuarantine(): number;

  /** Indexes up to `batch` cases for the text search; true if more are pending. */
  indexBatch(batch: number): boolean;
  backup(at: number): Promise<string>;
  close(): void;
};

/**
 * Which cases a figure or a list is about. `masked`: the text is searched as a wall shows it, so that neither a case nor a
 * count tells a wall what is hidden there.
 */
export type CaseSelection = CaseFilter & { masked?: boolean };

/** All cases as typed arrays in a worker thread, and every figure computed from them. */
export type Columns = {
  /** Resolves when the rows of the store (or the cache file) are in memory. */
  ready: Promise<void>;
  /** True if they are ready within `ms`; rejects if they could not be built. */
  readyWithin(ms: number): Promise<boolean>;
  /** Applies changed rows; to be called in commit order. Later queries see them. */
  patch(rows: ColumnRow[], revision: number): void;
  /** The seqs of matching cases in order, from `offset`. */
  page(
    filter: CaseSelection,
    sort: CaseSort,
    offset: number,
    limit: number,
    now: number,
  ): Promise<{ seqs: Uint32Array; total: number; revision: number; unindexed?: number }>;
  heat(
    filter: CaseSelection,
    raster: { width: number; height: number; radius: number },
    now: number,
  ): Promise<{ density: Float32Array; max: number; count: number; revision: number }>;
  /** What {@link Columns.heat} of any period can be summed from; `from` and `to` of the filter do not apply. */
  heatTimeline(
    filter: CaseSelection,
    raster: { width: number; height: number; radius: number },
    now: number,
  ): Promise<Timeline>;
  grids(filter: CaseSelection, now: number): Promise<GridCounts>;
  /** Likewise for {@link Columns.grids}, with the states of the limits at `now`. */
  gridTimeline(filter: CaseSelection, now: number): Promise<Timeline>;
  histogram(filter: CaseSelection, step: number, now: number): Promise<Histogram>;
  summary(filter: CaseSelection, now: number): Promise<Summary>;
  points(
    filter: CaseSelection,
    limit: number,
    now: number,
  ): Promise<Omit<Points, 'ids'> & { seqs: Uint32Array }>;
  totals(now: number): Promise<{ total: number; open: number; overdue: number; revision: number }>;
  close(): Promise<void>;
};

/** Computes from the pack where a case lies and by when it must be done. */
export type Placer = {
  /** By the point, or else by the words of the upstream. */
  place(row: Whereabouts): { street: string | null; grid: string | null };
  /** The catalogue's code for a category; what the upstream has, where that is a code or means no single one. */
  codeOf(row: CategoryWords): string;
  /** Why a category that came by words has no code of the catalogue; null where that needs no note. */
  categoryDoubt(row: CategoryWords): FoundCategory['doubt'];
  /** UTC ms; `none` if the pack has no limit for the category, or the calendar does not cover the time. */
  due(row: TimedCase): DueReading;
};

/** A preview of a source whose file, if it is one, has been found. */
export type PreviewOf = Omit<PreviewRequest, 'config'> & { config: SourceConfig };

/** The entrance for pushes from the network: its origin (`https://HOST:PORT`), null while it is closed, and what is amiss. */
export type PushEntranceState = { origin: string | null; warnings: readonly Warning[] };

/** Why a pushed request was not taken. `refused`: no such source, or not signed by its key; nobody is told which. */
export type PushRefusal = 'refused' | 'late' | 'replayed' | 'bad-json' | 'no-rows' | 'too-many';
export type PushOutcome =
  | { ok: true; answer: PushAnswer }
  | { ok: false; refusal: PushRefusal | 'paused' }
  | { ok: false; refusal: 'too-often'; perMinute: number };
/** A pushed request: its headers, null where absent, and the address that it came from. Its body may never be read. */
export type PushRequest = {
  timestamp: string | null;
  nonce: string | null;
  signature: string | null;
  remote: string;
  body(): Promise<Uint8Array>;
};

/** The sources (数据源) that are polled. */
export type Connections = {
  statuses(): SourceStatus[];
  status(id: string): SourceStatus | null;
  /**
   * Saves and starts a source, or restarts it with a changed configuration. `secret`: its key; null keeps the stored
   * one.
   */
  save(config: SourceConfig, secret: string | null): Promise<void>;
  hasSecret(id: string): Promise<boolean>;
  /** Resolves when the source is stopped and removed with its key. Its cases are kept. */
  remove(id: string): Promise<void>;
  /** Resolves after a pull that began after this call; its result is in the status. */
  syncNow(id: string): Promise<void>;
  probe(request: ProbeRequest, signal: AbortSignal): Promise<ProbeReport>;
  preview(request: PreviewOf, signal: AbortSignal): Promise<PreviewReport>;
  probeExchange(request: ExchangeProbeRequest, signal: AbortSignal): Promise<ExchangeProbeReport>;
  /** A new key of a source that is pushed to; the old one no longer counts. Null if the source is of another kind. */
  renewPushKey(id: string): Promise<string | null>;
  /** Rejects as `body` does. */
  receivePush(id: string, push: PushRequest): Promise<PushOutcome>;
  /** Reads a refused row again; null if it is not in quarantine or its source was removed. */
  retry(quarantineId: number): RetryReport | null;
};

/** File imports. */
export type Imports = {
  /**
   * Stores the file in the data folder and guesses the mapping of its columns. `announced`: its size in bytes as the request
   * states it, 0 if it does not. `confirm` is called before the file is kept, and throws if it may not be.
   */
  upload(
    filename: string,
    body: ReadableStream<Uint8Array>,
    announced: number,
    confirm: () => void,
  ): Promise<UploadReport>;
  /** Another sheet of an uploaded workbook; null if there is no such upload. */
  inspect(uploadId: string, sheet: string): Promise<UploadReport | null>;
  /** Reads an uploaded file without writing (预检); null if there is no such upload. */
  preview(uploadId: string, request: ImportPreviewRequest): ImportPreview | null;
  /** A reading without writing; null if there is none, or it was long ago. */
  foundPreview(id: string): ImportPreview | null;
  /** False if there is no such reading. */
  cancelPreview(id: string): boolean;
  /** The file of an upload; null if there is no such upload. */
  pathOf(uploadId: string): string | null;
  /** Null if there is no such upload. */
  start(request: ImportRequest, by: { id: string | null; name: string }): Promise<ImportJob> | null;
  /** Imports a file from its own path, for the command line. */
  startFile(path: string, request: Omit<ImportRequest, 'uploadId'>): Promise<ImportJob>;
  /** What an uploaded list would close if it were declared whole (整表); null if there is no such upload. */
  wholeCount(uploadId: string, request: WholeRequest, signal: AbortSignal): Promise<WholeCount> | null;
  /** The same for a file in its own place. */
  countWhole(path: string, request: WholeRequest, signal: AbortSignal): Promise<WholeCount>;
  /** Imports of this and earlier runs, newest first. */
  records(query: { source?: string | undefined; limit: number; offset: number }): ImportRecordPage;
  /** Null if there is no such import. */
  notes(
    id: string,
    query: { code?: string | undefined; limit: number; offset: number },
  ): ImportNotesPage | null;
  /** Rows of an import of one kind, in the order of the list. Null if there is no such import. */
  rows(id: string, query: { kind: ImportRowKind; limit: number; offset: number }): ImportRowsPage | null;
  /** Takes an import back (撤销导入); null if there is no such import. Rejects if it was taken back before. */
  undo(id: string, by: { id: string | null; name: string }, reason: string): Promise<ImportRecord | null>;
  /** Resolves when the job has ended, successfully or not; null if there is no such job. */
  finished(id: string): Promise<ImportJob | null>;
  jobs(): ImportJob[];
  /** False if there is no such job. */
  cancel(id: string): boolean;
};
