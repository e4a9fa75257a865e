import { ownSlot } from '../../../base/slot.ts';
import { LOCK } from './presence.ts';

/** A page that only loads again gives its lock back for a moment; ms. */
const GRACE = 2500;

const watched = new Map<string, AbortController>();

/**
 * Calls `gone` some time after one of these windows gave back its lock: it was closed, or its process died, of which
 * nobody else tells. Every window queues for the locks of the others, and passes on at once what it gets.
 */
export function watchDeaths(open: ReadonlySet<string>, gone: () => void): void {
  if (navigator.locks === undefined) return;
  for (const [id, waiting] of watched)
    if (!open.has(id)) {
      waiting.abort();
      watched.delete(id);
    }
  for (const id of open) {
    if (id === ownSlot() || watched.has(id)) continue;
    const waiting = new AbortController();
    watched.set(id, waiting);
    navigator.locks
      .request(LOCK + id, { signal: waiting.signal }, () => {
        watched.delete(id);
        setTimeout(gone, GRACE);
      })
      .catch(() => undefined);
  }
}
