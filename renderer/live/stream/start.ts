import { routes } from '../../../shared/contract/routes.ts';
import type { CityStatus, StatusChange } from '../../../shared/contract/status.ts';
import { pageTimers } from '../../base/timers.ts';
import { queryClient } from '../client/queryClient.ts';
import { invalidateRoutes } from '../client/routeQuery.ts';
import { startLinking } from '../link/filters.ts';
import { startTimelines } from '../timeline/periodAnswers.ts';
import { openTimelineWorker } from '../timeline/workerHolder.ts';
import { emptyPageWhenLocked } from './emptyPage.ts';
import { forgetStatus, onEvent, reconnect, startEvents, useLive } from './events.ts';
import { cachePushedAnswers } from './pushedAnswers.ts';
import {
  BURST_OF_THREE,
  CASE_GROUP,
  createRefresher,
  MAP_GROUP,
  NO_BURST,
  refreshOlder,
} from './refresher.ts';
import { isStatusChange, patchStatus } from './statusChanges.ts';
import { statusChanges, statusQuery } from './statusQuery.ts';

/** Delay of map refetches, long enough for eight windows to show their figures on two cores; ms. */
const MAP_DELAY_MS = 250;

/** When this window's filter was chosen; kept over a reload. */
const VERSION_KEY = 'citywhistle.chosen';

/** Connects to the other windows, starts this window's stream and refreshes answers on events. */
export function startLive(): void {
  startLinking({
    search: () => location.search,
    replace: (search) => history.replaceState(null, '', `${location.pathname}${search}${location.hash}`),
    loadVersion: () => sessionStorage.getItem(VERSION_KEY),
    saveVersion: (text) => sessionStorage.setItem(VERSION_KEY, text),
    onWake: (wake) => {
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') wake();
      });
      document.addEventListener('resume', wake);
      addEventListener('pageshow', (event) => {
        if (event instanceof PageTransitionEvent && event.persisted) wake();
      });
    },
  });
  /** Newest revision of the cases that an event has announced. */
  let newestRevision = 0;
  const cases = createRefresher(
    () => refreshOlder(queryClient, CASE_GROUP, newestRevision),
    BURST_OF_THREE,
    pageTimers,
  );
  const maps = createRefresher(
    () => refreshOlder(queryClient, MAP_GROUP, newestRevision),
    NO_BURST,
    pageTimers,
  );
  /** Figures are refreshed first, since drawing the maps of several windows occupies every core. */
  const changed = (): void => {
    cases.changed();
    pageTimers.later(maps.changed, MAP_DELAY_MS);
  };
  let lastPack: string | null = null;
  /** Revision of the last init. */
  let firstRevision = 0;
  onEvent((event) => {
    if (event.type === 'cases') {
      newestRevision = Math.max(newestRevision, event.revision);
      cachePushedAnswers(event.answers);
      changed();
    }
    if (isStatusChange(event)) mergeIntoStatus(event);
    if (event.type === 'source') {
      void invalidateRoutes(routes.sources, routes.quarantine);
    }
    // What the stream may have missed while it was away is asked for again.
    if (event.type === 'outbox' || event.type === 'init')
      void invalidateRoutes(routes.outbox, routes.outboxCases);
    if (event.type === 'calendar') void queryClient.invalidateQueries();
    if (event.type !== 'init') return;
    // The service has another database now, whose revisions cannot be compared with the earlier ones.
    if (event.revision < firstRevision) void queryClient.resetQueries();
    firstRevision = event.revision;
    newestRevision = event.revision;
    statusChanges.forget();
    queryClient.setQueryData(statusQuery.queryKey, event.status);
    const pack = `${event.status.pack.id}@${event.status.pack.version}`;
    // With another pack every cached response is out of date.
    if (lastPack !== null && lastPack !== pack) void queryClient.invalidateQueries();
    else changed();
    lastPack = pack;
  });
  startTimelines({
    open: openTimelineWorker,
    revision: () => {
      const { connection, status, revision } = useLive.getState();
      return connection.state === 'open' && status !== null ? revision : null;
    },
    ...pageTimers,
  });
  emptyPageWhenLocked({ forgetStatus, reconnect });
  // Through the query client, which joins a status request that is already pending.
  startEvents(routes.events.path, () =>
    queryClient.fetchQuery({
      ...statusQuery,
      staleTime: 1000,
    }),
  );
}

/**
 * Merges a change into the kept status. Refetches the status only where the event is incomplete: the number of quarantined
 * rows, and figures of a new source.
 */
function mergeIntoStatus(change: StatusChange): void {
  statusChanges.keep(change);
  const { queryKey } = statusQuery;
  const before = queryClient.getQueryData<CityStatus>(queryKey);
  if (before === undefined) return;
  queryClient.setQueryData(queryKey, patchStatus(before, change));
  if (change.type !== 'source') return;
  const source = before.sources.find(({ id }) => id === change.status.id);
  if (source?.quarantined !== change.status.quarantined) void invalidateRoutes(routes.status);
}
