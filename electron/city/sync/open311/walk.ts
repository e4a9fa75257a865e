import type { SentError } from '../../../../shared/contract/common.ts';
import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { UpstreamError } from '../adapter.ts';
import { type CaseBatch, type Open311Client, RejectedQuery } from './client.ts';
import type { Cursor } from './cursor.ts';
import { checkFewRows } from './fewRows.ts';
import { followingPages, hidesRows, isDoubtful, mayBeTruncated, noteSize } from './pages.ts';
import { type Axis, DAY, SECOND, type Span, spanParams } from './span.ts';

/** Failures that the data of one window may cause, although the server works. */
const WINDOW_FAILURES = new Set([
  'server-error',
  'html',
  'bad-json',
  'bad-xml',
  'too-large',
  'timeout',
  'network',
  'bad-answer',
]);
/** A window narrower than this (ms) is paged instead of halved: a batch import dates all its rows in one minute. */
const PAGE_BELOW_MS = 60 * SECOND;
const GROWTH_FACTOR = 1.5;
/** Failing seconds that one walk may skip. */
const MAX_SKIPPED_SECONDS = 20;
/** So many ever narrower windows in a row may return the same rows, most of them outside the window. */
const MAX_REPEATED_ANSWERS = 3;

export type Walk = {
  axis: Axis;
  direction: 'up' | 'down';
  from: number;
  to: number;
  /** Position of the walk; everything before it (in its direction) has been read. */
  position: number;
  /** Width of the next window, ms. */
  width: number;
  /**
   * Windows may exceed what the server accepts: for the far past, where one rejected query costs less than many empty
   * ones.
   */
  wide: boolean;
  /** Seconds skipped so far. */
  skipped: number;
};

/**
 * The result of one query of a walk. `completed`: its window has been read and the position advanced. `skipped`: a
 * failing second was left out.
 */
export type Step = { batch: CaseBatch; completed: boolean; warnings: SentError[]; skipped: boolean };

/** The server returns the same rows for every time window: it ignores the filter. */
export class FilterIgnored extends Error {}

export type WalkDeps = { client: Open311Client; dialect: DialectRecord; zone: string; cursor: Cursor };

/**
 * Reads a range in windows of adaptive width: halved while a response may be truncated, ×1.5 after a complete one, at
 * least one second. A window that fails while the server is reachable is halved too; the single second that remains is
 * skipped with a warning. `walk` is modified in place, so that the caller can store it with each step. Throws
 * UpstreamError when the whole server fails, and FilterIgnored.
 */
export async function* walkWindows(walk: Walk, deps: WalkDeps): AsyncGenerator<Step> {
  const { cursor } = deps;
  const repeats = new RepeatGuard(walk.axis);
  while (walk.direction === 'up' ? walk.position < walk.to : walk.position > walk.from) {
    const window = nextWindow(walk, cursor, deps.dialect);
    const params = spanParams(walk.axis, window, deps.dialect, deps.zone, window.tight);
    let batch: CaseBatch;
    let truncated: boolean;
    try {
      batch = await deps.client.list(params, 1);
      truncated = await isTruncated(batch, walk.axis, window, deps);
    } catch (error) {
      const skipped = await stepAfterFailure(error, walk, window, deps);
      if (skipped !== null) yield skipped;
      continue;
    }
    const width = window.to - window.from;
    noteSize(cursor, batch);
    if (!truncated) {
      completeWindow(walk, window);
      yield { batch, completed: true, warnings: [], skipped: false };
      continue;
    }
    if (repeats.ignored(batch, window)) throw new FilterIgnored();
    yield { batch, completed: false, warnings: [], skipped: false };
    const pages = deps.dialect.pageParam !== null && !cursor.ignoresPaging;
    if (width > SECOND && (width > PAGE_BELOW_MS || !pages)) {
      walk.width = halved(width);
      continue;
    }
    yield* pageThroughWindow(walk, window, params, batch, deps);
  }
}

/** Whether a limit may have truncated the response to a window. A limit that is found is kept in the cursor. */
async function isTruncated(batch: CaseBatch, axis: Axis, window: Window, deps: WalkDeps): Promise<boolean> {
  const { cursor, dialect } = deps;
  if (mayBeTruncated(batch, cursor, dialect)) return true;
  if (!isDoubtful(batch, cursor)) return false;
  const found = await checkFewRows(batch, axis, window, deps);
  if (found === 'cut') cursor.cap = batch.rows.length;
  return found !== 'all';
}

type Window = { from: number; to: number; tight: boolean };

function nextWindow(walk: Walk, cursor: Cursor, dialect: DialectRecord): Window {
  // An hour less than the stated length, for the margins and a change of summer time.
  const accepted = cursor.maxWidth ?? dialect.maxWindowDays * DAY - 3_600_000;
  const width = Math.max(
    SECOND,
    Math.floor(Math.min(walk.width, walk.wide ? Infinity : accepted) / SECOND) * SECOND,
  );
  let { from, to } =
    walk.direction === 'up'
      ? { from: walk.position, to: Math.min(walk.to, walk.position + width) }
      : { from: Math.max(walk.from, walk.position - width), to: walk.position };
  let tight = to - from <= 4 * SECOND;
  for (const second of cursor.poison) {
    if (second + SECOND <= from || second >= to) {
      tight ||= second + SECOND === from || second === to;
      continue;
    }
    // The window ends at the failing second, or consists of that second alone.
    if (walk.direction === 'up') to = second > from ? second : second + SECOND;
    else from = second + SECOND < to ? second + SECOND : second;
    tight = true;
  }
  return { from, to, tight };
}

