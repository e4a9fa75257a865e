import { focusManager } from '@tanstack/react-query';
import { create } from 'zustand';
import { type Delta, deltaKey, mergeDeltas } from '../../../shared/contract/mergeDeltas.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { CityEvent } from '../../../shared/contract/status.ts';
import { queryClient } from '../client/queryClient.ts';
import { useLink } from '../link/filters.ts';

/**
 * 定格 (freeze): this window's figures, map and clocks do not change. Events that arrive meanwhile are buffered, merged
 * by kind; nothing is requested; the filter does not change. `at` is the service's time of the freeze (UTC ms), null
 * while the window is live.
 */
export const useFrozen = create<{ at: number | null }>()(() => ({ at: null }));

const bufferedDeltas = new Map<string, Delta>();
let bufferedInit: CityEvent | null = null;
const bufferListeners = new Set<(event: CityEvent) => void>();
const thawListeners = new Set<(held: readonly CityEvent[]) => void>();
let releaseHolds: (() => void) | null = null;

/** Freezes the window; `at` in the service's time, UTC ms. A frozen window stays as it is. */
export function freeze(at: number): void {
  if (useFrozen.getState().at !== null) return;
  useFrozen.setState({ at });
  // Periodic queries pause while the page is hidden; without this they would be sent every few seconds for nothing.
  focusManager.setFocused(false);
  const holds = [holdFilter(), holdAnswers()];
  releaseHolds = () => {
    for (const stop of holds) stop();
  };
}

/** Goes live again and publishes everything that was buffered. */
export function thaw(): void {
  if (useFrozen.getState().at === null) return;
  releaseHolds?.();
  releaseHolds = null;
  const buffered = [...(bufferedInit === null ? [] : [bufferedInit]), ...bufferedDeltas.values()];
  bufferedDeltas.clear();
  bufferedInit = null;
  useFrozen.setState({ at: null });
  focusManager.setFocused(undefined);
  for (const listener of thawListeners) listener(buffered);
  // No event is sent for changes caused by time alone («overdue», «today»). The pack does not depend on the time.
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== routes.pack.path && queryKey[0] !== routes.grids.path,
  });
}

/** Buffers an event while the window is frozen. False: the window is live, and the caller must publish the event. */
export function bufferEvent(event: CityEvent): boolean {
  if (useFrozen.getState().at === null) return false;
  mergeIntoBuffer(event);
  for (const listener of bufferListeners) listener(event);
  return true;
}

/** Calls back with every event that is buffered, for what must be shown even while frozen. Returns how to stop. */
export function onBufferedEvent(listener: (event: CityEvent) => void): () => void {
  bufferListeners.add(listener);
  return () => bufferListeners.delete(listener);
}

/** Calls back when the window goes live, with the buffered events, oldest first. */
export function onThaw(listener: (held: readonly CityEvent[]) => void): void {
  thawListeners.add(listener);
}

function mergeIntoBuffer(event: CityEvent): void {
  if (event.type === 'init') {
    // A new `init` event supersedes all earlier events.
    bufferedDeltas.clear();
    bufferedInit = event;
    return;
  }
  const key = deltaKey(event);
  const merged = mergeDeltas(bufferedDeltas.get(key), event);
  // The newest event is last; the answers pushed with older ones are out of date.
  bufferedDeltas.delete(key);
  bufferedDeltas.set(key, merged.type === 'cases' ? { ...merged, answers: [] } : merged);
}

/** Restores the filter whenever it changes, so that a running playback does not move a frozen window. */
function holdFilter(): () => void {
  const { filter, caseId, whistleId } = useLink.getState();
  return useLink.subscribe((now) => {
    if (now.filter !== filter || now.caseId !== caseId || now.whistleId !== whistleId)
      useLink.setState({ filter, caseId, whistleId });
  });
}

/** Cancels pending requests and later refetches, so that none replaces the content of a frozen window. */
function holdAnswers(): () => void {
  const shown = { predicate: ({ state }: { state: { data: unknown } }) => state.data !== undefined };
  void queryClient.cancelQueries(shown);
  return queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'fetch') return;
    const { query } = event;
    // The event precedes the request, so cancel in a microtask, when there is one to cancel.
    if (query.state.data !== undefined) queueMicrotask(() => void query.cancel({ revert: true }));
  });
}
