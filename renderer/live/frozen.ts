import { focusManager } from '@tanstack/react-query';
import { create } from 'zustand';
import type { CityEvent } from '../../shared/contract/status.ts';
import { useLink } from './filters.ts';
import { queryClient } from './query-client.ts';
import { takeTold } from './told.ts';

/**
 * 定格: this window's figures, map and clocks stand still. What the stream tells meanwhile is held, of each matter the
 * newest only; nothing is asked for; the filter does not move. `at` is the service's time at which it stands, null while
 * the window is live.
 */
export const useFrozen = create<{ at: number | null }>()(() => ({ at: null }));

const kept = new Map<string, CityEvent>();
const heldListeners = new Set<(event: CityEvent) => void>();
const thawListeners = new Set<(held: readonly CityEvent[]) => void>();
let stopHolding: (() => void) | null = null;

/** Stands still from now on; `at` in the service's time, ms. Standing already, nothing changes. */
export function freeze(at: number): void {
  if (useFrozen.getState().at !== null) return;
  useFrozen.setState({ at });
  // Queries that repeat themselves rest while nobody looks; without this they would ask in vain every few seconds.
  focusManager.setFocused(false);
  // Answers that came with the last news would be taken at once, before anything could hold them.
  takeTold([], 0);
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
  const held = [...kept.values()];
  kept.clear();
  useFrozen.setState({ at: null });
  focusManager.setFocused(undefined);
  for (const listener of thawListeners) listener(held);
  // What only the clock has changed («overdue», «today») no event tells of. The pack is not asked for again for it.
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'pack' });
}

/** Keeps an event back while the window stands still; false: it is live, the event is to be published. */
export function hold(event: CityEvent): boolean {
  if (useFrozen.getState().at === null) return false;
  // A new beginning says all that was said before.
  if (event.type === 'init') kept.clear();
  const key = event.type === 'source' ? `source ${event.status.id}` : event.type;
  const newest = withEarlier(event, kept.get(key));
  kept.delete(key);
  kept.set(key, newest);
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

/** Whistles told of in one event; beyond, all of them are asked for again, which is cheaper. */
const MOST_IDS = 200;

/** The newest event of a matter, with what the earlier ones said that it does not. */
function withEarlier(event: CityEvent, earlier: CityEvent | undefined): CityEvent {
  // Answers that came along are good for the moment only.
  if (event.type === 'cases') return { ...event, answers: [] };
  if (event.type !== 'whistle' || earlier?.type !== 'whistle') return event;
  const ids = [...new Set([...earlier.ids, ...event.ids])];
  const what = [...new Set([...earlier.what, ...event.what])];
  const more = earlier.more || event.more || ids.length > MOST_IDS;
  return { ...event, ids: ids.slice(0, MOST_IDS), what, more };
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
