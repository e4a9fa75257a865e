import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import { zoneRules } from '../../../../shared/time/zoneRules.ts';
import { type PulledPage, UpstreamError } from '../adapter.ts';
import { initialiseCursor } from './advanceCursor.ts';
import type { CaseBatch } from './client.ts';
import type { DownWalk } from './cursor.ts';
import { DAY, HOUR, wholeSeconds } from './span.ts';
import { type PullState, pageOf, serverNow } from './state.ts';
import { FilterIgnored, type Walk, walkWindows } from './walk.ts';
import { wholeList } from './wholeList.ts';

/** GeoReport v2 dates from 2009. One more query covers everything older, in case a city loaded its archive. */
const LOAD_FLOOR = Date.UTC(2008, 0, 1);
const ARCHIVE_FLOOR = Date.UTC(1980, 0, 1);
/** Rows may have future dates: appointments, wrong clocks. */
const AHEAD_MS = 366 * DAY;
const SWEEP_INTERVAL_MS = DAY;
/** A sweep is put off until the night, but no longer than this: a console that is off at night sweeps by day. */
const SWEEP_OVERDUE_MS = 1.5 * DAY;

/** Failures of the connection, which do not depend on the query. */
const TRANSIENT_FAILURES = new Set([
  'aborted',
  'breaker-open',
  'rate-limited',
  'network',
  'refused',
  'dns',
  'timeout',
]);

/** Starts the initial load: newest first, back to 2008 in windows of the dialect's length, then everything older. */
export function startLoad(state: PullState): void {
  const { cursor } = state;
  cursor.down = newDownWalk('load', state, LOAD_FLOOR);
  cursor.scanned = Math.min(serverNow(state), state.context.now());
}

/** Starts a sweep, which reads everything again to find missed changes and deleted cases. */
export function startSweep(state: PullState): void {
  const oldest = state.cursor.oldest;
  // Measured again: if the server has lowered its limit, truncated responses would look complete.
  state.cursor.largest = 0;
  state.cursor.down = newDownWalk('sweep', state, oldest === null ? serverNow(state) - DAY : oldest - DAY);
}

export function sweepIsDue(state: PullState): boolean {
  const now = state.context.now();
  const age = now - state.cursor.sweptAt;
  if (age < SWEEP_INTERVAL_MS) return false;
  const local = zoneRules(state.zone)?.toLocal(now) ?? now;
  const hour = Math.floor((local % DAY) / HOUR);
  return (hour >= 1 && hour < 5) || age >= SWEEP_OVERDUE_MS;
}

/** Continues the load or sweep in the cursor until it ends or `budgetMs` have passed. Throws UpstreamError. */
export async function* loadOrSweep(state: PullState, budgetMs: number): AsyncGenerator<PulledPage> {
  const { cursor, context } = state;
  const until = context.now() + budgetMs;
  if (cursor.ignoresDates) {
    yield* pullWholeList(state);
    return;
  }
  while (cursor.down !== null) {
    const down = cursor.down;
    const archive = down.position <= down.floor;
    if (archive && (down.kind === 'sweep' || down.floor <= ARCHIVE_FLOOR)) break;
    const walk: Walk = {
      axis: 'requested',
      direction: 'down',
      from: archive ? ARCHIVE_FLOOR : down.floor,
      to: down.position,
      position: down.position,
      width: archive ? down.position - ARCHIVE_FLOOR : down.width,
      wide: archive,
      skipped: 0,
    };
    try {
      for await (const step of walkWindows(walk, state)) {
        down.position = walk.position;
        down.width = walk.width;
        if (step.skipped) down.clean = false;
        down.rows += step.batch.rows.length;
        initialiseCursor(state, step.batch);
        yield pageOf(state, step.batch, step.warnings);
        if (context.signal.aborted || context.now() >= until) return;
      }
      if (archive) break;
    } catch (error) {
      if (error instanceof FilterIgnored) {
        cursor.ignoresDates = true;
        yield* pullWholeList(state);
        return;
      }
      // The archive is optional: a server that rejects the query has nothing there.
      if (archive && error instanceof UpstreamError && !TRANSIENT_FAILURES.has(error.code)) break;
      throw error;
    }
  }
  if (cursor.down !== null) yield finishDownWalk(state, cursor.down);
}

/** The load or sweep of a server that ignores time filters. */
async function* pullWholeList(state: PullState): AsyncGenerator<PulledPage> {
  const { down } = state.cursor;
  const { rows, complete } = yield* wholeList(state);
  if (down === null) return;
  down.rows += rows;
  down.clean &&= complete;
  yield finishDownWalk(state, down);
}

function finishDownWalk(state: PullState, down: DownWalk): PulledPage {
  const { cursor } = state;
  cursor.down = null;
  cursor.loaded = true;
  cursor.sweptAt = down.startedAt;
  // A server that lost its data returns empty lists, which does not prove that every case was deleted.
  const provesDeletions = down.clean && (down.kind === 'load' || down.rows > 0);
  const warnings = provesDeletions || down.rows > 0 ? [] : [EMPTY_SWEEP];
  return { ...pageOf(state, EMPTY_BATCH, warnings), sweepStartedAt: provesDeletions ? down.startedAt : null };
}

const EMPTY_SWEEP = upstreamMessage('sweep-empty', {});

const EMPTY_BATCH: CaseBatch = {
  rows: [],
  ids: [],
  requested: [],
  updated: [],
  more: false,
  serverNow: null,
};

function newDownWalk(kind: DownWalk['kind'], state: PullState, floor: number): DownWalk {
  const now = state.context.now();
  const top = Math.max(serverNow(state), now) + AHEAD_MS;
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
