import { type PulledPage, UpstreamError } from '../adapter.ts';
import { advance, begin } from './advance.ts';
import type { Batch } from './client.ts';
import { mayBeCut, pageOn } from './pages.ts';
import { type Axis, DAY, HOUR, SECOND, spanParams, wholeSeconds } from './span.ts';
import { knowsChange, type PullState, pageOf, serverNow } from './state.ts';
import { FilterIgnored, walkWindows } from './walk.ts';

const MIN_OVERLAP = 10 * 60_000;
/** Rows that appear late (moderated before they are published) are looked for this far back, once an hour. */
const CATCH_UP = 3 * DAY;
const CATCH_UP_EVERY = HOUR;
/** Failures of an open-ended question that bounded ones may not have. */
const IN_PIECES = new Set([
  'refused-question',
  'server-error',
  'too-large',
  'timeout',
  'bad-json',
  'bad-xml',
]);

/** What changed since the cursor: by `updated_after` where the server knows it, by time of report elsewhere. */
export async function* freshen(state: PullState): AsyncGenerator<PulledPage> {
  const { cursor } = state;
  const byChange = knowsChange(state);
  if (!byChange && cursor.ignoresDates) {
    yield* firstPages(state);
    return;
  }
  const axis: Axis = byChange ? 'updated' : 'requested';
  try {
    yield* along(state, axis);
  } catch (error) {
    if (!(error instanceof FilterIgnored)) throw error;
    if (axis === 'updated') cursor.ignoresUpdated = true;
    else cursor.ignoresDates = true;
    yield* freshen(state);
  }
}

async function* along(state: PullState, axis: Axis): AsyncGenerator<PulledPage> {
  const { cursor, context } = state;
  const now = Math.max(serverNow(state), context.now());
  const top = now + DAY;
  const known = cursor[axis];
  const overlap = Math.max(2 * context.pollMs, MIN_OVERLAP);
  const accepted = cursor.maxWidth ?? state.dialect.maxWindowDays * DAY - HOUR;
  const catchUp = axis === 'requested' && context.now() - cursor.caughtUpAt >= CATCH_UP_EVERY;
  const scanned = Math.min(cursor.scanned ?? now, now);
  if (axis === 'updated' && state.dialect.updatedBeforeParam === null && known !== null) {
    yield* range(state, axis, known - overlap, top, true);
    cursor.scanned = now;
    return;
  }
  let reached = scanned - CATCH_UP;
  if (known !== null) {
    const from = known - (catchUp ? CATCH_UP : overlap);
    // Data that stands still for months must not be walked up to today at every poll: once behind the newest row …
    const to = Math.min(top, from + accepted);
    yield* range(state, axis, from, to, to === top);
    reached = Math.max(reached, to);
  }
  // … and once around the server's present.
  if (reached < top) yield* range(state, axis, reached, top, known === null);
  if (catchUp) cursor.caughtUpAt = context.now();
  cursor.scanned = now;
}

/** One range, upwards. `open`: nothing lies beyond, so the upper end need not be told to the server. */
async function* range(
  state: PullState,
  axis: Axis,
  low: number,
  high: number,
  open: boolean,
): AsyncGenerator<PulledPage> {
  const { context } = state;
  const { from, to } = wholeSeconds({ from: low, to: high });
  if (axis !== 'updated' || !open) {
    yield* windows(state, axis, from, to);
    return;
  }
  const told = yield* upToNow(state, from);
  if (told === 'whole') return;
  const { to: present } = wholeSeconds({ from, to: Math.max(serverNow(state), context.now()) });
  if (told === 'failed' || present <= from || present >= to) {
    yield* windows(state, axis, from, to);
    return;
  }
  // Next to nothing is dated ahead: a day of it must not be halved again and again before the rows are reached.
  yield* windows(state, axis, from, present);
  if ((yield* upToNow(state, present)) !== 'whole') yield* windows(state, axis, present, to);
}

/**
 * All that changed since `from`, in one question without an end; on servers that know no end, paged on. Comes back with
 * `cut` where the answer was cut off and with `failed` where it cannot be had: then it may be had in windows.
 */
async function* upToNow(
  state: PullState,
  from: number,
): AsyncGenerator<PulledPage, 'whole' | 'cut' | 'failed'> {
  const { cursor, client, dialect } = state;
  const inWindows = dialect.updatedBeforeParam !== null;
  const params = spanParams('updated', { from, to: null }, dialect, state.zone, false);
  const first = await client.list(params, 1).catch((error: unknown) => {
    if (inWindows && error instanceof UpstreamError && IN_PIECES.has(error.code)) return null;
    throw error;
  });
  if (first === null) return 'failed';
  const cut = mayBeCut(first, cursor.largest, dialect);
  cursor.largest = Math.max(cursor.largest, first.rows.length);
  if (cut && inWindows) {
    yield keepingCursor(pageOf(state, first, []));
    return 'cut';
  }
  if (cut) yield* pagesOfChange(state, params, first);
  else {
    advance(state, 'updated', [first]);
    yield pageOf(state, first, []);
  }
  return 'whole';
}

/** The range in windows, each small enough for one answer. */
async function* windows(state: PullState, axis: Axis, from: number, to: number): AsyncGenerator<PulledPage> {
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
    // Only what lies in settled windows moves the cursor: an unsettled one may hide older rows.
    if (step.settled) {
      const done = waiting.splice(0);
      for (const batch of done) begin(state, batch);
      advance(
        state,
        axis,
        done.map((batch) => ({
          requested: upTo(batch.requested, walk.position),
          updated: upTo(batch.updated, walk.position),
        })),
      );
    }
    const page = pageOf(state, step.batch, step.notes);
    yield step.settled ? page : keepingCursor(page);
  }
}

/** No upper bound can be asked for: page on, and move the cursor only when the list has been read to its end. */
async function* pagesOfChange(
  state: PullState,
  params: [string, string][],
  first: Batch,
): AsyncGenerator<PulledPage> {
  const { cursor, client, dialect } = state;
  yield keepingCursor(pageOf(state, first, []));
  const batches = [{ ...first, rows: [] }];
  const pages = pageOn(client, params, first, cursor, dialect);
  for (let turn = await pages.next(); ; turn = await pages.next()) {
    if (turn.done) {
      advance(state, 'updated', batches);
      const message = '变更太多且对方不支持翻页，部分变更要到夜间巡查才能补齐。';
      const notes = turn.value ? [] : [{ code: 'changes-cut', message }];
      yield pageOf(state, { ...first, rows: [], requested: [], updated: [] }, notes);
      return;
    }
    batches.push({ ...turn.value, rows: [] });
    yield keepingCursor(pageOf(state, turn.value, []));
  }
}

/** A server that looks at no times at all: its list, as far as it pages, every time. */
async function* firstPages(state: PullState): AsyncGenerator<PulledPage> {
  const { cursor, client, dialect } = state;
  const first = await client.list([], 1);
  cursor.largest = Math.max(cursor.largest, first.rows.length);
  yield pageOf(state, first, []);
  for await (const batch of pageOn(client, [], first, cursor, dialect)) yield pageOf(state, batch, []);
}

function upTo(times: number[], position: number): number[] {
  return times.filter((at) => at <= position + SECOND);
}

function keepingCursor(page: PulledPage): PulledPage {
  return { ...page, cursor: null };
}
