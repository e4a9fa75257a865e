import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SentError } from '../../../shared/contract/common.ts';
import type { WholeCount, WholeRequest } from '../../../shared/contract/imports.ts';
import type { RowTally } from '../../../shared/contract/rowTally.ts';
import {
  type ImportJob,
  type ImportRequest,
  type SourceAccounting,
  type SourceConfig,
  UploadId,
  type WholeOutcome,
} from '../../../shared/contract/sources.ts';
import { sentError } from '../../../shared/errors/errorText.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { leftOutRows } from '../../../shared/source/leftOut.ts';
import { LIST_ENDINGS } from '../../../shared/source/listEndings.ts';
import { ApiError } from '../api/apiError.ts';
import type { CityStore, Imports, Logger } from '../ports.ts';
import type { ImportActor, ImportTable } from '../store/importTable.ts';
import type { CityContext } from '../sync/adapter.ts';
import type { CommitDeps } from '../sync/commit.ts';
import { createFileAdapter } from '../sync/file/adapter.ts';
import { inspectFile } from '../sync/file/inspectFile.ts';
import { NOTHING_LEFT_OUT } from '../sync/file/table/rows.ts';
import type { Workbooks } from '../sync/file/workbook/readWorkbook.ts';
import { importPages } from '../sync/importPages.ts';
import { createRowTally, notesOf } from '../sync/rowTally.ts';
import { explain } from './explain.ts';
import { type FileConfig, fileConfig, filePull } from './fileReading.ts';
import { createImportPreviews } from './importPreview.ts';
import { createListing, type Listing } from './listing.ts';
import { machineUser } from './machineUser.ts';
import { createImportUndoer } from './undoImports.ts';
import { type AdmittedUpload, createUploadQuota, sweepUploads, type UploadLimits } from './uploadQuota.ts';
import { countWhole } from './wholeCount.ts';

export type ImportDeps = CommitDeps & {
  store: CityStore & { imports: ImportTable };
  uploadsDir: string;
  limits: UploadLimits;
  logger: Logger;
  pack: Pick<CityPack, 'manifest' | 'grids'>;
  city: CityContext;
  workbooks: Workbooks;
  /** Saves the file as a paused source: it is read once, and its quarantined rows can be retried later. */
  save(config: SourceConfig): Promise<void>;
};

/** How often old uploads are looked for, ms; also before each upload. */
const SWEEP_EVERY_MS = 3_600_000;
const EXTENSIONS = new Set<string>(LIST_ENDINGS);

export type FileImports = Imports & {
  cancelAll(): void;
  /** Cancels the running jobs and waits until they no longer use the store. */
  close(): Promise<void>;
};

type RunningJob = {
  status: ImportJob;
  abort: AbortController;
  done: Promise<void>;
  whole: ImportRequest['whole'];
  /** Of the import in the store. */
  key: number;
};

