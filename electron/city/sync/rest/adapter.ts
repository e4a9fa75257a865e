import { z } from 'zod';
import type { RestMapping, SourceConfig } from '../../../../shared/contract/sources.ts';
import {
  type CityFrame,
  type PullContext,
  type PulledPage,
  type SourceAdapter,
  UpstreamError,
} from '../adapter.ts';
import { createMappedReader } from '../normalise/mapped.ts';
import { firstAt } from '../normalise/paths.ts';
import { readTime } from '../normalise/time.ts';
import { writeTime } from '../normalise/writeTime.ts';
import { type Unwrapped, unwrap } from './envelope.ts';
import { ask } from './request.ts';
import { digestOf, walkPages } from './walk.ts';

type RestConfig = Extract<SourceConfig, { kind: 'rest' }>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Update times further ahead of the server's own clock are wrong and must not move the cursor. */
const AHEAD = 5 * MINUTE;
/** A list of up to this many pages is read whole every time. */
const SMALL_LIST = 10;
/** Longer lists are read whole once an hour, and in between as far as they changed. */
const WHOLE_EVERY = HOUR;
/** With «changed since», the whole list is only needed to notice deletions, and only if it is not too long. */
const WHOLE_EVERY_WITH_CURSOR = 24 * HOUR;
const LONG_LIST = 500;

/** Committed with the rows. Times are UTC ms on the server's clock (`updated`) and on ours (`sweptAt`). */
const Cursor = z.object({
  updated: z.number().nullable(),
  sweptAt: z.number().nullable(),
  /** Pages that held rows at the last whole reading. */
  pages: z.number(),
});
type Cursor = z.infer<typeof Cursor>;

/**
 * Adapter of a generic JSON API described by a mapping (work-order-apis.md §1.7). The configuration's own `crs` and
 * `zone` count, because operators change them there; those inside the mapping are what it was made with. Secrets are
 * none of its business: the `Http` it is given adds them. Throws `UpstreamError('bad-mapping')` for an unknown zone.
 */
export function createRestAdapter(config: RestConfig, frame: CityFrame, now: () => number): SourceAdapter {
  const mapping: RestMapping = { ...config.mapping, crs: config.crs, zone: config.zone };
  /** Rows of the last readings as received, so that an unchanged head of a long list ends a short reading. */
  let known = new Set<string>();
  return {
    read: createMappedReader(mapping, frame, now),
    async *pull(context) {
      const before = readCursor(context.cursor);
      const incremental = mapping.updatedAfterParam !== null;
      if (wantsWhole(before, incremental, known.size > 0, context.now())) {
        const digests = new Set<string>();
        yield* whole(config.url, mapping, context, before, digests);
        known = digests;
      } else if (incremental) {
        yield* changed(config.url, mapping, context, before);
      } else {
        yield* edges(config.url, mapping, context, before, known);
      }
    },
  };
}

function wantsWhole(before: Cursor, incremental: boolean, remembers: boolean, now: number): boolean {
  if (before.sweptAt === null) return true;
  const age = now - before.sweptAt;
  if (incremental)
    return before.updated === null || (before.pages <= LONG_LIST && age >= WHOLE_EVERY_WITH_CURSOR);
  return !remembers || before.pages <= SMALL_LIST || age >= WHOLE_EVERY;
}

/** Every row of the list. */
async function* whole(
  url: string,
  mapping: RestMapping,
  context: PullContext,
  before: Cursor,
  digests: Set<string>,
): AsyncGenerator<PulledPage> {
  const startedAt = context.now();
  const server = new Server(url, mapping, context, null);
  const walk = walkPages({
    fetchPage: (page) => server.page(page),
    paging: mapping.paging,
    signal: context.signal,
  });
  for (;;) {
    const step = await walk.next();
    if (step.done === true) {
      if (context.signal.aborted) return;
      const { complete, pages } = step.value;
      const cursor: Cursor = { updated: server.newest(before.updated), sweptAt: startedAt, pages };
      yield lastPage(cursor, complete ? startedAt : null, server.skewMs);
      return;
    }
    for (const row of step.value) digests.add(digestOf(row));
    yield { rows: step.value, cursor: null, sweepStartedAt: null, skewMs: server.skewMs };
  }
}

