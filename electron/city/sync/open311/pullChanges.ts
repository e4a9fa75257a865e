import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { type PulledPage, UpstreamError } from '../adapter.ts';
import { advanceCursor, initialiseCursor } from './advanceCursor.ts';
import type { CaseBatch } from './client.ts';
import { followingPages, isDoubtful, mayBeTruncated, noteSize } from './pages.ts';
import { type Axis, DAY, HOUR, SECOND, spanParams, wholeSeconds } from './span.ts';
import { type PullState, pageOf, serverNow, supportsChangedSince } from './state.ts';
import { FilterIgnored, walkWindows } from './walk.ts';
import { wholeList } from './wholeList.ts';

const MIN_OVERLAP_MS = 10 * 60_000;
/**
 * Some servers moderate rows before they publish them. Once an hour, rows that appear late are sought this far back.
 */
const CATCH_UP_MS = 3 * DAY;
const CATCH_UP_INTERVAL_MS = HOUR;
/** Failures of an open-ended query that a bounded one may avoid. */
const RETRY_IN_WINDOWS = new Set([
  'refused-question',
  'server-error',
  'too-large',
  'timeout',
  'bad-json',
  'bad-xml',
]);

/**
 * Pulls what changed since the cursor: by `updated_after` where the server has it, else by the time of report. Throws
 * UpstreamError.
 */
export async function* pullChanges(state: PullState): AsyncGenerator<PulledPage> {
  const { cursor } = state;
  const byChange = supportsChangedSince(state);
  if (!byChange && cursor.ignoresDates) {
    yield* wholeList(state);
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
    // A source without changes for months must not be queried from then until today at every poll. So one range covers
    // the time around the newest row …
    const to = Math.min(top, from + accepted);
    yield* pullRange(state, axis, from, to, to === top);
    reached = Math.max(reached, to);
  }
  // … and another range covers the last days.
  if (reached < top) yield* pullRange(state, axis, reached, top, known === null);
  if (catchUp) cursor.caughtUpAt = context.now();
  cursor.scanned = now;
}

/** Pulls one range in ascending order. `open`: nothing lies beyond it, so the query needs no upper bound. */
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
  if (outcome === 'complete') return;
  const { to: present } = wholeSeconds({ from, to: Math.max(serverNow(state), context.now()) });
  if (outcome === 'failed' || present <= from || present >= to) {
    yield* pullInWindows(state, axis, from, to);
    return;
  }
  // Hardly any row has a future date. A window of one more day would have to be halved many times before it fits.
  yield* pullInWindows(state, axis, from, present);
  if ((yield* pullOpenEnded(state, present)) !== 'complete') yield* pullInWindows(state, axis, present, to);
}

/**
 * Pulls everything that changed since `from` in one query without an upper bound; reads further pages where the server
 * has no parameter for an upper bound. Returns `truncated` or `failed` when windows should be tried instead.
 */
async function* pullOpenEnded(
  state: PullState,
  from: number,
): AsyncGenerator<PulledPage, 'complete' | 'truncated' | 'failed'> {
  const { cursor, client, dialect } = state;
  const inWindows = dialect.updatedBeforeParam !== null;
  const params = spanParams('updated', { from, to: null }, dialect, state.zone, false);
  const first = await client.list(params, 1).catch((error: unknown) => {
    if (inWindows && error instanceof UpstreamError && RETRY_IN_WINDOWS.has(error.code)) return null;
    throw error;
  });
  if (first === null) return 'failed';
  // Windows find out whether few rows are all; so do pages.
  const canAsk = inWindows || (dialect.pageParam !== null && !cursor.ignoresPaging);
  const truncated = mayBeTruncated(first, cursor, dialect) || (canAsk && isDoubtful(first, cursor));
  noteSize(cursor, first);
  if (truncated && inWindows) {
    yield withoutCursor(pageOf(state, first, []));
    return 'truncated';
  }
  if (truncated) yield* pagesOfChange(state, params, first);
  else {
    advanceCursor(state, 'updated', [first]);
    yield pageOf(state, first, []);
  }
  return 'complete';
}

/** Pulls the range in windows that are small enough for one response each. */
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
    skipped: 0,
  };
  const pending: CaseBatch[] = [];
  for await (const step of walkWindows(walk, state)) {
    pending.push({ ...step.batch, rows: [] });
    // Only completed windows advance the cursor: an incomplete one may still have older rows.
    if (step.completed) {
      const done = pending.splice(0);
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
    const page = pageOf(state, step.batch, step.warnings);
    yield step.completed ? page : withoutCursor(page);
  }
}

/** Reads all pages of an open-ended query; advances the cursor only after the last page. */
async function* pagesOfChange(
  state: PullState,
  params: [string, string][],
  first: CaseBatch,
): AsyncGenerator<PulledPage> {
  const { cursor, client, dialect } = state;
  yield withoutCursor(pageOf(state, first, []));
  const batches = [{ ...first, rows: [] }];
  const pages = followingPages(client, params, first, cursor, dialect);
  for (let turn = await pages.next(); ; turn = await pages.next()) {
    if (turn.done) {
      advanceCursor(state, 'updated', batches);
      const warnings = turn.value ? [] : [upstreamMessage('changes-cut', {})];
      yield pageOf(state, { ...first, rows: [], requested: [], updated: [] }, warnings);
      return;
    }
    batches.push({ ...turn.value, rows: [] });
    yield withoutCursor(pageOf(state, turn.value, []));
  }
}

function timesUpTo(times: number[], position: number): number[] {
  return times.filter((at) => at <= position + SECOND);
}

function withoutCursor(page: PulledPage): PulledPage {
  return { ...page, cursor: null };
}
