import type { DialectRecord } from '../../../../shared/contract/sources.ts';
import { type SourceNote, UpstreamError } from '../adapter.ts';
import { type Batch, type Open311Client, RefusedQuestion } from './client.ts';
import type { Cursor } from './cursor.ts';
import { followingPages, mayBeTruncated } from './pages.ts';
import { type Axis, DAY, SECOND, type Span, spanParams } from './span.ts';

/** Failures that may come from the data of one window rather than from the server as a whole. */
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
/** A window narrower than this, ms, is paged instead of halved: a batch import puts all its rows into one minute. */
const PAGE_BELOW_MS = 60 * SECOND;
const GROWTH_FACTOR = 1.5;
/** Seconds that one walk may skip. */
const MAX_SKIPPED_SECONDS = 20;
/** So many narrower windows in a row may answer the same rows from outside themselves. */
const MAX_REPEATED_ANSWERS = 3;

export type Walk = {
  axis: Axis;
  direction: 'up' | 'down';
  from: number;
  to: number;
  /** How far the walk has come; everything behind is read. */
  position: number;
  width: number;
  /** Windows may be longer than the server accepts: for the far past, where one refusal costs less than many questions. */
  wide: boolean;
  /** Seconds skipped so far. */
  lost: number;
};

/** The answer to one question of a walk. `completed`: its window is read and the walk has moved on. */
export type Step = { batch: Batch; completed: boolean; notes: SourceNote[]; lost: boolean };

/** The server answers the same rows whatever time is asked for. */
export class FilterIgnored extends Error {}

export type WalkDeps = { client: Open311Client; dialect: DialectRecord; zone: string; cursor: Cursor };

/**
 * Walks a range in windows that adapt: halved while an answer may be cut off, grown ×1.5 when it is not, down to one
 * second. A window that fails while the server is alive is halved too; the one second that remains is skipped with a note.
 * `walk` is moved in place, so that the caller can store it with each step.
 */
export async function* walkWindows(walk: Walk, deps: WalkDeps): AsyncGenerator<Step> {
  const { cursor } = deps;
  const repeats = new RepeatGuard(walk.axis);
  while (walk.direction === 'up' ? walk.position < walk.to : walk.position > walk.from) {
    const window = nextWindow(walk, cursor, deps.dialect);
    const params = spanParams(walk.axis, window, deps.dialect, deps.zone, window.tight);
    let batch: Batch;
    try {
      batch = await deps.client.list(params, 1);
    } catch (error) {
      const skipped = await stepAfterFailure(error, walk, window, deps);
      if (skipped !== null) yield skipped;
      continue;
    }
    const width = window.to - window.from;
    const cut = mayBeTruncated(batch, cursor.largest, deps.dialect);
    cursor.largest = Math.max(cursor.largest, batch.rows.length);
    if (!cut) {
      completeWindow(walk, window);
      yield { batch, completed: true, notes: [], lost: false };
      continue;
    }
    if (repeats.ignored(batch, window)) throw new FilterIgnored();
    yield { batch, completed: false, notes: [], lost: false };
    const pages = deps.dialect.pageParam !== null && !cursor.ignoresPaging;
    if (width > SECOND && (width > PAGE_BELOW_MS || !pages)) {
      walk.width = halved(width);
      continue;
    }
    yield* pageThroughWindow(walk, window, params, batch, deps);
  }
}

type Window = { from: number; to: number; tight: boolean };

function nextWindow(walk: Walk, cursor: Cursor, dialect: DialectRecord): Window {
  // An hour below the stated length: margins and a change of summer time must not exceed it.
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
    // Up to the poisoned second, or that second alone.
    if (walk.direction === 'up') to = second > from ? second : second + SECOND;
    else from = second + SECOND < to ? second + SECOND : second;
    tight = true;
  }
  return { from, to, tight };
}

function completeWindow(walk: Walk, window: Window): void {
  const width = window.to - window.from;
  walk.position = walk.direction === 'up' ? window.to : window.from;
  // At least a second more: one and a half seconds are asked as one, and would stay one for ever.
  walk.width = Math.min(366 * DAY, Math.max(width * GROWTH_FACTOR, width + SECOND));
}

