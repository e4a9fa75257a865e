import type { Transferable } from 'node:worker_threads';
import type { ColumnReader } from '../store/columnReader.ts';
import { writeCache } from './cacheFile.ts';
import { categoryNames } from './categoryNames.ts';
import { Engine } from './engine.ts';
import { loadColumns, storeIdentity } from './load.ts';
import type { Answer, Query, QueryName, Reply, Request, WorkerOptions } from './protocol.ts';

/** The part of a MessagePort that is used here. */
export type ServicePort = {
  postMessage(reply: Reply, transfer: Transferable[]): void;
  on(event: 'message', listener: (request: Request) => void): unknown;
  close(): void;
};

/** Above this share of unsaved rows the cache file is written even if changes go on. */
const SAVE_SHARE = 0.1;

/**
 * Loads the columns and answers requests until closed. Everything is synchronous: requests queue in the port, so a
 * query always sees the patches sent before it. A failing query is answered with its error. A failing patch ends the
 * worker, since its columns no longer match the store.
 */
export function serveColumns(
  port: ServicePort,
  options: WorkerOptions,
  openReader: (dbPath: string) => ColumnReader,
): void {
  const started = performance.now();
  const reader = openReader(options.dbPath);
  const store = storeIdentity(options.dbPath);
  const { table, revision, from, cachedRevision: found } = loadColumns(reader, options.cachePath, store);
  /** Read at most once per request: counting the cases not yet indexed takes longer the more there are. */
  let backlog: number | null = null;
  const searchBacklog = () => {
    backlog ??= reader.searchBacklog();
    return backlog;
  };
  const engine = new Engine(table, revision, options.zone, {
    find: (q, masked) => (masked ? reader.searchMasked(q) : reader.search(q)),
    version: () => `${reader.revision()} ${searchBacklog()}`,
    unindexed: () => reader.notSearched(searchBacklog()),
  });
  let names = new Map<string, string>();
  let namesRevision = -1;
  const currentCategoryNames = () => {
    if (namesRevision !== engine.revision) names = categoryNames(table, reader.categoryName);
    namesRevision = engine.revision;
    return names;
  };
  /** The revision in the cache file, -1 where there is none. */
  let saved = found;
  let unsavedRows = 0;
  let timer: NodeJS.Timeout | null = null;

  const send = (reply: Reply, transfer: Transferable[]) => port.postMessage(reply, transfer);

  const save = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const { cachePath } = options;
    if (cachePath === null || saved === engine.revision) return;
    try {
      writeCache(cachePath, engine.table, engine.revision, store);
      saved = engine.revision;
      unsavedRows = 0;
    } catch (error) {
      // Only the next start is slower.
      send(
        {
          op: 'log',
          level: 'warn',
          fields: { error: String(error) },
          message: 'Cache of the columns not written',
        },
        [],
      );
    }
  };
  /**
   * Writes the file once changes pause, since it has 54 bytes a case and a hall's sources are seldom quiet: rows
   * missing from it are read from the store at the next start. With many unsaved rows the write is no longer
   * postponed.
   */
  const saveLater = (rows: number) => {
    unsavedRows += rows;
    const much = saved < 0 || unsavedRows > table.rows * SAVE_SHARE;
    if (timer !== null && much) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(save, options.cacheEveryMs).unref();
  };

  /**
   * Reads the changed rows from the store. The revision is read first, so that rows may be newer than it but never
   * older.
   */
  const catchUp = () => {
    const target = reader.revision();
    saveLater(engine.apply(reader.rowsSince(engine.revision), target));
  };

  port.on('message', (request) => {
    backlog = null;
    switch (request.op) {
      case 'patch':
        // Loading or catching up may have applied it already.
        if (request.revision <= engine.revision) return;
        // An earlier patch was lost: read it from the store.
        if (request.revision > engine.revision + 1) catchUp();
        if (request.revision > engine.revision) saveLater(engine.apply(request.rows, request.revision));
        return;
      case 'changed':
        if (request.revision > engine.revision) catchUp();
        return;
      case 'close':
        save();
        reader.close();
        port.close();
        return;
      default:
        answer(engine, currentCategoryNames, request, send);
    }
  });

  if (saved !== engine.revision) saveLater(0);
  const ms = Math.round(performance.now() - started);
  send({ op: 'ready', revision, cases: table.rows, from, ms }, []);
}

function answer(
  engine: Engine,
  names: () => Map<string, string>,
  query: Query,
  send: (reply: Reply, transfer: Transferable[]) => void,
): void {
  const { id } = query;
  try {
    const value = compute(engine, names, query);
    send({ op: 'answer', id, value }, transferList(query, value));
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    send({ op: 'failed', id, message: cause.message, stack: cause.stack ?? '' }, []);
  }
}

function compute(engine: Engine, names: () => Map<string, string>, query: Query): Answer<QueryName> {
  switch (query.op) {
    case 'page':
      return engine.page(...query.args);
    case 'heat':
      return engine.heat(...query.args);
    case 'heatTimeline':
      return engine.heatTimeline(...query.args);
    case 'grids':
      return engine.grids(...query.args);
    case 'gridTimeline':
      return engine.gridTimeline(...query.args);
    case 'histogram':
      return engine.histogram(...query.args);
    case 'summary':
      return withCategoryNames(engine.summary(...query.args), names());
    case 'points':
      return engine.points(...query.args);
    case 'totals':
      return engine.totals(...query.args);
  }
}

/** A summary with the upstream's names of its categories, which the columns do not contain. */
function withCategoryNames(summary: Answer<'summary'>, names: Map<string, string>): Answer<'summary'> {
  const byCategory = summary.byCategory.map((tally) => {
    const name = names.get(tally.key);
    return name === undefined ? tally : { ...tally, name };
  });
  return { ...summary, byCategory };
}

/** Buffers made for this answer alone, to be transferred. The seqs of points stay, since the engine caches them. */
function transferList(query: Query, value: Answer<QueryName>): Transferable[] {
  const arrays =
    'density' in value
      ? [value.density]
      : 'seconds' in value
        ? [value.seconds, value.keys]
        : query.op === 'page' && 'seqs' in value
          ? [value.seqs]
          : [];
  return arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}
