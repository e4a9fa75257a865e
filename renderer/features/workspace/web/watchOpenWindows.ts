import { ownSlot } from '../../../base/slot.ts';
import { LOCK_PREFIX } from './presence.ts';

/** A page that reloads releases its lock for a moment; ms. */
const RELOAD_MS = 2500;

const watched = new Map<string, AbortController>();

/**
 * Calls `onClosed` some time after one of these windows released its lock: it was closed, or its process crashed. Every
 * window queues for the locks of the others and releases at once what it gets. Windows that are no longer in `open` are no
 * longer watched.
 */
export function watchOpenWindows(open: ReadonlySet<string>, onClosed: () => void): void {
  if (navigator.locks === undefined) return;
  for (const [id, request] of watched)
    if (!open.has(id)) {
      request.abort();
      watched.delete(id);
    }
  for (const id of open) {
    if (id === ownSlot() || watched.has(id)) continue;
    const request = new AbortController();
    watched.set(id, request);
    navigator.locks
      .request(LOCK_PREFIX + id, { signal: request.signal }, () => {
        watched.delete(id);
        setTimeout(onClosed, RELOAD_MS);
      })
      .catch(() => undefined);
  }
}
