import { type Query, useQueryClient } from '@tanstack/react-query';
import { startTransition, useEffect, useState } from 'react';
import { routes } from '../../../shared/contract/routes.ts';
import type { CaseQuery } from './cases.ts';

/** Whether the answer of a query is drawn as the picture of a map. */
export function isMapQuery({ queryKey: [path] }: Pick<Query, 'queryKey'>): boolean {
  return path === routes.heat.path || path === routes.gridCounts.path;
}

/** A picture that takes longer does not hold figures and lists back any more. */
const MAX_WAIT_MS = 500;

/** The same object as long as a query says the same: it is made anew with each drawing. */
export function useStableQuery(query: CaseQuery): CaseQuery {
  const text = JSON.stringify(query);
  const [kept, keep] = useState({ text, query });
  if (kept.text === text) return kept.query;
  keep({ text, query });
  return query;
}

/**
 * A query that follows another one when the map's picture of it has come. Figures and lists that answered first would
 * lay the wall out and so delay what the hand moves: the picture.
 */
export function useQueryAfterMap(query: CaseQuery): CaseQuery {
  const client = useQueryClient();
  const [shown, setShown] = useState(query);
  useEffect(() => {
    if (shown === query) return;
    const isMapFetching = (): boolean => client.isFetching({ predicate: isMapQuery }) > 0;
    let frame = 0;
    const showQuery = (): void => {
      stop();
      startTransition(() => setShown(query));
    };
    // Two frames: the first draws the answer, the second begins when that is done.
    const check = (): void => {
      cancelAnimationFrame(frame);
      if (!isMapFetching())
        frame = requestAnimationFrame(() => {
          frame = requestAnimationFrame(() => (isMapFetching() ? undefined : showQuery()));
        });
    };
    const timer = setTimeout(showQuery, MAX_WAIT_MS);
    const unsubscribe = client.getQueryCache().subscribe(check);
    const stop = (): void => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      unsubscribe();
    };
    check();
    return stop;
  }, [client, query, shown]);
  return shown;
}
