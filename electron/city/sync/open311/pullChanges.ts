import { type PulledPage, UpstreamError } from '../adapter.ts';
import { advanceCursor, initialiseCursor } from './advanceCursor.ts';
import type { Batch } from './client.ts';
import { followingPages, mayBeTruncated } from './pages.ts';
import { type Axis, DAY, HOUR, SECOND, spanParams, wholeSeconds } from './span.ts';
import { knowsChange, type PullState, pageOf, serverNow } from './state.ts';
import { FilterIgnored, walkWindows } from './walk.ts';

const MIN_OVERLAP_MS = 10 * 60_000;
/** Rows that appear late (moderated before they are published) are looked for this far back, once an hour. */
const CATCH_UP_MS = 3 * DAY;
const CATCH_UP_INTERVAL_MS = HOUR;
/** Failures of an open-ended question that a bounded one may avoid. */
const RETRY_IN_WINDOWS = new Set([
  'refused-question',
  'server-error',
  'too-large',
  'timeout',
  'bad-json',
  'bad-xml',
]);

/** Pulls what changed since the cursor: by `updated_after` where the server knows it, by time of report elsewhere. */
export async function* pullChanges(state: PullState): AsyncGenerator<PulledPage> {
  const { cursor } = state;
  const byChange = knowsChange(state);
  if (!byChange && cursor.ignoresDates) {
    yield* pullWholeList(state);
    return;
  }
  const axis: Axis = byChange ? 'updated' : 'requested';
  try {
    yield* pullAlongAxis(state, axis);
  } catch (error) {
    if (!(error instanceof FilterIgnored)) throw error;
    if (axis === 'updated') cursor.ignoresUpdated = true;
    else cursor.ignoresDates = true;
    yield* pullChanges(state);
  }
}

async function* pullAlongAxis(state: PullState, axis: Axis): AsyncGenerator<PulledPage> {
  const { cursor, context } = state;
  const now = Math.max(serverNow(state), context.now());
  const top = now + DAY;
  const known = cursor[axis];
  const overlap = Math.max(2 * context.pollMs, MIN_OVERLAP_MS);
  const accepted = cursor.maxWidth ?? state.dialect.maxWindowDays * DAY - HOUR;
  const catchUp = axis === 'requested' && context.now() - cursor.caughtUpAt >= CATCH_UP_INTERVAL_MS;
  const scanned = Math.min(cursor.scanned ?? now, now);
  if (axis === 'updated' && state.dialect.updatedBeforeParam === null && known !== null) {
    yield* pullRange(state, axis, known - overlap, top, true);
    cursor.scanned = now;
    return;
  }
  let reached = scanned - CATCH_UP_MS;
  if (known !== null) {
    const from = known - (catchUp ? CATCH_UP_MS : overlap);
    // A source without changes for months must not be walked up to today at every poll: one range begins behind the
    // newest row …
    const to = Math.min(top, from + accepted);
    yield* pullRange(state, axis, from, to, to === top);
    reached = Math.max(reached, to);
  }
  // … and another range covers the server's present.
  if (reached < top) yield* pullRange(state, axis, reached, top, known === null);
  if (catchUp) cursor.caughtUpAt = context.now();
  cursor.scanned = now;
}

/** Pulls one range, upwards. `open`: nothing lies beyond it, so the question needs no upper end. */
async function* pullRange(
  state: PullState,
  axis: Axis,
  low: number,
  high: number,
  open: boolean,
): AsyncGenerator<PulledPage> {
  const { context } = state;
  const { from, to } = wholeSeconds({ from: low, to: high });
  if (axis !== 'updated' || !open) {
    yield* pullInWindows(state, axis, from, to);
    return;
  }
  const outcome = yield* pullOpenEnded(state, from);
  if (outcome === 'whole') return;
  const { to: present } = wholeSeconds({ from, to: Math.max(serverNow(state), context.now()) });
  if (outcome === 'failed' || present <= from || present >= to) {
    yield* pullInWindows(state, axis, from, to);
    return;
  }
  // Next to nothing is dated ahead: a day of it must not be halved again and again before the rows are reached.
  yield* pullInWindows(state, axis, from, present);
  if ((yield* pullOpenEnded(state, present)) !== 'whole') yield* pullInWindows(state, axis, present, to);
}

