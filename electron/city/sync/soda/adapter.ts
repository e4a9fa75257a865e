import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { SourceConfig } from '../../../../shared/contract/sources.ts';
import {
  type CityContext,
  type HttpResponse,
  type PullContext,
  type PulledPage,
  type SourceAdapter,
  UpstreamError,
} from '../adapter.ts';
import { createMappedReader } from '../normalise/mapped.ts';
import { isObject, textValue, valueAt } from '../normalise/paths.ts';
import { readTime } from '../normalise/time.ts';
import { parseJson } from '../parse/json.ts';

type SodaConfig = Extract<SourceConfig, { kind: 'soda' }>;

const OVERLAP_MS = 10 * 60_000;
/**
 * Pages of the overlap that are read again. More rows stem from a bulk load, which need not be read again at every
 * poll.
 */
const OVERLAP_PAGES = 3;
/** HTTP 202 means «still computing»: attempts, and ms between them unless the server sends Retry-After. */
const MAX_PENDING_ATTEMPTS = 20;
const PENDING_RETRY_MS = 2000;

/** Position in the order of `:updated_at`, then `:id`. */
const Cursor = z.object({ at: z.string(), id: z.string() });
type Cursor = z.infer<typeof Cursor>;

/**
 * Adapter of Socrata SODA 2.1 (work-order-apis.md §1.6); `url` ends in `/resource/xxxx-xxxx.json`. It uses keyset
 * paging in the order of the system fields, until a page is empty: a server may give fewer rows than it was asked for. `$offset` would not do: a row that is updated meanwhile moves to the end,
 * and all later offsets shift by one. Every page has its cursor, so that a first load of millions of rows survives a
 * restart.
 */
export function createSodaAdapter(config: SodaConfig, city: CityContext, now: () => number): SourceAdapter {
  const mapping = { ...config.options.mapping, crs: config.crs, zone: config.zone };
  const read = createMappedReader(mapping, city, now);
  return {
    read: (row) => read(row),
    async *pull(context) {
      const committed = readCursor(context.cursor);
      let from = committed === null ? null : withOverlap(committed);
      for (let page = 1; !context.signal.aborted; page++) {
        const response = await fetchPage(config, context, from, 0);
        if (response === null) return;
        const rows = rowsOf(response);
        if (rows.length === 0) return;
        const last = positionOf(rows.at(-1));
        // Rows of the overlap lie before the committed position, and the cursor must never move back.
        const cursor = last !== null && (committed === null || isAfter(last, committed)) ? last : null;
        yield pageOf(rows, cursor, response, context);
        const isStuck = last === null || (from !== null && !isAfter(last, from));
        const isShort = rows.length < config.options.pageSize;
        // No position, or the same rows again: that may be a small list of a server that knows no conditions.
        if (isStuck && isShort && (await isAll(config, context, rows))) return;
        if (isStuck) {
          throw new UpstreamError('no-system-fields', {}, false);
        }
        from = committed !== null && cursor === null && page >= OVERLAP_PAGES ? committed : last;
      }
    },
  };
}

/** Whether rows without a position are the whole list: behind them nothing new comes. */
async function isAll(config: SodaConfig, context: PullContext, rows: readonly unknown[]): Promise<boolean> {
  const response = await fetchPage(config, context, null, rows.length);
  if (response === null) return true;
  const known = new Set(rows.map((row) => JSON.stringify(row)));
  return rowsOf(response).every((row) => known.has(JSON.stringify(row)));
}

async function fetchPage(
  config: SodaConfig,
  context: PullContext,
  from: Cursor | null,
  offset: number,
): Promise<HttpResponse | null> {
  const url = new URL(config.url);
  url.searchParams.set('$select', ':*, *');
  url.searchParams.set('$order', ':updated_at, :id');
  url.searchParams.set('$limit', String(config.options.pageSize));
  if (from !== null) {
    const at = soqlString(from.at);
    const where = `:updated_at > ${at} OR (:updated_at = ${at} AND :id > ${soqlString(from.id)})`;
    url.searchParams.set('$where', where);
  }
  if (offset > 0) url.searchParams.set('$offset', String(offset));
  for (let tries = 1; ; tries++) {
    const response = await context.http.get(url.href, { accept: 'application/json' });
    if (response.status !== 202) return checkStatus(response);
    if (tries >= MAX_PENDING_ATTEMPTS) {
      throw new UpstreamError('still-pending', {}, true);
    }
    const seconds = Number(response.headers['retry-after'] ?? Number.NaN);
    await waitOrAbort(Number.isFinite(seconds) ? seconds * 1000 : PENDING_RETRY_MS, context.signal);
    if (context.signal.aborted) return null;
  }
}

/** Waits `ms`, at most a minute, or until the signal is aborted. Never throws. */
async function waitOrAbort(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(Math.min(Math.max(ms, 0), 60_000), undefined, { signal });
  } catch {
    // Aborted: the caller checks the signal.
  }
}

function checkStatus(response: HttpResponse): HttpResponse | null {
  const { status } = response;
  if (status === 304) return null;
  if (status === 401 || status === 403) {
    throw new UpstreamError('auth', { status, check: 'app-token' }, false);
  }
  if (status === 404) throw new UpstreamError('not-found', { what: 'data-set', said: null }, false);
  if (status !== 200) {
    const said = /"message"\s*:\s*"([^"]{1,200})/.exec(response.text)?.[1] ?? null;
    throw new UpstreamError('http-status', { status, check: 'nothing', said }, false);
  }
  return response;
}

function rowsOf(response: HttpResponse): unknown[] {
  const body = parseJson(response.text);
  if (Array.isArray(body)) return body;
  throw new UpstreamError('no-rows', { where: 'data-set', path: '' }, false);
}

function pageOf(
  rows: unknown[],
  cursor: Cursor | null,
  response: HttpResponse,
  context: PullContext,
): PulledPage {
  return {
    rows: rows.map(withoutSystemFields),
    cursor: cursor === null ? null : JSON.stringify(cursor),
    sweepStartedAt: null,
    skewMs: response.serverNow === null ? null : response.serverNow - context.now(),
  };
}

/** Republishing a data set changes the system fields of every row, although no case has changed. */
function withoutSystemFields(row: unknown): unknown {
  if (!isObject(row)) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(':')));
}

function positionOf(row: unknown): Cursor | null {
  const at = textValue(valueAt(row, ':updated_at'));
  const id = textValue(valueAt(row, ':id'));
  return at === null || id === null ? null : { at, id };
}

function isAfter(a: Cursor, b: Cursor): boolean {
  const [aMs, bMs] = [toMillis(a.at), toMillis(b.at)];
  return aMs === bMs ? a.id > b.id : aMs > bMs;
}

function toMillis(text: string): number {
  return readTime(text, { format: 'iso', zone: 'UTC' })?.ms ?? Number.NEGATIVE_INFINITY;
}

/** Rows may become visible later than their `:updated_at`, so reading starts ten minutes earlier. */
function withOverlap(cursor: Cursor): Cursor {
  const at = toMillis(cursor.at);
  return Number.isFinite(at) ? { at: new Date(at - OVERLAP_MS).toISOString(), id: '' } : cursor;
}

function soqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The stored cursor; null before the first page and when it is unreadable. */
export function readCursor(text: string | null): Cursor | null {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return null;
  }
}
