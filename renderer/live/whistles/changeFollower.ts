import type { CityEvent } from '../../../shared/contract/status.ts';
import { WhistlePage, type WhistleSummary } from '../../../shared/contract/whistles.ts';
import { pageTimers } from '../../base/timers.ts';
import { get, type Query } from '../client/call.ts';
import { queryClient } from '../client/queryClient.ts';
import { createRefresher, IN_TURN } from '../stream/refresher.ts';

const PAGE = 1000;
/** Up to so many changed whistles are asked for one by one; beyond, all of them are cheaper. */
const ONE_BY_ONE = 6;

/** All whistles of a list, page by page. @throws ApiError */
export async function allWhistles(path: string, query: Query): Promise<Map<string, WhistleSummary>> {
  const rows = new Map<string, WhistleSummary>();
  let cursor: string | null = null;
  do {
    const page: WhistlePage = await get(path, WhistlePage, { ...query, limit: PAGE, cursor });
    for (const row of page.items) rows.set(row.id, row);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/**
 * Keeps a list of whistles as the stream tells. `page` is the first part of the keys under which single whistles are
 * kept.
 */
export function createFollower(parts: {
  loadAll: () => Promise<void>;
  loadOne: (id: string) => Promise<void>;
  page: string;
}): { reload: () => void; take: (event: CityEvent) => void } {
  const refresher = createRefresher(parts.loadAll, IN_TURN, pageTimers);
  return {
    reload: () => refresher.changed(),
    take: (event) => {
      if (event.type === 'init') refresher.changed();
      if (event.type !== 'whistle') return;
      if (event.more || event.ids.length > ONE_BY_ONE) {
        refresher.changed();
        void queryClient.invalidateQueries({ queryKey: [parts.page] });
      } else Promise.all(event.ids.map(parts.loadOne)).catch(() => refresher.changed());
    },
  };
}
