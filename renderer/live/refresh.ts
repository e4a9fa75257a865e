import type { Query, QueryClient } from '@tanstack/react-query';

/**
 * Keeps live answers fresh: marks them stale on a change, lets the visible ones be asked again, and rests between two
 * rounds for as long as the last one took (within limits), so that a slow machine never spends more than half its time
 * on refreshing and a burst of events costs one round.
 */
export type Refresher = { changed(): void; stop(): void };

const SHORTEST_REST = 400;
const LONGEST_REST = 10_000;

/** Groups of queries that follow the cases; set as `meta.group` of a query. */
export const CASE_GROUP = 'cases';
/** Of these, what a map draws: it may come a moment later. */
export const PICTURE_GROUP = 'pictures';

export function createRefresher(
  round: () => Promise<unknown>,
  parts: { now(): number; later(run: () => void, ms: number): () => void },
): Refresher {
  let dirty = false;
  let busy = false;
  let cancel: (() => void) | null = null;
  let stopped = false;
  const run = (): void => {
    if (busy || !dirty || stopped) return;
    dirty = false;
    busy = true;
    const began = parts.now();
    const rest = (): void => {
      const took = parts.now() - began;
      cancel = parts.later(
        () => {
          busy = false;
          cancel = null;
          run();
        },
        Math.min(LONGEST_REST, Math.max(SHORTEST_REST, took)),
      );
    };
    round().then(rest, rest);
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

/** One round over a query client: the visible queries of a group are asked again, the others only marked. */
export function refreshGroup(client: QueryClient, group: string): Promise<void> {
  return client.invalidateQueries({ predicate: (query) => query.meta?.['group'] === group });
}

/**
 * The same, but only for what is older than `revision`: an answer made after the change need not be asked for again.
 * Questions that are on their way are waited for, not asked twice; answers that tell no revision count as older.
 */
export async function refreshOlder(client: QueryClient, group: string, revision: number): Promise<void> {
  const flying = client
    .getQueryCache()
    .findAll({ predicate: (query) => inGroup(query, group) && query.state.fetchStatus === 'fetching' });
  const others = client.invalidateQueries({
    predicate: (query) => inGroup(query, group) && !flying.includes(query) && isOlder(query, revision),
  });
  await Promise.allSettled(flying.map((query) => query.promise));
  await Promise.all([
    others,
    client.invalidateQueries({ predicate: (query) => flying.includes(query) && isOlder(query, revision) }),
  ]);
}

function inGroup(query: Query, group: string): boolean {
  return query.meta?.['group'] === group;
}

function isOlder({ state: { data } }: Query, revision: number): boolean {
  const told = typeof data === 'object' && data !== null && 'revision' in data ? data.revision : null;
  return typeof told !== 'number' || told < revision;
}
