import { useSyncExternalStore } from 'react';
import type { CaseQuery } from '../queries/cases.ts';
import { usePack } from '../queries/city.ts';
import { useLive } from '../stream/events.ts';
import { useFrozen } from '../stream/freeze.ts';
import { startOfDay } from './cityTime.ts';
import { type Bounds, type Filter, periodStart, toQuery } from './filter.ts';

/** One timer for all that shows time; it only runs while something listens. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function tick(): void {
  for (const each of listeners) each();
}

// A clock that stood still is right again at once.
useFrozen.subscribe(tick);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}

/**
 * The service's clock (UTC ms), rounded down to `grain` ms; the component is drawn again only when that changes. While the
 * window stands still (定格), so does the clock.
 */
export function useNow(grain: number): number {
  const offset = useLive((state) => state.clockOffset);
  return useSyncExternalStore(
    subscribe,
    () => Math.floor((useFrozen.getState().at ?? Date.now() + offset) / grain) * grain,
  );
}

/** The same clock, which goes on while the window stands still. */
export function useRunningNow(grain: number): number {
  const offset = useLive((state) => state.clockOffset);
  return useSyncExternalStore(subscribe, () => Math.floor((Date.now() + offset) / grain) * grain);
}

/** Zone of the pack; Beijing time until the pack came. */
export function useZone(): string {
  return usePack().data?.manifest.zone ?? 'Asia/Shanghai';
}

/** Midnight of the pack's today. */
export function useTodayStart(): number {
  const zone = useZone();
  return startOfDay(useNow(60_000), zone);
}

/** The time bounds of a filter: its range, else its period. */
export function useBounds(filter: Filter): Bounds {
  const today = useTodayStart();
  const now = useNow(60_000);
  if (filter.range !== null) return filter.range;
  return { from: periodStart(filter.period, now, today), to: null };
}

/** The query of a filter with its time bounds, ready for the hooks of queries.ts. */
export function useFilterQuery(filter: Filter): CaseQuery {
  return toQuery(filter, useBounds(filter));
}