/** What changed since the cursor, with overlap: at least 10 minutes or two polls (work-order-apis.md §1.5, 1). */
async function* changed(
  url: string,
  mapping: RestMapping,
  context: PullContext,
  before: Cursor,
): AsyncGenerator<PulledPage> {
  const since = (before.updated ?? 0) - Math.max(2 * context.pollMs, 10 * MINUTE);
  const server = new Server(url, mapping, context, writeTime(since, mapping.timeFormat, mapping.zone));
  const walk = walkPages({
    fetchPage: (page) => server.page(page),
    paging: mapping.paging,
    signal: context.signal,
  });
  for await (const rows of walk) yield { rows, cursor: null, sweepStartedAt: null, skewMs: server.skewMs };
  if (context.signal.aborted) return;
  yield lastPage({ ...before, updated: server.newest(before.updated) }, null, server.skewMs);
}

/**
 * Both ends of a long list without «changed since»: from the first page until two pages hold nothing new, and from
 * the page that was the last one onwards likewise, for lists with the newest at their end.
 */
async function* edges(
  url: string,
  mapping: RestMapping,
  context: PullContext,
  before: Cursor,
  known: Set<string>,
): AsyncGenerator<PulledPage> {
  const server = new Server(url, mapping, context, null);
  const first = mapping.paging?.firstPage ?? 1;
  const size = mapping.paging?.size ?? 1;
  let total: number | null = null;
  for (const from of ['head', 'tail'] as const) {
    const lastKnown = total === null ? before.pages - 1 : Math.floor((total - 1) / size);
    let quiet = 0;
    for (let page = from === 'head' ? first : first + lastKnown; quiet < 2; page++) {
      if (context.signal.aborted) return;
      const answer = await server.page(page);
      total = answer.total;
      if (answer.rows.length === 0) break;
      const fresh = answer.rows.filter((row) => !known.has(digestOf(row)));
      quiet = fresh.length === 0 ? quiet + 1 : 0;
      if (fresh.length > 0) yield { rows: fresh, cursor: null, sweepStartedAt: null, skewMs: server.skewMs };
      // After the rows were taken over by the reader: what was not committed is not known.
      for (const row of fresh) known.add(digestOf(row));
    }
  }
}

function lastPage(cursor: Cursor, sweepStartedAt: number | null, skewMs: number | null): PulledPage {
  return { rows: [], cursor: JSON.stringify(cursor), sweepStartedAt, skewMs };
}

/** One reading of the list: asks pages and watches the clock and the newest update time of the server. */
class Server {
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

  async page(page: number): Promise<Unwrapped> {
    const { mapping, context } = this;
    const answer = await ask(context.http, this.url, mapping, { page, updatedAfter: this.updatedAfter });
    if (answer.serverNow !== null) {
      this.skewMs = answer.serverNow - context.now();
      this.firstNow ??= answer.serverNow;
      this.lastNow = answer.serverNow;
    }
    const unwrapped = this.unwrapPage(answer, page);
    const times = { format: mapping.timeFormat, zone: mapping.zone };
    for (const row of unwrapped.rows) {
      const updated = readTime(firstAt(row, this.updatedPaths), times)?.ms ?? null;
      if (updated === null || updated > (this.lastNow ?? context.now()) + AHEAD) continue;
      this.newestRow = Math.max(this.newestRow ?? updated, updated);
    }
    return unwrapped;
  }

  private unwrapPage(answer: Parameters<typeof unwrap>[0], page: number): Unwrapped {
    try {
      return unwrap(answer, this.mapping);
    } catch (error) {
      // Django and others answer 404 for the page past the end.
      const past = page > (this.mapping.paging?.firstPage ?? page);
      if (past && error instanceof UpstreamError && error.code === 'not-found')
        return { rows: [], total: null };
      throw error;
    }
  }

  /** The next cursor: newest update time seen, else the server's clock when this reading began; never backwards. */
  newest(before: number | null): number | null {
    const hasUpdateTimes = this.updatedPaths.length > 0 && before !== null;
    const next = this.newestRow ?? (hasUpdateTimes ? before : this.firstNow);
    return next === null || before === null ? next : Math.max(next, before);
  }
}

/** A cursor that cannot be read means starting over. */
export function readCursor(text: string | null): Cursor {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return { updated: null, sweptAt: null, pages: 0 };
  }
}
