import type { Transferable } from 'node:worker_threads';
import type { ColumnReader } from '../store/columnReader.ts';
import { writeCache } from './cacheFile.ts';
import { categoryNames } from './categoryNames.ts';
import { Engine } from './engine.ts';
import { load, storeIdentity } from './load.ts';
import type { Answer, Query, QueryName, Reply, Request, WorkerOptions } from './protocol.ts';

/** The half of a MessagePort that is needed here. */
export type ServicePort = {
  postMessage(reply: Reply, transfer: Transferable[]): void;
  on(event: 'message', listener: (request: Request) => void): unknown;
  close(): void;
};

/** A share of unsaved rows. */
const MUCH = 0.1;

/**
 * Loads the columns and answers until it is closed. Everything is synchronous: requests wait in the port, so that
 * a query always sees the patches sent before it. A failing query is answered as such; a failing patch ends the
 * worker, since its columns are no longer those of the store.
 */
export function serveColumns(
  port: ServicePort,
  options: WorkerOptions,
  openReader: (dbPath: string) => ColumnReader,
): void {
  const started = performance.now();
  const reader = openReader(options.dbPath);
  const store = storeIdentity(options.dbPath);
  const { table, revision, from, saved: found } = load(reader, options.cachePath, store);
  /** Asked for once a request at most: counting what waits to be indexed takes the longer, the more there is. */
  let behind: number | null = null;
  const searchBehind = () => {
    behind ??= reader.searchBehind();
    return behind;
  };
  const engine = new Engine(table, revision, options.zone, {
    find: (q) => reader.search(q),
    state: () => `${reader.revision()} ${searchBehind()}`,
    missing: () => reader.missedBySearch(searchBehind()),
  });
  let names = new Map<string, string>();
  let namedAt = -1;
  const namesOfCategories = () => {
    if (namedAt !== engine.revision) names = categoryNames(table, reader.categoryName);
    namedAt = engine.revision;
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
    if (saved === engine.revision) return;
    try {
      writeCache(options.cachePath, engine.table, engine.revision, store);
      saved = engine.revision;
      unsavedRows = 0;
    } catch (error) {
      // Only the next start is slower for it.
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
   * Waits for a quiet time, since the file has 54 bytes a case and a hall's sources seldom rest: what it lacks is read
   * from the store at the next start. It is not put off once that would be much.
   */
  const saveLater = (rows: number) => {
    unsavedRows += rows;
    const much = saved < 0 || unsavedRows > table.rows * MUCH;
    if (timer !== null && much) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(save, options.cacheEveryMs).unref();
  };

  /** Reads what changed from the store. The revision is read first: rows may be newer, never older. */
  const catchUp = () => {
    const target = reader.revision();
    saveLater(engine.apply(reader.rowsSince(engine.revision), target));
  };

  port.on('message', (request) => {
    behind = null;
    switch (request.op) {
      case 'patch':
        // Loading or catching up may have seen it already.
        if (request.revision <= engine.revision) return;
        // One that never arrived: the store has it.
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
        answer(engine, namesOfCategories, request, send);
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
    send({ op: 'answer', id, value }, toHandOver(query, value));
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
    case 'grids':
      return engine.grids(...query.args);
    case 'histogram':
      return engine.histogram(...query.args);
    case 'summary':
      return named(engine.summary(...query.args), names());
    case 'points':
      return engine.points(...query.args);
    case 'totals':
      return engine.totals(...query.args);
  }
}

/** A summary with the upstream's words for its categories, which columns do not hold. */
function named(summary: Answer<'summary'>, names: Map<string, string>): Answer<'summary'> {
  const byCategory = summary.byCategory.map((tally) => {
    const name = names.get(tally.key);
    return name === undefined ? tally : { ...tally, name };
  });
  return { ...summary, byCategory };
}

/** Arrays that the engine made for this answer alone. It keeps the seqs of points, which are few, for the next one. */
function toHandOver(query: Query, value: Answer<QueryName>): Transferable[] {
  const array =
    'density' in value ? value.density : query.op === 'page' && 'seqs' in value ? value.seqs : null;
  return array?.buffer instanceof ArrayBuffer ? [array.buffer] : [];
}
