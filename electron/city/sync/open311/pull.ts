import { upstreamMessage } from '../../../../shared/errors/upstream/message.ts';
import type { PullContext, PulledPage } from '../adapter.ts';
import { Open311Client } from './client.ts';
import { readCursor } from './cursor.ts';
import { loadOrSweep, startLoad, startSweep, sweepIsDue } from './loadOrSweep.ts';
import { hidesRows } from './pages.ts';
import { pullChanges } from './pullChanges.ts';
import { recheckOpenCases } from './recheckOpenCases.ts';
import type { Endpoint } from './request.ts';
import type { PullState } from './state.ts';

/** How long a load or sweep runs before changes are pulled again, ms. */
const SLICE_MS = 15_000;

/**
 * One pull of an Open311 source. Throws UpstreamError.
 * The first pulls load everything, newest first (loadOrSweep.ts), and pull changes between slices of the load.
 * Later pulls read what changed since the cursor (pullChanges.ts), recheck open cases where the server has no
 * «changed since» filter (recheckOpenCases.ts), and once a day sweep everything in slices.
 */
export async function* pullOpen311(
  context: PullContext,
  endpoint: Endpoint,
  unanswered: Set<string>,
): AsyncGenerator<PulledPage> {
  const state: PullState = {
    context,
    client: new Open311Client(context.http, endpoint),
    dialect: endpoint.dialect,
    zone: endpoint.zone,
    cursor: readCursor(context.cursor),
    skewMs: null,
    unanswered,
  };
  const { cursor } = state;
  if (!cursor.loaded && cursor.down === null) startLoad(state);
  while (!context.signal.aborted) {
    if (cursor.updated !== null || cursor.requested !== null || cursor.loaded) yield* pullChanges(state);
    if (cursor.down?.kind !== 'load') break;
    yield* loadOrSweep(state, Math.max(context.pollMs, SLICE_MS));
  }
  if (context.signal.aborted) return;
  yield* recheckOpenCases(state);
  if (cursor.down === null && sweepIsDue(state)) startSweep(state);
  // A sweep must not delay the next poll for long; the next pull continues it.
  if (cursor.down?.kind === 'sweep') yield* loadOrSweep(state, Math.max(context.pollMs / 2, 1_000));
  if (context.signal.aborted || !hidesRows(cursor, state.dialect)) return;
  const incomplete = upstreamMessage('source-incomplete', { stated: null, received: 1, why: 'one-row' });
  yield { rows: [], cursor: null, sweepStartedAt: null, skewMs: state.skewMs, incomplete };
}
