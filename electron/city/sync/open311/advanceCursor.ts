import type { Batch } from './client.ts';
import type { Axis } from './span.ts';
import { type PullState, serverNow } from './state.ts';

/** Times up to this much ahead of the server's own clock are believed. */
const AHEAD_MS = 5 * 60_000;

/**
 * Moves the cursor of an axis up to the newest time in batches of settled windows. Times ahead of the server's clock
 * count as that clock: one row dated 2099 must not end all polling.
 */
export function advance(state: PullState, axis: Axis, batches: Pick<Batch, Axis>[]): void {
  const limit = serverNow(state);
  for (const batch of batches) {
    for (const at of batch[axis]) {
      const believed = at > limit + AHEAD_MS ? limit : at;
      const known = state.cursor[axis];
      if (known === null || believed > known) state.cursor[axis] = believed;
    }
  }
}

/**
 * The first rows of a load date its beginning: whatever changes later is newer than the newest of them. Where those
 * tell no change, the newest time of report stands in, which is older still.
 */
export function begin(state: PullState, batch: Batch): void {
  const { cursor } = state;
  if (cursor.requested === null) {
    advance(state, 'requested', [batch]);
    advance(state, 'updated', [batch]);
  } else if (cursor.updated === null && batch.updated.length > 0) {
    cursor.updated = cursor.requested;
  }
}
