import type { Route } from '../../../shared/contract/routes/route.ts';
import type { CityEvent } from '../../../shared/contract/status.ts';
import type { WhistlePage, WhistleSummary } from '../../../shared/contract/whistles.ts';
import { pageTimers } from '../../base/timers.ts';
import { invalidateRoutes } from '../client/routeQuery.ts';
import { createRefresher, NO_BURST } from '../stream/refresher.ts';

const PAGE = 1000;
/** Up to this many changed whistles are requested one by one; with more, requesting all is cheaper. */
const ONE_BY_ONE = 6;

/** All whistles of a list, by id, page by page. @throws ApiError */
export async function allPages(
  ask: (page: { limit: number; cursor: string | null }) => Promise<WhistlePage>,
): Promise<Map<string, WhistleSummary>> {
  const rows = new Map<string, WhistleSummary>();
  let cursor: string | null = null;
  do {
    const page: WhistlePage = await ask({ limit: PAGE, cursor });
    for (const row of page.items) rows.set(row.id, row);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/**
 * Keeps a list of whistles up to date with the stream. `page` is the route that single whistles are read from; `loadOne`
 * is given the number of the event that changed the whistle, or of a later one.
 */
export function createFollower(parts: {
  loadAll: () => Promise<void>;
  loadOne: (id: string, seq: number) => Promise<void>;
  page: Route;
}): { reload: () => void; handleEvent: (event: CityEvent) => void } {
  const refresher = createRefresher(parts.loadAll, NO_BURST, pageTimers);
  return {
    reload: () => refresher.changed(),
    handleEvent: (event) => {
      if (event.type === 'init' || event.type === 'calendar') refresher.changed();
      if (event.type !== 'whistle') return;
      if (event.more || event.ids.length > ONE_BY_ONE) {
        refresher.changed();
        void invalidateRoutes(parts.page);
      } else
        Promise.all(event.ids.map((id) => parts.loadOne(id, event.seq))).catch(() => refresher.changed());
    },
  };
}