/**
 * Pulls all that changed since `from` in one question without an upper end, and pages on where the server knows no upper
 * end. Returns `cut` when the answer was truncated and `failed` when the server refused it; windows may then succeed.
 */
async function* pullOpenEnded(
  state: PullState,
  from: number,
): AsyncGenerator<PulledPage, 'whole' | 'cut' | 'failed'> {
  const { cursor, client, dialect } = state;
  const inWindows = dialect.updatedBeforeParam !== null;
  const params = spanParams('updated', { from, to: null }, dialect, state.zone, false);
  const first = await client.list(params, 1).catch((error: unknown) => {
    if (inWindows && error instanceof UpstreamError && RETRY_IN_WINDOWS.has(error.code)) return null;
    throw error;
  });
  if (first === null) return 'failed';
  const cut = mayBeTruncated(first, cursor.largest, dialect);
  cursor.largest = Math.max(cursor.largest, first.rows.length);
  if (cut && inWindows) {
    yield withoutCursor(pageOf(state, first, []));
    return 'cut';
  }
  if (cut) yield* pagesOfChange(state, params, first);
  else {
    advanceCursor(state, 'updated', [first]);
    yield pageOf(state, first, []);
  }
  return 'whole';
}

/** Pulls the range in windows, each small enough for one answer. */
async function* pullInWindows(
  state: PullState,
  axis: Axis,
  from: number,
  to: number,
): AsyncGenerator<PulledPage> {
  const walk = {
    axis,
    direction: 'up' as const,
    from,
    to,
    position: from,
    width: to - from,
    wide: false,
    lost: 0,
  };
  const waiting: Batch[] = [];
  for await (const step of walkWindows(walk, state)) {
    waiting.push({ ...step.batch, rows: [] });
    // Only completed windows move the cursor: one that is not complete may hide older rows.
    if (step.completed) {
      const done = waiting.splice(0);
      for (const batch of done) initialiseCursor(state, batch);
      advanceCursor(
        state,
        axis,
        done.map((batch) => ({
          requested: timesUpTo(batch.requested, walk.position),
          updated: timesUpTo(batch.updated, walk.position),
        })),
      );
    }
    const page = pageOf(state, step.batch, step.notes);
    yield step.completed ? page : withoutCursor(page);
  }
}

/** Without an upper bound: pages on, and moves the cursor only when the list has been read to its end. */
async function* pagesOfChange(
  state: PullState,
  params: [string, string][],
  first: Batch,
): AsyncGenerator<PulledPage> {
  const { cursor, client, dialect } = state;
  yield withoutCursor(pageOf(state, first, []));
  const batches = [{ ...first, rows: [] }];
  const pages = followingPages(client, params, first, cursor, dialect);
  for (let turn = await pages.next(); ; turn = await pages.next()) {
    if (turn.done) {
      advanceCursor(state, 'updated', batches);
      const message = '变更太多且对方不支持翻页，部分变更要到夜间巡查才能补齐。';
      const notes = turn.value ? [] : [{ code: 'changes-cut', message }];
      yield pageOf(state, { ...first, rows: [], requested: [], updated: [] }, notes);
      return;
    }
    batches.push({ ...turn.value, rows: [] });
    yield withoutCursor(pageOf(state, turn.value, []));
  }
}

/** For servers that ignore every time filter: reads their list, as far as they page it. */
async function* pullWholeList(state: PullState): AsyncGenerator<PulledPage> {
  const { cursor, client, dialect } = state;
  const first = await client.list([], 1);
  cursor.largest = Math.max(cursor.largest, first.rows.length);
  yield pageOf(state, first, []);
  for await (const batch of followingPages(client, [], first, cursor, dialect))
    yield pageOf(state, batch, []);
}

function timesUpTo(times: number[], position: number): number[] {
  return times.filter((at) => at <= position + SECOND);
}

function withoutCursor(page: PulledPage): PulledPage {
  return { ...page, cursor: null };
}
