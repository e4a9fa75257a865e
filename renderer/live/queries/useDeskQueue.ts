import { useEffect, useState, useSyncExternalStore } from 'react';
import type { CasePage } from '../../../shared/contract/cases.ts';
import { routes } from '../../../shared/contract/routes.ts';
import { call } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { routeQuery } from '../client/routeQuery.ts';
import { onEvent, useLive } from '../stream/events.ts';
import { DeskQueue, type PageQuery, type QueueQuery, type QueueView } from './deskQueue.ts';

/** The queue of this window for a query: its rows, and functions to read, refresh and scroll it. */
export function useDeskQueue(query: QueueQuery): { queue: DeskQueue; view: QueueView } {
  const [queue] = useState(() => new DeskQueue(fetchPage, Date.now));
  const view = useSyncExternalStore(queue.subscribe, queue.view);
  // Queries are rebuilt at each render; their text shows whether one differs.
  const key = JSON.stringify(query);
  useEffect(() => {
    queue.open(JSON.parse(key) as QueueQuery);
  }, [queue, key]);
  useEffect(() => {
    const stop = onEvent((event) => {
      if (event.type === 'cases') queue.changed(event.more ? null : event.ids);
      if (event.type === 'init') queue.changed(null);
    });
    return () => {
      stop();
      queue.close();
    };
  }, [queue]);
  return { queue, view };
}

/**
 * A page of the queue. The service pushes counts (`limit` 0) with each change once they were requested; a cached count
 * that is as new as the stream is used.
 */
async function fetchPage(query: PageQuery, signal: AbortSignal): Promise<CasePage> {
  if (query.limit !== 0) return call(routes.cases, { query, signal });
  const { queryKey } = routeQuery(routes.cases, { query });
  const kept = queryClient.getQueryData<CasePage>(queryKey);
  const invalid = queryClient.getQueryState(queryKey)?.isInvalidated === true;
  if (
    kept !== undefined &&
    !invalid &&
    kept.unindexed === undefined &&
    kept.revision >= useLive.getState().revision
  )
    return kept;
  const page = await call(routes.cases, { query, signal });
  queryClient.setQueryData<CasePage>(queryKey, page);
  return page;
}
