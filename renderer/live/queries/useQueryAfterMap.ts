import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { startTransition, useEffect, useState } from 'react';
import { routes } from '../../../shared/contract/routes.ts';
import { queryClient } from '../client/queryClient.ts';
import type { CaseQuery } from './cases.ts';

/** Whether the answer of a query is drawn as the picture of a map. */
export function isMapQuery({ queryKey: [path] }: Pick<Query, 'queryKey'>): boolean {
  return path === routes.heat.path || path === routes.gridCounts.path;
}

/** After this time figures and lists no longer wait for the map. */
const MAX_WAIT_MS = 500;
/** So long after the last movement a hand is at rest: longer than a held key needs to repeat itself; ms. */
const REST_MS = 120;

function isMapFetching(client: QueryClient): boolean {
  return client.isFetching({ predicate: isMapQuery }) > 0;
}

/** Calls back once no picture of a map is being asked for, which may be at once. Returns how to stop waiting. */
export function onceMapRests(act: () => void): () => void {
  if (!isMapFetching(queryClient)) {
    act();
    return () => undefined;
  }
  const unsubscribe = queryClient.getQueryCache().subscribe(() => {
    if (isMapFetching(queryClient)) return;
    unsubscribe();
    act();
  });
  return unsubscribe;
}

/** Returns the same object while the query's content is unchanged, although callers build it at each render. */
export function useStableQuery(query: CaseQuery): CaseQuery {
  const text = JSON.stringify(query);
  const [kept, keep] = useState({ text, query });
  if (kept.text === text) return kept.query;
  keep({ text, query });
  return query;
}

/**
 * Returns a query only after the map has drawn it and the hand that changed it rests. Figures and lists that arrive
 * earlier would cause a layout and delay the map, which the operator is dragging; and while it is dragged, nobody reads
 * them.
 */
export function useQueryAfterMap(query: CaseQuery): CaseQuery {
  const client = useQueryClient();
  const [shown, setShown] = useState(query);
  useEffect(() => {
    if (shown === query) return;
    let frame = 0;
    let rest: ReturnType<typeof setTimeout> | undefined;
    let isDrawn = false;
    const showQuery = (): void => {
      stop();
      startTransition(() => setShown(query));
    };
    // Two frames: the first draws the answer, the second begins when that is done. Only then does a hand's rest count:
    // on a slow machine it waits for each picture before it moves on.
    const check = (): void => {
      if (isMapFetching(client)) {
        cancelAnimationFrame(frame);
        clearTimeout(rest);
        isDrawn = false;
      } else if (!isDrawn) {
        isDrawn = true;
        frame = requestAnimationFrame(() => {
          frame = requestAnimationFrame(() => {
            rest = setTimeout(showQuery, REST_MS);
          });
        });
      }
    };
    const timer = setTimeout(showQuery, MAX_WAIT_MS);
    const unsubscribe = client.getQueryCache().subscribe(check);
    const stop = (): void => {
      clearTimeout(rest);
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      unsubscribe();
    };
    check();
    return stop;
  }, [client, query, shown]);
  return shown;
}
