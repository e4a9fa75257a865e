import { z } from 'zod';
import { SentError } from '../../../../shared/contract/common.ts';
import type { RestMapping, SourceConfig } from '../../../../shared/contract/sources.ts';
import {
  type CityContext,
  type PullContext,
  type PulledPage,
  type SourceAdapter,
  UpstreamError,
} from '../adapter.ts';
import { identityReader } from '../normalise/caseNumber.ts';
import { createMappedReader } from '../normalise/mapped.ts';
import { firstAt } from '../normalise/paths.ts';
import { readTime } from '../normalise/time.ts';
import { writeTime } from '../normalise/writeTime.ts';
import { digestOf } from '../paged/digest.ts';
import { type ListPage, type ListWalk, type Position, walkList } from '../paged/walkList.ts';
import { unwrapResponse } from './envelope.ts';
import { sendListRequest } from './request.ts';

type RestConfig = Extract<SourceConfig, { kind: 'rest' }>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Update times further ahead of the server's own clock than this are wrong and must not move the cursor. */
const MAX_AHEAD_MS = 5 * MINUTE_MS;
/** A list of at most this many pages is read completely at every poll. */
const SMALL_LIST_PAGES = 10;
/** Longer lists are read completely once an hour, and at both ends in between. */
const FULL_READ_INTERVAL_MS = HOUR_MS;
/**
 * With a «changed since» filter, a full read is only needed to detect deletions, and only where the list is not too
 * long.
 */
const FULL_READ_INTERVAL_INCREMENTAL_MS = 24 * HOUR_MS;
const LONG_LIST_PAGES = 500;
/** A list that was not received whole is read again after this, where it is too long for every poll. */
const REPAIR_INTERVAL_MS = 5 * MINUTE_MS;

/** Committed with the rows. Times are UTC ms on the server's clock (`updated`) and on ours (`sweptAt`). */
const Cursor = z.object({
  updated: z.number().nullable(),
  sweptAt: z.number().nullable(),
  /** Pages with rows in the last full read. */
  pages: z.number(),
  /** Rows of a page as the server gives them; absent: as the mapping asks. */
  size: z.number().optional(),
  /** What the last full read did not receive; null: nothing, as far as the upstream tells. */
  missing: SentError.nullable().default(null),
});
type Cursor = z.infer<typeof Cursor>;

/**
 * Adapter of a generic JSON API that a mapping describes (work-order-apis.md §1.7). `crs` and `zone` of the source win
 * over those of the mapping, because operators change them there. The given `Http` adds the API key. Throws
 * `UpstreamError('bad-mapping')` for an unknown zone.
 */
export function createRestAdapter(config: RestConfig, city: CityContext, now: () => number): SourceAdapter {
  const mapping: RestMapping = { ...config.mapping, crs: config.crs, zone: config.zone };
  /** Digests of the rows already received: a partial read ends where a page holds nothing else. */
  let seenDigests = new Set<string>();
  return {
    read: createMappedReader(mapping, city, now),
    async *pull(context) {
      const before = readCursor(context.cursor);
      const incremental = mapping.updatedAfterParam !== null;
      if (needsFullRead(before, incremental, seenDigests.size > 0, context.now())) {
        const digests = new Set<string>();
        yield* readWholeList(config.url, mapping, context, before, digests);
        seenDigests = digests;
      } else if (incremental) {
        yield* readChanges(config.url, mapping, context, before);
      } else {
        yield* readBothEnds(config.url, mapping, context, before, seenDigests);
      }
    },
  };
}

function needsFullRead(before: Cursor, incremental: boolean, hasDigests: boolean, now: number): boolean {
  if (before.sweptAt === null) return true;
  const age = now - before.sweptAt;
  if (before.missing !== null && (before.pages <= SMALL_LIST_PAGES || age >= REPAIR_INTERVAL_MS)) return true;
  if (incremental)
    return (
      before.updated === null || (before.pages <= LONG_LIST_PAGES && age >= FULL_READ_INTERVAL_INCREMENTAL_MS)
    );
  return !hasDigests || before.pages <= SMALL_LIST_PAGES || age >= FULL_READ_INTERVAL_MS;
}

