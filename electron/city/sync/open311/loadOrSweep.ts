import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import { type PulledPage, UpstreamError } from '../adapter.ts';
import { begin } from './advance.ts';
import type { Batch } from './client.ts';
import type { DownWalk } from './cursor.ts';
import { pageOn } from './pages.ts';
import { DAY, HOUR, wholeSeconds } from './span.ts';
import { type PullState, pageOf, serverNow } from './state.ts';
import { FilterIgnored, type Walk, walkWindows } from './walk.ts';

/** GeoReport is of 2009; what is older lies in one question more, in case a city loaded its archive. */
const LOAD_FLOOR = Date.UTC(2008, 0, 1);
const FAR_PAST = Date.UTC(1980, 0, 1);
/** Rows dated ahead exist (appointments, wrong clocks). */
const AHEAD = 366 * DAY;
const SWEEP_EVERY = DAY;
/** A sweep waits for the night, but not for ever: a console that is off at night sweeps by day. */
const SWEEP_AT_LATEST = 1.5 * DAY;

/** Failures that say nothing about the question. */
const PASSING = new Set(['aborted', 'breaker-open', 'rate-limited', 'network', 'refused', 'dns', 'timeout']);

/** Everything, newest first. Looks back to 2008 in windows of the dialect's length, then once at all before. */
export function startLoad(state: PullState): void {
  const { cursor } = state;
  cursor.down = downWalk('load', state, LOAD_FLOOR);
  cursor.scanned = Math.min(serverNow(state), state.context.now());
}

/** Everything that was ever seen, once more: finds what changed unnoticed and what is gone. */
export function startSweep(state: PullState): void {
  const oldest = state.cursor.oldest;
  // Learnt anew: a server that lowered its limit since would have its answers taken for whole.
  state.cursor.largest = 0;
  state.cursor.down = downWalk('sweep', state, oldest === null ? serverNow(state) - DAY : oldest - DAY);
}

export function sweepIsDue(state: PullState): boolean {
  const now = state.context.now();
  const age = now - state.cursor.sweptAt;
  if (age < SWEEP_EVERY) return false;
  const local = zoneRules(state.zone)?.toLocal(now) ?? now;
  const hour = Math.floor((local % DAY) / HOUR);
  return (hour >= 1 && hour < 5) || age >= SWEEP_AT_LATEST;
}

/** Goes on with the walk in the cursor until it ends or `budgetMs` of our clock have passed. */
export async function* loadOrSweep(state: PullState, budgetMs: number): AsyncGenerator<PulledPage> {
  const { cursor, context } = state;
  const until = context.now() + budgetMs;
  if (cursor.ignoresDates) {
    yield* wholeList(state);
    return;
  }
  while (cursor.down !== null) {
    const down = cursor.down;
    const archive = down.position <= down.floor;
    if (archive && (down.kind === 'sweep' || down.floor <= FAR_PAST)) break;
    const walk: Walk = {
      axis: 'requested',
      direction: 'down',
      from: archive ? FAR_PAST : down.floor,
      to: down.position,
      position: down.position,
      width: archive ? down.position - FAR_PAST : down.width,
      wide: archive,
      lost: 0,
    };
    try {
      for await (const step of walkWindows(walk, state)) {
        down.position = walk.position;
        down.width = walk.width;
        if (step.lost) down.clean = false;
        down.rows += step.batch.rows.length;
        begin(state, step.batch);
        yield pageOf(state, step.batch, step.notes);
        if (context.signal.aborted || context.now() >= until) return;
      }
      if (archive) break;
    } catch (error) {
      if (error instanceof FilterIgnored) {
        cursor.ignoresDates = true;
        yield* wholeList(state);
        return;
      }
      // The far past is a favour: a server that refuses the question has nothing there.
      if (archive && error instanceof UpstreamError && !PASSING.has(error.code)) break;
      throw error;
    }
  }
  if (cursor.down !== null) yield finish(state, cursor.down);
}

/** A server that does not look at dates: its list, as far as it pages. */
async function* wholeList(state: PullState): AsyncGenerator<PulledPage> {
  const { cursor, client, dialect } = state;
  const down = cursor.down;
  const first = await client.list([], 1);
  begin(state, first);
  if (down !== null) down.rows += first.rows.length;
  yield pageOf(state, first, []);
  cursor.largest = Math.max(cursor.largest, first.rows.length);
  let complete = first.rows.length < 10;
  const pages = pageOn(client, [], first, cursor, dialect);
  for (let turn = await pages.next(); ; turn = await pages.next()) {
    if (turn.done) {
      complete ||= turn.value;
      break;
    }
    yield pageOf(state, turn.value, []);
  }
  if (down === null) return;
  down.clean &&= complete;
  yield finish(state, down);
}

function finish(state: PullState, down: DownWalk): PulledPage {
  const { cursor } = state;
  cursor.down = null;
  cursor.loaded = true;
  cursor.sweptAt = down.startedAt;
  // A server that lost its data answers empty lists: that is no proof that every case is gone.
  const proof = down.clean && (down.kind === 'load' || down.rows > 0);
  const notes = proof || down.rows > 0 ? [] : [EMPTY_SWEEP];
  return { ...pageOf(state, NOTHING, notes), sweepStartedAt: proof ? down.startedAt : null };
}

const EMPTY_SWEEP = {
  code: 'sweep-empty',
  message: '全量核对时对方没有返回任何工单，未据此判定工单已撤销。',
};

const NOTHING: Batch = { rows: [], ids: [], requested: [], updated: [], more: false, serverNow: null };

function downWalk(kind: DownWalk['kind'], state: PullState, floor: number): DownWalk {
  const now = state.context.now();
  const top = Math.max(serverNow(state), now) + AHEAD;
  const range = wholeSeconds({ from: floor, to: top });
  return {
    kind,
    startedAt: now,
    floor: range.from,
    position: range.to,
    width: state.dialect.maxWindowDays * DAY,
    clean: true,
    rows: 0,
  };
}
