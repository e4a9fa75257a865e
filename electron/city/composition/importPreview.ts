import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { RowOutcome } from '../../../shared/case/normalised.ts';
import { ContactPart } from '../../../shared/contract/cases.ts';
import type {
  ImportPreview,
  ImportPreviewReport,
  ImportPreviewRequest,
  PreviewedRow,
} from '../../../shared/contract/importPreview.ts';
import type { CityPack } from '../../../shared/pack/schema.ts';
import type { CityStore, Clock, Placer } from '../ports.ts';
import type { CityContext, RowReading } from '../sync/adapter.ts';
import { createFileAdapter } from '../sync/file/adapter.ts';
import { NOTHING_LEFT_OUT } from '../sync/file/table/rows.ts';
import type { Workbooks } from '../sync/file/workbook/readWorkbook.ts';
import { NOTHING_STORED, placeRows } from '../sync/placeRows.ts';
import { createRowTally } from '../sync/rowTally.ts';
import { readPayload, shownCase } from '../sync/shownRow.ts';
import { explain } from './explain.ts';
import { fileConfig, filePull } from './fileReading.ts';

/** Rows per turn of the event loop: some milliseconds. */
const ROWS_PER_TURN = 200;
const ROWS_SHOWN = 10;
/** Of the refused rows that are shown, those of one reason. */
const ROWS_PER_REASON = 3;
const MAX_REFUSED_SHOWN = 30;
/** Ended readings that are still answered, and readings at once. The oldest give way. */
const KEPT = 20;
const AT_ONCE = 3;

export type PreviewDeps = {
  city: CityContext;
  clock: Clock;
  workbooks: Workbooks;
  placer: Placer;
  pack: Pick<CityPack, 'manifest' | 'grids'>;
  /** Null: there is no store, so that every case is a new one. */
  store: Pick<CityStore, 'knownIds' | 'storedCases' | 'pausesOf'> | null;
};

export type ReadingDeps = PreviewDeps & {
  signal: AbortSignal;
  /** Told after each part of the file. */
  onProgress(bytesRead: number, rows: number): void;
};

/**
 * Reads a whole list as an import with this mapping would, and writes nothing (预检): the same reader, the same normaliser, in
 * turns that leave the event loop free. Null where it was aborted. @throws UpstreamError
 */
export async function previewImport(
  path: string,
  { mapping, sourceId }: ImportPreviewRequest,
  deps: ReadingDeps,
): Promise<ImportPreviewReport | null> {
  const { placer, signal } = deps;
  const leftOut = { ...NOTHING_LEFT_OUT };
  let bytesRead = 0;
  let lettersLost = 0;
  const adapter = createFileAdapter(
    fileConfig(path, { id: 'preview', name: 'preview', mapping }, deps.pack),
    deps.city,
    deps.clock.now,
    deps.workbooks,
    {
      onBytes(read) {
        bytesRead = read;
      },
      onLeft(what) {
        leftOut[what] += 1;
      },
      onLettersLost(letters) {
        lettersLost = letters;
      },
    },
  );
  const tally = createRowTally(mapping, deps);
  const samples = createSamples();
  // A list for a source that is not there yet is read beside nothing.
  const store = (sourceId === null ? null : deps.store) ?? NOTHING_STORED;
  let rows = 0;
  let newCases = 0;
  let knownCases = 0;
  for await (const page of adapter.pull(filePull(deps.clock, signal))) {
    const firstSeen: string[] = [];
    for (let start = 0; start < page.rows.length; start += ROWS_PER_TURN) {
      await yieldToEventLoop();
      if (signal.aborted) return null;
      const part = page.rows.slice(start, start + ROWS_PER_TURN);
      const readings = part.map((row) => adapter.read(row));
      const outcomes = placeRows({ store, placer }, sourceId ?? '', readings, deps.clock.now());
      for (const [index, outcome] of outcomes.entries()) {
        const reading = readings[index];
        if (reading === undefined) continue;
        rows += 1;
        tally.add(part[index], reading, outcome);
        samples.add(rows, outcome);
        if (reading.ok && !isRepeated(reading)) firstSeen.push(reading.case.sourceId);
      }
    }
    const known = sourceId === null ? 0 : (deps.store?.knownIds(sourceId, firstSeen) ?? 0);
    knownCases += known;
    newCases += firstSeen.length - known;
    deps.onProgress(bytesRead, rows);
  }
  if (signal.aborted) return null;
  return { tally: tally.counts(), leftOut, lettersLost, newCases, knownCases, ...samples.rows() };
}

function isRepeated({ notes }: Extract<RowReading, { ok: true }>): boolean {
  return notes.some(({ code }) => code === 'repeated-row' || code === 'repeated-version');
}