/** Reads every page of the list. */
async function* readWholeList(
  url: string,
  mapping: RestMapping,
  context: PullContext,
  before: Cursor,
  digests: Set<string>,
): AsyncGenerator<PulledPage> {
  const startedAt = context.now();
  const reader = new ListReader(url, mapping, context, null);
  const walk = walkList(reader.walk());
  for (;;) {
    const step = await walk.next();
    if (step.done === true) {
      const { aborted, missing, pages, size } = step.value;
      if (aborted) return;
      const updated = missing === null ? reader.nextUpdated(before.updated) : before.updated;
      const cursor: Cursor = { updated, sweptAt: startedAt, pages, size, missing };
      // Of a list that was not received whole, no case is known to be gone.
      yield cursorPage(cursor, missing === null ? startedAt : null, reader.skewMs);
      return;
    }
    for (const { digest } of step.value) digests.add(digest);
    yield pageOf(step.value, reader.skewMs);
  }
}

/**
 * Reads what changed since the cursor, overlapping by two poll intervals and at least 10 minutes (work-order-apis.md
 * §1.5, 1).
 */
async function* readChanges(
  url: string,
  mapping: RestMapping,
  context: PullContext,
  before: Cursor,
): AsyncGenerator<PulledPage> {
  const since = (before.updated ?? 0) - Math.max(2 * context.pollMs, 10 * MINUTE_MS);
  const reader = new ListReader(url, mapping, context, writeTime(since, mapping.timeFormat, mapping.zone));
  const walk = walkList(reader.walk());
  for (;;) {
    const step = await walk.next();
    if (step.done === true) {
      const { aborted, missing } = step.value;
      if (aborted) return;
      // What was not received is asked for again from the same time on.
      const updated = missing === null ? reader.nextUpdated(before.updated) : before.updated;
      const page = cursorPage({ ...before, updated }, null, reader.skewMs);
      yield missing === null ? page : { ...page, incomplete: missing };
      return;
    }
    yield pageOf(step.value, reader.skewMs);
  }
}

/**
 * Reads both ends of a long list that has no «changed since» filter: from the first page until two pages hold nothing
 * new, then from the last known page in the same way, for lists with the newest rows at their end.
 */
async function* readBothEnds(
  url: string,
  mapping: RestMapping,
  context: PullContext,
  before: Cursor,
  seenDigests: Set<string>,
): AsyncGenerator<PulledPage> {
  const reader = new ListReader(url, mapping, context, null);
  const first = mapping.paging?.firstPage ?? 1;
  const size = before.size ?? mapping.paging?.size ?? 1;
  let total: number | null = null;
  const isToken = mapping.paging?.by === 'cursor' || mapping.paging?.by === 'link';
  // Nobody can begin at the end of a list whose pages only the page before tells.
  for (const from of isToken ? (['head'] as const) : (['head', 'tail'] as const)) {
    const lastKnown = total === null ? before.pages - 1 : Math.floor((total - 1) / size);
    let pagesWithoutNews = 0;
    let token: string | null = null;
    for (let page = from === 'head' ? first : first + lastKnown; pagesWithoutNews < 2; page++) {
      if (context.signal.aborted) return;
      const response: ListPage = await reader.page({ page, offset: (page - first) * size, size, token });
      total = response.total;
      token = response.next;
      const newRows = response.rows
        .map((row) => ({ row, digest: digestOf(row) }))
        .filter(({ digest }) => !seenDigests.has(digest));
      pagesWithoutNews = newRows.length === 0 ? pagesWithoutNews + 1 : 0;
      if (newRows.length > 0) yield pageOf(newRows, reader.skewMs);
      // Only now that the consumer has committed the rows do they count as seen.
      for (const { digest } of newRows) seenDigests.add(digest);
      if (isToken ? token === null : response.rows.length === 0) break;
    }
  }
  yield cursorPage(before, null, reader.skewMs);
}

