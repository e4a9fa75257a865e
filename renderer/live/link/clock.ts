import { useSyncExternalStore } from 'react';
import type { CaseQuery } from '../queries/cases.ts';
import { usePack } from '../queries/city.ts';
import { useLive } from '../stream/events.ts';
import { useFrozen } from '../stream/freeze.ts';
import { startOfDay } from './cityTime.ts';
import { type Bounds, type Filter, periodStart, toQuery } from './filter.ts';

/** One timer for all components that show time; it runs only while one of them is mounted. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function tick(): void {
  for (const each of listeners) each();
}

// After a freeze the clock is updated at once.
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

/** The service's clock minus this machine's, ms; null until the service has sent its own. */
export function useClockOffset(): number | null {
  return useLive((state) => state.clockOffset);
}

/**
 * The same for components that are rendered only once it is known: the window below the bar, and the dialogs over it.
 * @throws Error anywhere else, before it is known
 */
export function useKnownClockOffset(): number {
  const offset = useClockOffset();
  if (offset === null) throw new Error("the service's clock is not known yet");
  return offset;
}

/**
 * The service's clock (UTC ms), rounded down to `grain` ms; the component is drawn again only when that changes. While
 * the window is frozen (定格), the clock is too.
 * @throws Error where `useKnownClockOffset` does
 */
export function useNow(grain: number): number {
  const offset = useKnownClockOffset();
  return useSyncExternalStore(subscribe, () =>
    roundDown(useFrozen.getState().at ?? Date.now() + offset, grain),
  );
}

/** The same clock for what is drawn from the beginning; null until it is known. */
export function useNowIfKnown(grain: number): number | null {
  const offset = useClockOffset();
  return useSyncExternalStore(subscribe, () =>
    offset === null ? null : roundDown(useFrozen.getState().at ?? Date.now() + offset, grain),
  );
}

/** This machine's clock (UTC ms), rounded down to `grain` ms, for times that were taken from it. It is never frozen. */
export function useMachineNow(grain: number): number {
  return useSyncExternalStore(subscribe, () => roundDown(Date.now(), grain));
}

function roundDown(at: number, grain: number): number {
  return Math.floor(at / grain) * grain;
}

/** Time zone of the pack; Beijing time until the pack is loaded. */
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

/** The query of a filter with its time bounds, ready for the hooks of live/queries. */
export function useFilterQuery(filter: Filter): CaseQuery {
  return toQuery(filter, useBounds(filter));
}