function halved(width: number): number {
  return Math.max(SECOND, Math.floor(width / 2 / SECOND) * SECOND);
}

/** Reads the pages of a window too narrow to halve; where the server has no pages, a note says that rows may be missing. */
async function* pageThroughWindow(
  walk: Walk,
  window: Window,
  params: [string, string][],
  first: Batch,
  deps: WalkDeps,
): AsyncGenerator<Step> {
  const pages = followingPages(deps.client, params, first, deps.cursor, deps.dialect);
  let turn = await pages.next();
  while (!turn.done) {
    yield { batch: turn.value, completed: false, notes: [], lost: false };
    turn = await pages.next();
  }
  const width = window.to - window.from;
  if (!turn.value && width > SECOND) {
    // Paging turned out to be ignored: go on halving.
    walk.width = halved(width);
    return;
  }
  completeWindow(walk, window);
  const note = {
    code: 'window-full',
    message: `${isoSecond(window.from)} 这一秒的工单可能超过对方单次上限（${first.rows.length} 条），超出部分取不到。`,
  };
  yield { batch: withoutRows(first), completed: true, notes: turn.value ? [] : [note], lost: !turn.value };
}

/** Null: the window was narrowed and is asked again. A step: its second was skipped. Throws failures of the whole server. */
async function stepAfterFailure(
  error: unknown,
  walk: Walk,
  window: Window,
  deps: WalkDeps,
): Promise<Step | null> {
  if (!(error instanceof UpstreamError)) throw error;
  const width = window.to - window.from;
  if (error instanceof RefusedQuestion) {
    if (width <= DAY || walk.wide) throw error;
    deps.cursor.maxWidth = Math.min(deps.cursor.maxWidth ?? Infinity, halved(width));
    walk.width = halved(width);
    return null;
  }
  if (!WINDOW_FAILURES.has(error.code) || walk.wide) throw error;
  if (!(await deps.client.alive())) throw error;
  if (width > SECOND) {
    walk.width = halved(width);
    return null;
  }
  // The end may belong to the window on this server: the second alone.
  const alone: Span = { from: window.from, to: window.from };
  const batch = await deps.client
    .list(spanParams(walk.axis, alone, deps.dialect, deps.zone, true), 1)
    .catch((again: unknown) => {
      if (again instanceof UpstreamError && WINDOW_FAILURES.has(again.code)) return null;
      throw again;
    });
  completeWindow(walk, window);
  if (batch !== null) return { batch, completed: true, notes: [], lost: false };
  walk.lost += 1;
  // A server that fails at every date is not read one lost second after the other.
  if (walk.lost > MAX_SKIPPED_SECONDS) throw error;
  if (!deps.cursor.poison.includes(window.from)) {
    deps.cursor.poison = [...deps.cursor.poison, window.from].sort((a, b) => a - b).slice(-1000);
  }
  const message = `对方在 ${isoSecond(window.from)} 这一秒的数据上总是出错，已跳过；请转告对方修复，巡查时会再试。`;
  return {
    batch: { rows: [], ids: [], requested: [], updated: [], more: false, serverNow: null },
    completed: true,
    notes: [{ code: 'poison-window', message }],
    lost: true,
  };
}

function withoutRows(like: Batch): Batch {
  return { ...like, rows: [], ids: [], requested: [], updated: [], more: false };
}

function isoSecond(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Detects a server that ignores the times it is asked for. */
class RepeatGuard {
  private readonly axis: Axis;
  private last = '';
  private times = 0;

  constructor(axis: Axis) {
    this.axis = axis;
  }

  ignored(batch: Batch, window: Window): boolean {
    const ids = batch.ids.join(',');
    const outside = batch[this.axis].filter(
      (at) => at < window.from - SECOND || at > window.to + SECOND,
    ).length;
    // A server that reads our times in another zone answers rows outside too, but not the same ones again and again.
    this.times = ids === this.last && outside * 2 > batch[this.axis].length ? this.times + 1 : 0;
    this.last = ids;
    return this.times >= MAX_REPEATED_ANSWERS;
  }
}