function pageOf(rows: readonly { row: unknown }[], skewMs: number | null): PulledPage {
  return { rows: rows.map(({ row }) => row), cursor: null, sweepStartedAt: null, skewMs };
}

function cursorPage(cursor: Cursor, sweepStartedAt: number | null, skewMs: number | null): PulledPage {
  const { missing } = cursor;
  return { rows: [], cursor: JSON.stringify(cursor), sweepStartedAt, skewMs, incomplete: missing };
}

/** One read of the list. Fetches pages and keeps the server's clock and the newest update time seen. */
class ListReader {
  skewMs: number | null = null;
  private readonly url: string;
  private readonly mapping: RestMapping;
  private readonly context: PullContext;
  private readonly updatedAfter: string | null;
  private readonly updatedPaths: string[];
  private firstNow: number | null = null;
  private lastNow: number | null = null;
  private newestRow: number | null = null;

  constructor(url: string, mapping: RestMapping, context: PullContext, updatedAfter: string | null) {
    this.url = url;
    this.mapping = mapping;
    this.context = context;
    this.updatedAfter = updatedAfter;
    const path = mapping.fields.updatedAt;
    this.updatedPaths = path === undefined ? [] : [path].flat();
  }

  walk(): ListWalk {
    const { paging } = this.mapping;
    const by = paging?.by ?? 'page';
    return {
      fetchPage: (at) => this.page(at),
      by: paging === null ? null : by === 'cursor' || by === 'link' ? 'token' : by,
      firstPage: paging?.firstPage ?? 1,
      size: paging?.size ?? 1,
      identityOf: identityReader(this.mapping),
      count: null,
      signal: this.context.signal,
    };
  }

  async page(at: Position): Promise<ListPage> {
    const { mapping, context } = this;
    const response = await sendListRequest(context.http, this.url, mapping, {
      at,
      updatedAfter: this.updatedAfter,
    });
    if (response.serverNow !== null) {
      this.skewMs = response.serverNow - context.now();
      this.firstNow ??= response.serverNow;
      this.lastNow = response.serverNow;
    }
    const unwrapped = this.unwrapPage(response, at.page);
    const times = { format: mapping.timeFormat, zone: mapping.zone };
    for (const row of unwrapped.rows) {
      const updated = readTime(firstAt(row, this.updatedPaths), times)?.ms ?? null;
      if (updated === null || updated > (this.lastNow ?? context.now()) + MAX_AHEAD_MS) continue;
      this.newestRow = Math.max(this.newestRow ?? updated, updated);
    }
    return unwrapped;
  }

  private unwrapPage(response: Parameters<typeof unwrapResponse>[0], page: number): ListPage {
    try {
      return unwrapResponse(response, this.mapping);
    } catch (error) {
      // Django and others respond with 404 to a page past the end.
      const past = page > (this.mapping.paging?.firstPage ?? page);
      if (past && error instanceof UpstreamError && error.code === 'not-found')
        return { rows: [], total: null, more: null, next: null };
      throw error;
    }
  }

  /**
   * The next cursor: the newest update time seen, else the server's clock when this read began; never earlier than
   * `before`.
   */
  nextUpdated(before: number | null): number | null {
    const hasUpdateTimes = this.updatedPaths.length > 0 && before !== null;
    const next = this.newestRow ?? (hasUpdateTimes ? before : this.firstNow);
    return next === null || before === null ? next : Math.max(next, before);
  }
}

/** Whether a list with a «changed since» filter is also read completely once a day: one that is not too long. */
export function isReadWholeDaily({ updated, pages }: Cursor): boolean {
  return updated !== null && pages <= LONG_LIST_PAGES;
}

/** The stored cursor; the initial one when it is absent or unreadable. */
export function readCursor(text: string | null): Cursor {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return { updated: null, sweptAt: null, pages: 0, missing: null };
  }
}
