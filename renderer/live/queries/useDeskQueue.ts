import { useEffect, useState, useSyncExternalStore } from 'react';
import { CasePage } from '../../../shared/contract/cases.ts';
import { get } from '../client/call.ts';
import { routes } from '../client/routes.ts';
import { onEvent } from '../stream/events.ts';
import { DeskQueue, type QueueQuery, type QueueView } from './deskQueue.ts';

/** The queue of this window under a query: what stands in it and how to read, refresh and scroll it. */
export function useDeskQueue(query: QueueQuery): { queue: DeskQueue; view: QueueView } {
  const [queue] = useState(
    () => new DeskQueue((ask, signal) => get(routes.cases, CasePage, ask, signal), Date.now),
  );
  const view = useSyncExternalStore(queue.subscribe, queue.view);
  // Queries are rebuilt on each drawing; the text tells whether one differs.
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
