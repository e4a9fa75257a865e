import { focusManager } from '@tanstack/react-query';
import { create } from 'zustand';
import { type Delta, deltaKey, mergeDeltas } from '../../../shared/contract/mergeDeltas.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { CityEvent } from '../../../shared/contract/status.ts';
import { queryClient } from '../client/queryClient.ts';
import { useLink } from '../link/filters.ts';

/**
 * 定格: this window's figures, map and clocks stand still. What the stream tells meanwhile is held, one event of
 * each matter; nothing is asked for; the filter does not move. `at` is the service's time at which it stands, null while
 * the window is live.
 */
export const useFrozen = create<{ at: number | null }>()(() => ({ at: null }));

const kept = new Map<string, Delta>();
let beginning: CityEvent | null = null;
const heldListeners = new Set<(event: CityEvent) => void>();
const thawListeners = new Set<(held: readonly CityEvent[]) => void>();
let stopHolding: (() => void) | null = null;

/** Stands still from now on; `at` in the service's time, ms. Standing already, nothing changes. */
export function freeze(at: number): void {
  if (useFrozen.getState().at !== null) return;
  useFrozen.setState({ at });
  // Queries that repeat themselves rest while nobody looks; without this they would ask in vain every few seconds.
  focusManager.setFocused(false);
  const holds = [holdFilter(), holdAnswers()];
  stopHolding = () => {
    for (const stop of holds) stop();
  };
}

/** Goes on at once with everything that came meanwhile. */
export function thaw(): void {
  if (useFrozen.getState().at === null) return;
  stopHolding?.();
  stopHolding = null;
  const held = [...(beginning === null ? [] : [beginning]), ...kept.values()];
  kept.clear();
  beginning = null;
  useFrozen.setState({ at: null });
  focusManager.setFocused(undefined);
  for (const listener of thawListeners) listener(held);
  // What only the clock has changed («overdue», «today») no event tells of. The pack is not asked for again for it.
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== routes.pack.path && queryKey[0] !== routes.grids.path,
  });
}

/** Keeps an event back while the window stands still; false: it is live, the event is to be published. */
export function hold(event: CityEvent): boolean {
  if (useFrozen.getState().at === null) return false;
  keep(event);
  for (const listener of heldListeners) listener(event);
  return true;
}

/** Every event as it is held back: for what must be told even though the picture stands. Returns how to stop. */
export function onHeld(listener: (event: CityEvent) => void): () => void {
  heldListeners.add(listener);
  return () => heldListeners.delete(listener);
}

/** Called when the window goes on, with what was held, oldest first. */
export function onThaw(listener: (held: readonly CityEvent[]) => void): void {
  thawListeners.add(listener);
}

function keep(event: CityEvent): void {
  if (event.type === 'init') {
    // A new beginning says all that was said before.
    kept.clear();
    beginning = event;
    return;
  }
  const key = deltaKey(event);
  const merged = mergeDeltas(kept.get(key), event);
  // The newest goes last; answers that came along are good for the moment only.
  kept.delete(key);
  kept.set(key, merged.type === 'cases' ? { ...merged, answers: [] } : merged);
}

/** Playback, which goes on by itself, does not move what stands still. */
function holdFilter(): () => void {
  const { filter, caseId, whistleId } = useLink.getState();
  return useLink.subscribe((now) => {
    if (now.filter !== filter || now.caseId !== caseId || now.whistleId !== whistleId)
      useLink.setState({ filter, caseId, whistleId });
  });
}

/** Answers on their way, or asked for by a round that had begun, do not replace what is on screen. */
function holdAnswers(): () => void {
  const shown = { predicate: ({ state }: { state: { data: unknown } }) => state.data !== undefined };
  void queryClient.cancelQueries(shown);
  return queryClient.getQueryCache().subscribe((news) => {
    if (news.type !== 'updated' || news.action.type !== 'fetch') return;
    const { query } = news;
    // Told before the question is on its way: only then can it be called back.
    if (query.state.data !== undefined) queueMicrotask(() => void query.cancel({ revert: true }));
  });
}
