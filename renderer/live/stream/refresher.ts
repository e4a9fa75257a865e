import type { Query, QueryClient } from '@tanstack/react-query';
import { revisionOf } from '../client/queryClient.ts';

/**
 * Throttles the refetching of live queries. After each round it waits as long as the round took (within limits). A slow
 * machine thus spends at most half its time on refetching, and a stream of events costs a few rounds a second.
 */
export type Refresher = { changed(): void; stop(): void };

/** The average interval between refreshes is at least this; ms. */
const MIN_INTERVAL_MS = 400;
const MAX_REST_MS = 10_000;
/**
 * For data that must be on screen at once (design.md §9 row 3): this many rounds may follow each other without a wait.
 * One poll often commits two pages, and the second must not wait for the pause after the first.
 */
export const BURST_OF_THREE = 3;
/** For data that may be refreshed a moment later. */
export const NO_BURST = 1;

/** Groups of queries that follow the cases; set as `meta.group` of a query. */
export const CASE_GROUP = 'cases';
/** Data drawn on a map, which may be refreshed a moment later. */
export const MAP_GROUP = 'pictures';

/** `burst`: the number of rounds that may begin within as many minimum intervals. */
export function createRefresher(
  round: () => Promise<unknown>,
  burst: number,
  parts: { now(): number; later(run: () => void, ms: number): () => void },
): Refresher {
  let dirty = false;
  let busy = false;
  let cancel: (() => void) | null = null;
  let stopped = false;
  /** When the last rounds ended, `burst` of them at the most. */
  const ends: number[] = [];
  const run = (): void => {
    if (busy || !dirty || stopped) return;
    dirty = false;
    busy = true;
    const began = parts.now();
    const scheduleNext = (): void => {
      const now = parts.now();
      ends.push(now);
      const first = ends.length < burst ? undefined : ends.shift();
      const burstWait = first === undefined ? 0 : first + burst * MIN_INTERVAL_MS - now;
      cancel = parts.later(
        () => {
          busy = false;
          cancel = null;
          run();
        },
        Math.min(MAX_REST_MS, Math.max(burstWait, now - began)),
      );
    };
    round().then(scheduleNext, scheduleNext);
  };
  return {
    changed: () => {
      dirty = true;
      run();
    },
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
}

/** Refreshes a query client: visible queries of a group are requested again, the others only marked as stale. */
export function refreshGroup(client: QueryClient, group: string): Promise<void> {
  return client.invalidateQueries({ predicate: (query) => query.meta?.['group'] === group });
}

/**
 * The same, but only for data older than `revision`: later responses already contain the change. Requests under way are
 * awaited, not repeated; answers without a revision count as older.
 */
export async function refreshOlder(client: QueryClient, group: string, revision: number): Promise<void> {
  const inFlight = client
    .getQueryCache()
    .findAll({ predicate: (query) => inGroup(query, group) && query.state.fetchStatus === 'fetching' });
  const others = client.invalidateQueries({
    predicate: (query) => inGroup(query, group) && !inFlight.includes(query) && isOlder(query, revision),
  });
  await Promise.allSettled(inFlight.map((query) => query.promise));
  await Promise.all([
    others,
    client.invalidateQueries({ predicate: (query) => inFlight.includes(query) && isOlder(query, revision) }),
  ]);
}

function inGroup(query: Query, group: string): boolean {
  return query.meta?.['group'] === group;
}

function isOlder({ state: { data } }: Query, revision: number): boolean {
  const made = revisionOf(data);
  return made === null || made < revision;
}
