import type { RowOutcome } from '../../shared/case/normalised.ts';
import type { CaseDetail, CaseStage, CaseSummary } from '../../shared/contract/cases.ts';
import type { GridCounts, Histogram, Points, Summary } from '../../shared/contract/figures.ts';
import type { CaseFilter, CaseSort } from '../../shared/contract/filters.ts';
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
  UploadReport,
} from '../../shared/contract/sources.ts';
import type { QuarantineEntry, QuarantinePage, RetryReport, Warning } from '../../shared/contract/status.ts';

/**
 * What the rooms of the service know of each other. Sync, columns and api see the store, the columns, the sources and
 * the imports only through these types, so that each can be tested alone and replaced; `build/scripts/boundaries`
 * holds them to it. The use cases (people, whistles, handover, privacy) take their tables from `store` directly.
 */

/** Real time in the hall, simulated time in drills and tests. UTC ms. */
export type Clock = { now(): number };

/** Structured, without contact data: `fields` hold ids, counts and codes, never rows. */
export type Logger = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

/** Keys of upstream APIs. `kind` and `note` say how well they are kept. */
export type SecretStore = {
  kind: 'os' | 'file';
  note: string;
  /** They are kept worse than this desktop could keep them, or can no longer be read: the operator is warned. */
  degraded: boolean;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
};

/** An event as the journal keeps it: the `version`-th of the stream `kind`/`subject`; `text` is its canonical JSON. */
export type LoggedEvent = { kind: string; subject: string; version: number; text: string };

/** What became of one command. Refused ones are entries too: asking again under the same id is no second chance. */
export type LogEntry = {
  /** Kind of stream (`whistle`, `handover`), or `people` for a line of the audit. */
  kind: string;
  /** Id of the command, unique in the journal. */
  command: string;
  /** What it was about: id of the stream. */
  subject: string;
  type: string;
  /** Id of the operator; `system` for timers, empty where nobody was signed in. */
  operator: string;
  /** The workstation that it was given at; empty while there is only this one. */
  console: string;
  /** When it was decided, UTC ms. */
  at: number;
  /** When it was done, where it was decided only later; null where that is the same. */
  doneAt: number | null;
  /** The command as canonical JSON; null where an older program kept the hash alone. */
  body: string | null;
  /** SHA-256 of subject and command: distinguishes another command under the same id from a repetition. */
  bodyHash: Buffer;
  /** In order; empty where it was refused, or changed nothing. */
  events: readonly LoggedEvent[];
  /** As JSON; null where it passed. */
  refusal: string | null;
};

/** Where a journal ends: position of the last entry, number of the last event over all streams, and the chain's link. */
export type JournalHead = { pos: number; seq: number; link: Buffer };

export type PlacedEntry = LogEntry & { head: JournalHead };

/**
 * The one log that decides what happened and in which order. By default the store itself; a hall of several machines puts
 * a shared one in its place.
 */
export type Journal = {
  /**
   * Puts an entry behind `after`, the end of all that the decision looked at. `moved`: somebody else's entry stands there
   * already; `known`: the command has an entry. Rejects when the outcome is unknown.
   */
  append(entry: LogEntry, after: JournalHead): Promise<'written' | 'moved' | 'known'>;
  /** Up to `limit` entries after position `pos`, in order. */
  since(pos: number, limit: number): Promise<PlacedEntry[]>;
};

/** What columns need of a case: the store yields it for every change and at start. Times UTC ms, null where unknown. */
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
  /** True once the upstream no longer lists it; such rows count nowhere. */
  gone: boolean;
  rework: number;
  category: string;
  org: string | null;
  street: string | null;
  grid: string | null;
  source: string;
  channel: string | null;
};

/** One answer of an upstream, to be committed whole: rows, accounting and cursor in one transaction. */
export type PageWrite = {
  source: string;
  rows: RowOutcome[];
  /** Opaque to the store; null leaves it as it is. */
  cursor: string | null;
  /** Our clock when the page was received. */
  at: number;
};

export type PageResult = {
  /** Unchanged when no case changed. */
  revision: number;
  accounting: SourceAccounting;
  inserted: number;
  updated: number;
  /** Changed cases, for the columns. */
  changed: ColumnRow[];
  /** Ids (`source:source_id`) of the changed cases, in the same order. */
  changedIds: string[];
};

/** Everything that is stored about a source apart from its secret. */
export type SourceRecord = {
  config: SourceConfig;
  accounting: SourceAccounting;
  cursor: string | null;
  lastSuccessAt: number | null;
  lastAttemptAt: number | null;
  newestRowAt: number | null;
  skewMs: number | null;
  error: { code: string; message: string; at: number } | null;
};

