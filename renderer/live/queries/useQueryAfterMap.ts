import { type Query, useQueryClient } from '@tanstack/react-query';
import { startTransition, useEffect, useState } from 'react';
import { routes } from '../../../shared/contract/routes.ts';
import type { CaseQuery } from './cases.ts';

/** Whether the answer of a query is drawn as the picture of a map. */
export function isMapQuery({ queryKey: [path] }: Pick<Query, 'queryKey'>): boolean {
  return path === routes.heat.path || path === routes.gridCounts.path;
}

/** After this time figures and lists no longer wait for the map. */
const MAX_WAIT_MS = 500;
/** So long after the last movement a hand is at rest: longer than a held key needs to repeat itself; ms. */
const REST_MS = 120;

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
    const isMapFetching = (): boolean => client.isFetching({ predicate: isMapQuery }) > 0;
    let frame = 0;
    let isResting = false;
    const showQuery = (): void => {
      stop();
      startTransition(() => setShown(query));
    };
    // Two frames: the first draws the answer, the second begins when that is done.
    const check = (): void => {
      cancelAnimationFrame(frame);
      if (isResting && !isMapFetching())
        frame = requestAnimationFrame(() => {
          frame = requestAnimationFrame(() => (isMapFetching() ? undefined : showQuery()));
        });
    };
    const rest = setTimeout(() => {
      isResting = true;
      check();
    }, REST_MS);
    const timer = setTimeout(showQuery, MAX_WAIT_MS);
    const unsubscribe = client.getQueryCache().subscribe(check);
    const stop = (): void => {
      clearTimeout(rest);
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      unsubscribe();
    };
    return stop;
  }, [client, query, shown]);
  return shown;
}
