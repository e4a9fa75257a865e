import {
  type CityContext,
  type PullContext,
  type PulledPage,
  type SourceAdapter,
  UpstreamError,
} from '../adapter.ts';
import { identityReader } from '../normalise/caseNumber.ts';
import { createMappedReader } from '../normalise/mapped.ts';
import { type WalkEnd, walkList } from '../paged/walkList.ts';
import { arcgisReader, layerAddress } from './arcgis.ts';
import { ckanReader } from './ckan.ts';
import { type Cursor, readCursor, type ServiceConfig } from './cursor.ts';
import { Edits } from './edits.ts';
import { itemsAddress, ogcReader } from './ogc.ts';
import { serviceMapping } from './rows.ts';
import { ServiceClient, type ServiceReader } from './serviceReader.ts';
import { wfsReader } from './wfs.ts';

/** A list of at most this many pages is read completely at every poll. */
const SMALL_LIST_PAGES = 10;
/** Longer lists are read completely so often, and in between where new rows come. */
const FULL_READ_INTERVAL_MS = 15 * 60_000;
/** Where what changed can be asked for, a complete reading is only needed to find what was deleted or escaped. */
const FULL_READ_INTERVAL_FOLLOWED_MS = 24 * 60 * 60_000;
/** Edits are read again so far back: a server may show them later than it dates them. */
const LEAST_OVERLAP_MS = 10 * 60_000;
const REPAIR_INTERVAL_MS = 5 * 60_000;

/**
 * Adapter of a service of map layers or open data. It asks for the number of rows where the service tells it, walks through
 * all pages, and says at the end whether everything was received.
 */
export function createServiceAdapter(
  config: ServiceConfig,
  city: CityContext,
  now: () => number,
): SourceAdapter {
  const mapping = serviceMapping({ ...config.options.mapping, crs: config.crs, zone: config.zone });
  const numberOf = identityReader(mapping);
  const read = createMappedReader(mapping, city, now);
  return {
    read,
    async *pull(context) {
      const reader = await openService(config, new ServiceClient(context.http, context.now));
      const identityOf = (row: unknown): string | null => numberOf(row) ?? reader.ownId(row);
      const before = readCursor(context.cursor);
      const follows = reader.changes !== null && before.edited !== null;
      if (isDue(before, follows, context.now()))
        yield* readWhole(config, reader, identityOf, context, before);
      else if (!follows) yield* readNew(config, reader, before, context);
      else if (!(yield* readChanges(config, reader, identityOf, context, before)))
        yield* readWhole(config, reader, identityOf, context, { ...before, unfollowable: true });
    },
  };
}

function isDue(before: Cursor, follows: boolean, now: number): boolean {
  if (before.sweptAt === null || before.pages <= SMALL_LIST_PAGES) return true;
  const usual = follows ? FULL_READ_INTERVAL_FOLLOWED_MS : FULL_READ_INTERVAL_MS;
  return now - before.sweptAt >= (before.missing === null ? usual : REPAIR_INTERVAL_MS);
}

/** The reader of a service at the address of the source. Throws UpstreamError. */
export async function openService(config: ServiceConfig, client: ServiceClient): Promise<ServiceReader> {
  const { url, options } = config;
  switch (config.kind) {
    case 'arcgis':
      return arcgisReader(client, layerAddress(url, options.layer));
    case 'ogc':
      return ogcReader(client, itemsAddress(url, options.layer));
    case 'wfs':
      return wfsReader(client, url, options.layer, sortField(config));
    case 'ckan':
      return ckanReader(client, url, options.layer);
  }
}

/** The field of the case's number, which every row has and no two share. */
function sortField({ options }: ServiceConfig): string | null {
  const [path = ''] = [options.mapping.fields.id].flat();
  const name = path.replace(/^properties\./, '');
  return name === '' || name === 'id' || name.includes('.') ? null : name;
}

async function* readWhole(
  config: ServiceConfig,
  reader: ServiceReader,
  identityOf: (row: unknown) => string | null,
  context: PullContext,
  before: Cursor,
): AsyncGenerator<PulledPage> {
  const startedAt = context.now();
  const seen = new Set<string>();
  const edits = new Edits(reader.changes, () => context.now() + (reader.skewMs ?? 0));
  const read = (by: ServiceReader) => walkService(config, by, identityOf, seen, edits, context);
  let end: WalkEnd;
  try {
    end = yield* read(reader);
  } catch (error) {
    const { fallback } = reader;
    if (fallback === null || !(error instanceof UpstreamError) || error.code !== 'upstream-refused')
      throw error;
    // The other way may be refused as well; then it was not for the paging.
    end = yield* withError(read(fallback), error);
  }
  if (end.missing !== null && !end.aborted && reader.fallback !== null)
    end = (yield* unlessRefused(read(reader.fallback))) ?? end;
  if (end.aborted) return;
  const { pages, received, missing } = end;
  const { unfollowable } = before;
  const edited = missing === null && !unfollowable ? edits.newest : null;
  const cursor: Cursor = {
    ...{ sweptAt: startedAt, pages, received, missing },
    ...{ edited, followedAt: null, unfollowable },
  };
  // Of a list that was not received whole, no case is known to be gone.
  const sweepStartedAt = missing === null ? startedAt : null;
  yield {
    rows: [],
    cursor: JSON.stringify(cursor),
    sweepStartedAt,
    skewMs: reader.skewMs,
    incomplete: missing,
  };
}