/** Chooses the rows that are shown: the first ones, the ones with most notes, refused ones of each reason. */
function createSamples() {
  const first: PreviewedRow[] = [];
  let strange: Extract<PreviewedRow, { outcome: 'ok' }>[] = [];
  const refused: PreviewedRow[] = [];
  const shownOf = new Map<string, number>();
  /** Kinds of notes that are already to be seen. */
  const kinds = new Set<string>();
  return {
    add(row: number, outcome: RowOutcome): void {
      const shown = () => previewedRow(row, outcome);
      if (!outcome.ok) {
        const { code } = outcome.refusal;
        const sameReason = shownOf.get(code) ?? 0;
        if (sameReason >= ROWS_PER_REASON || refused.length >= MAX_REFUSED_SHOWN) return;
        shownOf.set(code, sameReason + 1);
        refused.push(shown());
        return;
      }
      const { notes = [] } = outcome;
      if (first.length < ROWS_SHOWN) first.push(shown());
      const isNewKind = notes.some(({ code }) => !kinds.has(code));
      const least = strange.length < ROWS_SHOWN ? 0 : (strange.at(-1)?.notes.length ?? 0);
      if (notes.length === 0 || !(isNewKind || notes.length > least)) return;
      for (const { code } of notes) kinds.add(code);
      const noted = shown();
      if (noted.outcome !== 'ok') return;
      strange = [...strange, noted].sort((a, b) => b.notes.length - a.notes.length || a.row - b.row);
      // A row that alone shows a kind of note stays.
      if (strange.length > ROWS_SHOWN) dropOne(strange);
    },
    rows: () => ({ first, strange, refused }),
  };
}

/** Drops the last row whose notes are all to be seen at others, else the last. */
function dropOne(rows: Extract<PreviewedRow, { outcome: 'ok' }>[]): void {
  const isShownElsewhere = (at: number): boolean =>
    rows[at]?.notes.every(({ code }) =>
      rows.some((other, index) => index !== at && other.notes.some((note) => note.code === code)),
    ) ?? false;
  const spare = rows.findLastIndex((_, at) => isShownElsewhere(at));
  rows.splice(spare < 0 ? rows.length - 1 : spare, 1);
}

function previewedRow(row: number, outcome: RowOutcome): PreviewedRow {
  if (!outcome.ok) {
    const { code, parameters, reason, payload, sourceId } = outcome.refusal;
    return {
      ...{ outcome: 'quarantine', row, sourceId, raw: readPayload(payload) },
      reason: { code, parameters, message: reason },
    };
  }
  const { case: placed, notes = [] } = outcome;
  const { contact } = placed;
  return {
    ...{ outcome: 'ok', row, case: shownCase(placed), notes: [...notes] },
    contact: ContactPart.options.filter((part) => contact !== null && contact[part] !== null),
  };
}

/** The readings of uploaded files, started by windows and asked for until they end. */
export type ImportPreviews = {
  /** Reads the file; another reading of the same upload is given up. */
  start(uploadId: string, path: string, request: ImportPreviewRequest): ImportPreview;
  /** Null if there is none, or it was long ago. */
  find(id: string): ImportPreview | null;
  /** False if there is none. */
  cancel(id: string): boolean;
  /** Gives all up and waits until none uses the store. */
  close(): Promise<void>;
};

type Running = { status: ImportPreview; abort: AbortController; done: Promise<void> };

export function createImportPreviews(deps: PreviewDeps): ImportPreviews {
  const readings = new Map<string, Running>();

  async function run({ status, abort }: Running, path: string, request: ImportPreviewRequest): Promise<void> {
    try {
      status.report = await previewImport(path, request, {
        ...deps,
        signal: abort.signal,
        onProgress(bytesRead, rows) {
          status.bytesRead = Math.min(status.bytesTotal, bytesRead);
          status.rows = rows;
        },
      });
      status.state = status.report === null ? 'cancelled' : 'done';
      if (status.state === 'done') status.bytesRead = status.bytesTotal;
    } catch (error) {
      status.state = abort.signal.aborted ? 'cancelled' : 'failed';
      if (status.state === 'failed') status.error = explain(error);
    }
  }

  function makeRoom(uploadId: string): void {
    const running = [...readings.values()].filter(({ status }) => status.state === 'running');
    for (const one of running) if (one.status.uploadId === uploadId) one.abort.abort();
    for (const one of running.slice(0, Math.max(0, running.length - AT_ONCE + 1))) one.abort.abort();
    const ended = [...readings.values()].filter(({ status }) => status.state !== 'running');
    for (const { status } of ended.slice(0, Math.max(0, readings.size - KEPT))) readings.delete(status.id);
  }

  return {
    start(uploadId, path, request) {
      makeRoom(uploadId);
      const status: ImportPreview = {
        ...{ id: randomUUID(), uploadId, state: 'running', bytesRead: 0, bytesTotal: statSync(path).size },
        ...{ rows: 0, error: null, report: null },
      };
      const reading: Running = { status, abort: new AbortController(), done: Promise.resolve() };
      readings.set(status.id, reading);
      reading.done = run(reading, path, request);
      return { ...status };
    },
    find(id) {
      const status = readings.get(id)?.status;
      return status === undefined ? null : { ...status };
    },
    cancel(id) {
      const reading = readings.get(id);
      reading?.abort.abort();
      return reading !== undefined;
    },
    async close() {
      for (const { abort } of readings.values()) abort.abort();
      await Promise.all([...readings.values()].map(({ done }) => done));
    },
  };
}