function completeWindow(walk: Walk, window: Window): void {
  const width = window.to - window.from;
  walk.position = walk.direction === 'up' ? window.to : window.from;
  // At least a second more: one and a half seconds are rounded down, and the window would never grow.
  walk.width = Math.min(366 * DAY, Math.max(width * GROWTH_FACTOR, width + SECOND));
}

function halved(width: number): number {
  return Math.max(SECOND, Math.floor(width / 2 / SECOND) * SECOND);
}

/**
 * Reads the pages of a window too narrow to halve. Where the server does not page, a warning says that rows may be
 * missing.
 */
async function* pageThroughWindow(
  walk: Walk,
  window: Window,
  params: [string, string][],
  first: CaseBatch,
  deps: WalkDeps,
): AsyncGenerator<Step> {
  const pages = followingPages(deps.client, params, first, deps.cursor, deps.dialect);
  let turn = await pages.next();
  while (!turn.done) {
    yield { batch: turn.value, completed: false, warnings: [], skipped: false };
    turn = await pages.next();
  }
  const width = window.to - window.from;
  if (!turn.value && width > SECOND) {
    // The server ignores paging: continue halving.
    walk.width = halved(width);
    return;
  }
  completeWindow(walk, window);
  const warning = upstreamMessage('window-full', { second: isoSecond(window.from), rows: first.rows.length });
  yield {
    batch: withoutRows(first),
    completed: true,
    // Of a server that gives a single row every second is full; that is told of the whole source.
    warnings: turn.value || hidesRows(deps.cursor, deps.dialect) ? [] : [warning],
    skipped: !turn.value,
  };
}

/**
 * Null: the window was narrowed and is queried again. A step: its second was skipped or read alone. Throws when the
 * whole server fails.
 */
async function stepAfterFailure(
  error: unknown,
  walk: Walk,
  window: Window,
  deps: WalkDeps,
): Promise<Step | null> {
  if (!(error instanceof UpstreamError)) throw error;
  const width = window.to - window.from;
  if (error instanceof RejectedQuery) {
    if (width <= DAY || walk.wide) throw error;
    deps.cursor.maxWidth = Math.min(deps.cursor.maxWidth ?? Infinity, halved(width));
    walk.width = halved(width);
    return null;
  }
  if (!WINDOW_FAILURES.has(error.code) || walk.wide) throw error;
  if (!(await deps.client.isReachable())) throw error;
  if (width > SECOND) {
    walk.width = halved(width);
    return null;
  }
  // On this server the upper bound may be inclusive, so the second alone is tried.
  const alone: Span = { from: window.from, to: window.from };
  const batch = await deps.client
    .list(spanParams(walk.axis, alone, deps.dialect, deps.zone, true), 1)
    .catch((again: unknown) => {
      if (again instanceof UpstreamError && WINDOW_FAILURES.has(again.code)) return null;
      throw again;
    });
  completeWindow(walk, window);
  if (batch !== null) return { batch, completed: true, warnings: [], skipped: false };
  walk.skipped += 1;
  // A server that fails at every time must not be read by skipping one second after another.
  if (walk.skipped > MAX_SKIPPED_SECONDS) throw error;
  if (!deps.cursor.poison.includes(window.from)) {
    deps.cursor.poison = [...deps.cursor.poison, window.from].sort((a, b) => a - b).slice(-1000);
  }
  return {
    batch: { rows: [], ids: [], requested: [], updated: [], more: false, serverNow: null },
    completed: true,
    warnings: [upstreamMessage('poison-window', { second: isoSecond(window.from) })],
    skipped: true,
  };
}

function withoutRows(like: CaseBatch): CaseBatch {
  return { ...like, rows: [], ids: [], requested: [], updated: [], more: false };
}

function isoSecond(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Detects a server that ignores the time filter. */
class RepeatGuard {
  private readonly axis: Axis;
  private last = '';
  private times = 0;

  constructor(axis: Axis) {
    this.axis = axis;
  }

  ignored(batch: CaseBatch, window: Window): boolean {
    const ids = batch.ids.join(',');
    const outside = batch[this.axis].filter(
      (at) => at < window.from - SECOND || at > window.to + SECOND,
    ).length;
    // A server that reads our times in another zone returns rows outside too, but not the same ones every time.
    // Rows whose times cannot be read do not show that they lie within.
    const isOutside = batch[this.axis].length === 0 || outside * 2 > batch[this.axis].length;
    this.times = ids === this.last && isOutside ? this.times + 1 : 0;
    this.last = ids;
    return this.times >= MAX_REPEATED_ANSWERS;
  }
}