/** The one writer and its readers. Synchronous: better-sqlite3 is, and the service owns its thread. */
export type CityStore = {
  revision(): number;
  /** What opening found and did (rebuilt from backup, moved aside …), for the operator. */
  warnings(): Warning[];

  applyPage(page: PageWrite): PageResult;
  /** Re-reads one refused row after a mapping or a program changed; removes it from quarantine when it is accepted. */
  applyRetry(
    quarantineId: number,
    outcome: RowOutcome,
    at: number,
  ): PageResult & { outcome: 'stored' | 'unchanged' | 'quarantined' };
  /**
   * Counts a full sweep; cases of the source not seen in the last `sweeps` of them become tombstones. A transaction of at
   * most `limit` cases a call: call again with `next` in the place of `after` (0 at first) until it is null. Begun anew
   * after a crash it ends the same.
   */
  finishSweep(
    source: string,
    sweepStartedAt: number,
    sweeps: number,
    at: number,
    after: number,
    limit: number,
  ): PageResult & { next: number | null };
  /** Source ids of cases open here, oldest check first, for servers without «changed since». */
  openSourceIds(source: string, limit: number): string[];

  sources(): SourceRecord[];
  source(id: string): SourceRecord | null;
  saveSource(config: SourceConfig): void;
  removeSource(id: string): void;
  noteAttempt(
    id: string,
    note: { at: number; ok: boolean; skewMs: number | null; error: { code: string; message: string } | null },
  ): void;
  setCursor(id: string, cursor: string): void;

  summaries(seqs: ArrayLike<number>, now: number): CaseSummary[];
  /** Everything of the detail but the limits, which need the pack. */
  detail(id: string, now: number): Omit<CaseDetail, 'limits'> | null;
  quarantine(query: { source?: string | undefined; limit: number; offset: number }): QuarantinePage;
  quarantineEntry(id: number): QuarantineEntry | null;
  quarantineWaiting(): number;

  /** Indexes up to `batch` cases for the text search; true while more are waiting. */
  indexSome(batch: number): boolean;
  backup(at: number): Promise<string>;
  close(): void;
};

/** Typed arrays of all cases in a worker of their own, and every figure computed from them. */
export type Columns = {
  /** Resolves when the rows of the store (or the cache file) are in memory. */
  ready: Promise<void>;
  /** Whether they are ready at most `ms` from now; rejects when they could not be built. */
  readyWithin(ms: number): Promise<boolean>;
  /** In commit order; queries asked after it see it. */
  patch(rows: ColumnRow[], revision: number): void;
  /** Sequence numbers in order, from `offset`. */
  page(
    filter: CaseFilter,
    sort: CaseSort,
    offset: number,
    limit: number,
    now: number,
  ): Promise<{ seqs: Uint32Array; total: number; revision: number; unindexed?: number }>;
  heat(
    filter: CaseFilter,
    raster: { width: number; height: number; radius: number },
    now: number,
  ): Promise<{ density: Float32Array; max: number; count: number; revision: number }>;
  grids(filter: CaseFilter, now: number): Promise<GridCounts>;
  histogram(filter: CaseFilter, step: number, now: number): Promise<Histogram>;
  summary(filter: CaseFilter, now: number): Promise<Summary>;
  points(
    filter: CaseFilter,
    limit: number,
    now: number,
  ): Promise<Omit<Points, 'ids'> & { seqs: Uint32Array }>;
  totals(now: number): Promise<{ total: number; open: number; overdue: number; revision: number }>;
  close(): Promise<void>;
};

/** What the pack adds to a row: where it lies and by when it must be done. */
export type Placer = {
  place(row: { lon: number | null; lat: number | null }): { street: string | null; grid: string | null };
  /** Null when the pack has no limit for the category or the calendar does not reach. */
  due(row: { categoryCode: string; requestedAt: number }): number | null;
};

/** The sources (数据源) that are polled. */
export type Connections = {
  statuses(): SourceStatus[];
  status(id: string): SourceStatus | null;
  /** Saves and starts a source, or goes on with the changed one. `secret`: its key; null leaves the stored one. */
  save(config: SourceConfig, secret: string | null): Promise<void>;
  hasSecret(id: string): Promise<boolean>;
  /** Resolves when the source is stopped and forgotten, its key too. Its cases stay. */
  remove(id: string): Promise<void>;
  /** Resolves after a pull that began after this call; how it went is in the status. */
  syncNow(id: string): Promise<void>;
  probe(request: ProbeRequest, signal: AbortSignal): Promise<ProbeReport>;
  preview(request: PreviewRequest, signal: AbortSignal): Promise<PreviewReport>;
  /** Reads a refused row again; null when it is not in quarantine or its source is gone. */
  retry(quarantineId: number): RetryReport | null;
};

/** Files on their way in. */
export type Imports = {
  /** Keeps the bytes in the data folder and guesses their columns. */
  upload(filename: string, body: ReadableStream<Uint8Array>): Promise<UploadReport>;
  /** Null when there is no such upload. */
  start(request: ImportRequest): Promise<ImportJob> | null;
  /** The same for a file that stays where it is, for the command line. */
  startFile(path: string, request: Omit<ImportRequest, 'uploadId'>): Promise<ImportJob>;
  /** Resolves when the job has ended, however; null when there is no such job. */
  finished(id: string): Promise<ImportJob | null>;
  jobs(): ImportJob[];
  /** False when there is no such job. */
  cancel(id: string): boolean;
};
