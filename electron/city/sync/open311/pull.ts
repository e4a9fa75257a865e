import type { PullContext, PulledPage } from '../adapter.ts';
import { Open311Client } from './client.ts';
import { readCursor } from './cursor.ts';
import { freshen } from './freshen.ts';
import { loadOrSweep, startLoad, startSweep, sweepIsDue } from './past.ts';
import { reask } from './reask.ts';
import type { Endpoint } from './request.ts';
import type { PullState } from './state.ts';

/** A slice of loading or sweeping before what is new is asked for again. */
const SLICE_MS = 15_000;

/**
 * One pull of an Open311 source.
 * First time: everything, newest first, back to 2008 and then whatever lies before (past.ts), with what changes
 * meanwhile asked for between slices. Afterwards: what changed since the cursor (freshen.ts), open cases again where
 * the server cannot tell what changed (reask.ts), and once a day a slice-wise sweep of everything.
 */
export async function* pullOpen311(
  context: PullContext,
  endpoint: Endpoint,
  silent: Set<string>,
): AsyncGenerator<PulledPage> {
  const state: PullState = {
    context,
    client: new Open311Client(context.http, endpoint),
    dialect: endpoint.dialect,
    zone: endpoint.zone,
    cursor: readCursor(context.cursor),
    skewMs: null,
    silent,
  };
  const { cursor } = state;
  if (!cursor.loaded && cursor.down === null) startLoad(state);
  while (!context.signal.aborted) {
    if (cursor.updated !== null || cursor.requested !== null || cursor.loaded) yield* freshen(state);
    if (cursor.down?.kind !== 'load') break;
    yield* loadOrSweep(state, Math.max(context.pollMs, SLICE_MS));
  }
  if (context.signal.aborted) return;
  yield* reask(state);
  if (cursor.down === null && sweepIsDue(state)) startSweep(state);
  // A sweep never holds up the next poll for long: the rest of it follows after that.
  if (cursor.down?.kind === 'sweep') yield* loadOrSweep(state, Math.max(context.pollMs / 2, 1_000));
}
