import type { CaseBatch } from './client.ts';
import type { Axis } from './span.ts';
import { type PullState, serverNow } from './state.ts';

/** How far ahead of the server's clock a time may be to be accepted. */
const MAX_AHEAD_MS = 5 * 60_000;

/**
 * Advances the cursor of an axis to the newest time in the batches of completed windows. Times ahead of the server's
 * clock are replaced by that clock: with a cursor in 2099, one misdated row would hide all later changes.
 */
export function advanceCursor(state: PullState, axis: Axis, batches: Pick<CaseBatch, Axis>[]): void {
  const limit = serverNow(state);
  for (const batch of batches) {
    for (const at of batch[axis]) {
      const accepted = at > limit + MAX_AHEAD_MS ? limit : at;
      const current = state.cursor[axis];
      if (current === null || accepted > current) state.cursor[axis] = accepted;
    }
  }
}

/**
 * Initialises the cursor from the first rows of the initial load: later changes are newer than the newest of them.
 * Where rows have no time of change, their newest time of report is used, which is earlier.
 */
export function initialiseCursor(state: PullState, batch: CaseBatch): void {
  const { cursor } = state;
  if (cursor.requested === null) {
    advanceCursor(state, 'requested', [batch]);
    advanceCursor(state, 'updated', [batch]);
  } else if (cursor.updated === null && batch.updated.length > 0) {
    cursor.updated = cursor.requested;
  }
}