async function* walkService(
  config: ServiceConfig,
  reader: ServiceReader,
  identityOf: (row: unknown) => string | null,
  seen: Set<string>,
  edits: Edits,
  context: PullContext,
): AsyncGenerator<PulledPage, WalkEnd> {
  const walk = walkList({
    fetchPage: (at) => reader.page(at),
    by: reader.by,
    firstPage: 1,
    size: config.options.pageSize,
    identityOf,
    count: reader.count,
    signal: context.signal,
  });
  for (;;) {
    const step = await walk.next();
    if (step.done === true) return step.value;
    // The other way brings again what the first one brought.
    const rows = step.value.filter(({ digest }) => isFirst(digest, seen)).map(({ row }) => row);
    edits.note(rows);
    if (rows.length > 0) yield { rows, cursor: null, sweepStartedAt: null, skewMs: reader.skewMs };
  }
}

function isFirst(digest: string, seen: Set<string>): boolean {
  if (seen.has(digest)) return false;
  seen.add(digest);
  return true;
}

/**
 * Reads what was edited since the cursor (增量); false where the service does not keep to that: it refuses the condition, gives
 * rows from before, or counts more rows in all than the edits explain.
 */
async function* readChanges(
  config: ServiceConfig,
  reader: ServiceReader,
  identityOf: (row: unknown) => string | null,
  context: PullContext,
  before: Cursor,
): AsyncGenerator<PulledPage, boolean> {
  const { changes } = reader;
  if (changes === null || before.edited === null) return false;
  const overlap = Math.max(2 * context.pollMs, LEAST_OVERLAP_MS);
  const since = Math.floor((before.edited - overlap) / 1000) * 1000;
  const edits = new Edits(changes, () => context.now() + (reader.skewMs ?? 0));
  const part = changes.since(since);
  const walk = walkList({
    ...{ fetchPage: part.page, by: part.by, firstPage: 1, size: config.options.pageSize },
    ...{ identityOf, count: part.count, signal: context.signal },
  });
  for (;;) {
    const step = await walk.next().catch((error: unknown) => {
      if (error instanceof UpstreamError && NO_SUCH_WAY.has(error.code)) return null;
      throw error;
    });
    if (step === null) return false;
    if (step.done !== true) {
      const rows = step.value.map(({ row }) => row);
      if (edits.hasOlder(rows, since)) return false;
      edits.note(rows);
      yield { rows, cursor: null, sweepStartedAt: null, skewMs: reader.skewMs };
      continue;
    }
    const { aborted, missing, received } = step.value;
    if (aborted) return true;
    const counted = (await reader.count?.()) ?? null;
    // Rows that came without a time of edit are seen by nothing but their number.
    if (counted !== null && counted > before.received + received) return false;
    if (received > 0 && edits.newest === null) return false;
    const edited = Math.max(before.edited, edits.newest ?? before.edited);
    const cursor: Cursor = {
      ...before,
      edited,
      received: counted ?? before.received,
      followedAt: context.now(),
    };
    yield {
      ...{ rows: [], sweepStartedAt: null, skewMs: reader.skewMs },
      // What was not received is asked for again from the same time on.
      ...{ cursor: missing === null ? JSON.stringify(cursor) : null, incomplete: missing },
    };
    return true;
  }
}

/** The walk; where it is refused, the error of the first way is what the operator is told. */
async function* withError(
  walk: AsyncGenerator<PulledPage, WalkEnd>,
  first: UpstreamError,
): AsyncGenerator<PulledPage, WalkEnd> {
  const end = yield* unlessRefused(walk);
  if (end === null) throw first;
  return end;
}

/** The walk; null where the service refuses this way of reading. Throws every other UpstreamError. */
async function* unlessRefused(
  walk: AsyncGenerator<PulledPage, WalkEnd>,
): AsyncGenerator<PulledPage, WalkEnd | null> {
  try {
    return yield* walk;
  } catch (error) {
    if (error instanceof UpstreamError && NO_SUCH_WAY.has(error.code)) return null;
    throw error;
  }
}

const NO_SUCH_WAY = new Set(['upstream-refused', 'no-rows', 'http-status', 'not-found']);

/**
 * Reads what may have come since the last whole walk: new rows stand at the end of a list that is ordered by number. Of a list
 * along links or tokens nobody can begin at the end, so that only its first page is read; rows that stand elsewhere come with
 * the next whole walk.
 */
async function* readNew(
  config: ServiceConfig,
  reader: ServiceReader,
  before: Cursor,
  context: PullContext,
): AsyncGenerator<PulledPage> {
  const { pageSize: size } = config.options;
  // By the rows that a page really has: of a server that gives few, the end must still be reached.
  const given = Math.ceil(before.received / Math.max(1, before.pages));
  let offset = reader.by === 'offset' ? Math.max(0, before.received - Math.min(given, size, 100)) : 0;
  for (let page = 1; page <= SMALL_LIST_PAGES && !context.signal.aborted; page += 1) {
    const { rows } = await reader.page({ page, offset, size, token: null });
    if (rows.length > 0) yield { rows, cursor: null, sweepStartedAt: null, skewMs: reader.skewMs };
    if (rows.length === 0 || reader.by === 'token') break;
    offset += rows.length;
  }
  yield { rows: [], cursor: null, sweepStartedAt: null, skewMs: reader.skewMs, incomplete: before.missing };
}
