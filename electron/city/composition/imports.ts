import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type ImportJob,
  type ImportRequest,
  type SourceAccounting,
  type SourceConfig,
  UploadId,
} from '../../../shared/contract/sources.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import { LIST_ENDINGS } from '../../../shared/source/listEndings.ts';
import { ApiError } from '../api/apiError.ts';
import type { Imports, Logger } from '../ports.ts';
import type { CityContext, SourceAdapter } from '../sync/adapter.ts';
import type { CommitDeps } from '../sync/commit.ts';
import { createFileAdapter } from '../sync/file/adapter.ts';
import { inspectFile } from '../sync/file/inspectFile.ts';
import { NOTHING_LEFT_OUT } from '../sync/file/table/rows.ts';
import type { Workbooks } from '../sync/file/workbook/readWorkbook.ts';
import type { UpstreamHttp } from '../sync/http/http.ts';
import { importPages } from '../sync/importPages.ts';
import { createRowTally } from '../sync/rowTally.ts';
import { sourceSession } from '../sync/sourceSession.ts';
import { explain } from './explain.ts';
import { createImportPreviews } from './importPreview.ts';
import { type AdmittedUpload, createUploadQuota, sweepUploads, type UploadLimits } from './uploadQuota.ts';

export type ImportDeps = CommitDeps & {
  uploadsDir: string;
  limits: UploadLimits;
  logger: Logger;
  pack: Pick<CityPack, 'manifest' | 'grids'>;
  http: UpstreamHttp;
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

type RunningJob = { status: ImportJob; abort: AbortController; done: Promise<void> };

/** File imports (文件导入): a file is uploaded, its mapping guessed and confirmed, then its rows are read in pages. */
export function createImports(deps: ImportDeps): FileImports {
  const jobs = new Map<string, RunningJob>();
  const previews = createImportPreviews(deps);
  const quota = createUploadQuota(deps.uploadsDir, deps.limits);
  sweep(deps);
  const sweeping = setInterval(() => sweep(deps), SWEEP_EVERY_MS);
  sweeping.unref();

  function cancelAll(): void {
    for (const job of jobs.values()) job.abort.abort();
  }

  async function run(job: RunningJob, config: Extract<SourceConfig, { kind: 'file' }>): Promise<void> {
    const { status, abort } = job;
    const before = deps.store.source(config.id)?.accounting ?? NO_ROWS;
    const leftOut = { ...NOTHING_LEFT_OUT };
    const tally = createRowTally(config.mapping, deps);
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
      const pages = adapter.pull({
        http: sourceSession(deps.http, config, null, abort.signal),
        cursor: null,
        now: () => deps.clock.now(),
        openSourceIds: () => [],
        pollMs: config.pollSeconds * 1000,
        signal: abort.signal,
      });
      const reporting: CommitDeps = {
        ...deps,
        onPage(result, source) {
          status.accounting = minus(result.accounting, before);
          deps.onPage(result, source);
        },
      };
      const read: SourceAdapter['read'] = (row) => {
        const reading = adapter.read(row);
        tally.add(row, reading);
        return reading;
      };
      await importPages(reporting, config.id, read, pages, abort.signal);
      status.state = abort.signal.aborted ? 'cancelled' : 'done';
      if (status.state === 'done') status.bytesRead = status.bytesTotal;
    } catch (error) {
      status.state = abort.signal.aborted ? 'cancelled' : 'failed';
      if (status.state === 'failed') status.error = explain(error);
    }
    status.accounting = minus(deps.store.source(config.id)?.accounting ?? before, before);
    status.tally = tally.counts();
    status.notes = status.tally.notes.map(({ reason, rows }) => ({ note: reason, rows }));
    deps.logger.info(
      { job: status.id, source: config.id, state: status.state, ...status.accounting },
      'import ended',
    );
  }

  /** The id must have the form of an upload's file name, so that it cannot lead out of the folder. */
  function pathOf(uploadId: string): string | null {
    const path = join(deps.uploadsDir, uploadId);
    return UploadId.safeParse(uploadId).success && existsSync(path) ? path : null;
  }

  async function begin(path: string, request: Omit<ImportRequest, 'uploadId'>): Promise<ImportJob> {
    const { defaultCrs } = deps.pack.manifest;
    const known = deps.store.source(request.sourceId);
    if (known !== null && known.config.kind !== 'file')
      throw new ApiError(409, 'source-exists', { id: request.sourceId });
    const config: Extract<SourceConfig, { kind: 'file' }> = {
      kind: 'file',
      id: request.sourceId,
      name: request.name,
      path,
      mapping: request.mapping,
      pollSeconds: 86_400,
      paused: true,
      crs: request.mapping.crs ?? defaultCrs,
      zone: request.mapping.zone,
      auth: { in: 'none', name: 'api_key' },
      jurisdiction: null,
    };
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
    const job: RunningJob = { status, abort: new AbortController(), done: Promise.resolve() };
    jobs.set(status.id, job);
    job.done = run(job, config);
    return { ...status };
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
    start(request) {
      const path = pathOf(request.uploadId);
      return path === null ? null : begin(path, request);
    },
    startFile: begin,
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
      await Promise.all([previews.close(), ...[...jobs.values()].map((job) => job.done)]);
    },
  };
}

const NO_ROWS: SourceAccounting = { received: 0, stored: 0, unchanged: 0, quarantined: 0 };

function minus(now: SourceAccounting, before: SourceAccounting): SourceAccounting {
  return {
    received: now.received - before.received,
    stored: now.stored - before.stored,
    unchanged: now.unchanged - before.unchanged,
    quarantined: now.quarantined - before.quarantined,
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