/** File imports (文件导入): a file is uploaded, its mapping guessed and confirmed, then its rows are read in pages. */
export function createImports(deps: ImportDeps): FileImports {
  const jobs = new Map<string, RunningJob>();
  const previews = createImportPreviews(deps);
  /** Names of uploaded files as they were chosen; a restart forgets them. */
  const names = new Map<string, string>();
  /** Sources with an import or an undo under way. */
  const busy = new Set<string>();
  /** Undos and countings. */
  const underWay = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const records = deps.store.imports;
  records.endInterrupted(deps.clock.now());
  const undoer = createImportUndoer({ ...deps, table: records, claim });
  const resuming = undoer.resume();
  const quota = createUploadQuota(deps.uploadsDir, deps.limits);
  sweep(deps);
  const sweeping = setInterval(() => sweep(deps), SWEEP_EVERY_MS);
  sweeping.unref();

  function cancelAll(): void {
    for (const job of jobs.values()) job.abort.abort();
  }

  function claim(source: string): () => void {
    if (busy.has(source)) throw new ApiError(409, 'import-busy', { source });
    busy.add(source);
    return () => busy.delete(source);
  }

  async function run(job: RunningJob, config: FileConfig): Promise<void> {
    const { status, abort } = job;
    const leftOut = { ...NOTHING_LEFT_OUT };
    const tally = createRowTally(config.mapping, deps);
    const listing = createListing();
    const adapter = createFileAdapter(config, deps.city, deps.clock.now, deps.workbooks, {
      onBytes(read) {
        status.bytesRead = Math.min(status.bytesTotal, read);
      },
      onLeft(what) {
        leftOut[what] += 1;
        status.leftOut = { ...leftOut };
      },
      onLettersLost(letters) {
        status.lettersLost = letters;
      },
    });
    try {
      const pages = adapter.pull(filePull(deps.clock, abort.signal));
      const reporting: CommitDeps = {
        ...deps,
        import: { key: job.key, leftOut: () => leftOutRows(leftOut) },
        onRow(row, reading, outcome) {
          tally.add(row, reading, outcome);
          if (job.whole !== undefined) listing.add(reading);
        },
        onPage(result, source) {
          // Not the difference of the source's own: rows of the quarantine may be read again meanwhile.
          status.accounting = plus(status.accounting, result.receipt ?? NO_ROWS);
          deps.onPage(result, source);
        },
      };
      await importPages(reporting, config.id, adapter.read, pages, abort.signal);
      if (!abort.signal.aborted) {
        const whole = job.whole === undefined ? null : closeAbsent(job, config.id, listing, job.whole.closes);
        if (whole !== null) status.whole = whole;
        status.bytesRead = status.bytesTotal;
      }
      end(job, tally.counts(), null);
    } catch (error) {
      end(job, tally.counts(), explain(error));
    }
    deps.logger.info(
      { job: status.id, source: config.id, state: status.state, ...status.accounting },
      'import ended',
    );
  }

  /** What the list lacks is closed, if it is as much as was confirmed. */
  function closeAbsent(job: RunningJob, source: string, listing: Listing, confirmed: number): WholeOutcome {
    const problem = listing.problem();
    if (problem !== null) return { confirmed, found: null, closed: 0, refused: problem };
    const at = deps.clock.now();
    const { found, result } = records.closeMissing(job.key, source, listing.ids, confirmed, at);
    if (result === null)
      return { confirmed, found, closed: 0, refused: sentError('whole-changed', { confirmed, found }) };
    deps.onPage(result, source);
    return { confirmed, found, closed: found, refused: null };
  }

  function end(job: RunningJob, tally: RowTally, error: SentError | null): void {
    const { status, abort } = job;
    status.tally = tally;
    status.notes = notesOf(tally);
    if (job.whole !== undefined && status.whole === undefined) {
      const refused = sentError('whole-not-finished', {});
      status.whole = { confirmed: job.whole.closes, found: null, closed: 0, refused };
    }
    const state = abort.signal.aborted ? 'cancelled' : error === null ? 'done' : 'failed';
    status.error = state === 'failed' ? error : null;
    try {
      records.end(job.key, {
        ...{ state, at: deps.clock.now(), error: status.error },
        leftOut: leftOutRows(status.leftOut ?? NOTHING_LEFT_OUT),
        whole: status.whole ?? null,
      });
    } catch (failure) {
      // The disk is full, for one. The next start ends it as interrupted.
      status.error ??= explain(failure);
      status.state = 'failed';
      return;
    }
    status.state = state;
  }

  /** The id must have the form of an upload's file name, so that it cannot lead out of the folder. */
  function pathOf(uploadId: string): string | null {
    const path = join(deps.uploadsDir, uploadId);
    return UploadId.safeParse(uploadId).success && existsSync(path) ? path : null;
  }

  async function begin(
    path: string,
    request: Omit<ImportRequest, 'uploadId'>,
    by: ImportActor,
  ): Promise<ImportJob> {
    const known = deps.store.source(request.sourceId);
    if (known !== null && known.config.kind !== 'file')
      throw new ApiError(409, 'source-exists', { id: request.sourceId });
    const { sourceId: id, name, mapping } = request;
    const config = fileConfig(path, { id, name, mapping }, deps.pack);
    // Two at once could not be told apart, neither in the accounting nor in what each changed.
    const release = claim(config.id);
    try {
      return await startJob(config, request.whole, by, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  async function startJob(
    config: FileConfig,
    whole: ImportRequest['whole'],
    by: ImportActor,
    release: () => void,
  ): Promise<ImportJob> {
    const { path } = config;
    await deps.save(config);
    const status: ImportJob = {
      id: randomUUID(),
      sourceId: config.id,
      state: 'running',
      bytesRead: 0,
      bytesTotal: statSync(path).size,
      accounting: NO_ROWS,
      leftOut: NOTHING_LEFT_OUT,
      lettersLost: 0,
      error: null,
    };
    const file = names.get(basename(path)) ?? basename(path);
    const key = records.begin({ id: status.id, source: config.id, file, at: deps.clock.now(), by });
    const abort = new AbortController();
    const job: RunningJob = { ...{ status, abort, whole, key }, done: Promise.resolve() };
    jobs.set(status.id, job);
    job.done = run(job, config).finally(release);
    return { ...status };
  }

  function count(path: string, request: WholeRequest, signal: AbortSignal): Promise<WholeCount> {
    return tracked(
      countWhole(path, request, { ...deps, records }, AbortSignal.any([signal, closing.signal])),
    );
  }

  /** Waited for before the store is closed. */
  function tracked<T>(work: Promise<T>): Promise<T> {
    const ended = work.finally(() => underWay.delete(ended));
    underWay.add(ended);
    return ended;
  }

  return {
    async upload(filename, body, announced, confirm) {
      const ending = extname(filename).toLowerCase();
      if (!EXTENSIONS.has(ending)) throw new ApiError(415, 'unknown-format', { ending });
      sweep(deps);
      const uploadId = `${randomUUID()}${ending}`;
      const path = join(deps.uploadsDir, uploadId);
      const admitted = quota.admit(path, announced);
      let isKept = false;
      try {
        await saveUpload(body, path, admitted);
        const report = await inspectFile(path, null, deps.pack.manifest, deps.workbooks);
        confirm();
        isKept = true;
        names.set(uploadId, basename(filename));
        return { ...report, uploadId, filename: basename(filename) };
      } finally {
        if (!isKept) await rm(path, { force: true });
        admitted.end(isKept);
      }
    },
    pathOf,
    preview(uploadId, request) {
      const path = pathOf(uploadId);
      return path === null ? null : previews.start(uploadId, path, request);
    },
    foundPreview: previews.find,
    cancelPreview: previews.cancel,
    async inspect(uploadId, sheet) {
      const path = pathOf(uploadId);
      if (path === null) return null;
      return { ...(await inspectFile(path, sheet, deps.pack.manifest, deps.workbooks)), uploadId };
    },
    start(request, by) {
      const path = pathOf(request.uploadId);
      return path === null ? null : begin(path, request, by);
    },
    startFile: (path, request) => begin(path, request, { id: null, name: machineUser() }),
    wholeCount(uploadId, request, signal) {
      const path = pathOf(uploadId);
      return path === null ? null : count(path, request, signal);
    },
    countWhole: count,
    notes: (id, { code = null, limit, offset }) => records.notes({ id, code, limit, offset }),
    records: ({ source = null, limit, offset }) => records.page({ source, limit, offset }),
    rows: (id, query) => records.rows({ id, ...query }),
    undo(id, by, reason) {
      // What an earlier program left half undone holds its source until then.
      return tracked(resuming.then(() => undoer.undo(id, by, reason)));
    },
    jobs: () => [...jobs.values()].map((job) => ({ ...job.status })),
    async finished(id) {
      await jobs.get(id)?.done;
      const status = jobs.get(id)?.status;
      return status === undefined ? null : { ...status };
    },
    cancel(id) {
      const job = jobs.get(id);
      job?.abort.abort();
      return job !== undefined;
    },
    cancelAll,
    async close() {
      clearInterval(sweeping);
      cancelAll();
      undoer.stop();
      closing.abort();
      await Promise.allSettled([
        ...[previews.close(), resuming, ...underWay],
        ...[...jobs.values()].map((job) => job.done),
      ]);
    },
  };
}

const NO_ROWS: SourceAccounting = { received: 0, stored: 0, unchanged: 0, quarantined: 0 };

function plus(a: SourceAccounting, b: SourceAccounting): SourceAccounting {
  return {
    received: a.received + b.received,
    stored: a.stored + b.stored,
    unchanged: a.unchanged + b.unchanged,
    quarantined: a.quarantined + b.quarantined,
  };
}

async function saveUpload(
  body: ReadableStream<Uint8Array>,
  path: string,
  admitted: AdmittedUpload,
): Promise<void> {
  const counted = new Transform({
    transform: (chunk: Uint8Array, _, done) => done(admitted.add(chunk.byteLength), chunk),
  });
  try {
    await pipeline(Readable.fromWeb(body), counted, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      throw new ApiError(503, 'disk-full', {});
    throw error;
  }
}

/** Deletes old uploads. Never throws: while the folder cannot be reached, they are left for the next time. */
function sweep(deps: ImportDeps): void {
  try {
    const kept = new Set(
      deps.store.sources().flatMap(({ config }) => (config.kind === 'file' ? [config.path] : [])),
    );
    sweepUploads(deps.uploadsDir, kept, deps.clock.now());
  } catch (error) {
    deps.logger.warn({ error }, 'old uploads could not be deleted');
  }
}
