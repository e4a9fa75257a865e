import type { Batch } from './client.ts';
import type { Axis } from './span.ts';
import { type PullState, serverNow } from './state.ts';

/** Times up to this much ahead of the server's own clock are accepted. */
const MAX_AHEAD_MS = 5 * 60_000;

/**
 * Moves the cursor of an axis up to the newest time in batches of completed windows. Times ahead of the server's clock
 * count as that clock: one row dated 2099 must not end all polling.
 */
export function advanceCursor(state: PullState, axis: Axis, batches: Pick<Batch, Axis>[]): void {
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
 * Sets the cursor from the first rows of a load: whatever changes later is newer than the newest of them. Where they
 * carry no time of change, their newest time of report is used, which is older still.
 */
export function initialiseCursor(state: PullState, batch: Batch): void {
  const { cursor } = state;
  if (cursor.requested === null) {
    advanceCursor(state, 'requested', [batch]);
    advanceCursor(state, 'updated', [batch]);
  } else if (cursor.updated === null && batch.updated.length > 0) {
    cursor.updated = cursor.requested;
  }
}
