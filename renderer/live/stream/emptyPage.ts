import { queryClient } from '../client/queryClient.ts';
import { useReadLock } from '../client/readLock.ts';
import { dropSearch } from '../link/filters.ts';
import { thaw } from './freeze.ts';

/**
 * Empties this page whenever reading is locked: answers, the status, what a frozen window holds, and the text of a search.
 * When somebody has signed in, the stream is requested again. What else is kept for a page forgets it by `onReadLock`.
 */
export function emptyPageWhenLocked(stream: { forgetStatus(): void; reconnect(): void }): void {
  useReadLock.subscribe((now, before) => {
    if (now.locked === before.locked) return;
    if (!now.locked) return stream.reconnect();
    thaw();
    stream.forgetStatus();
    dropSearch();
    void queryClient.cancelQueries();
    // Without the components that show them, which App takes away in the same turn, nothing asks for them again.
    queryClient.clear();
  });
}
