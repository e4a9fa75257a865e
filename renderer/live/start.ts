import { CityStatus } from '../../shared/contract/status.ts';
import { get } from './client.ts';
import { onEvent, startEvents } from './events.ts';
import { startLinking } from './filters.ts';
import { queryClient } from './query-client.ts';
import { CASE_GROUP, createRefresher, refreshGroup } from './refresh.ts';
import { routes } from './routes.ts';

/** Joins the other windows, starts the stream of this one and lets events keep the answers fresh. */
export function startLive(): void {
  startLinking({
    search: () => location.search,
    replace: (search) => history.replaceState(null, '', `${location.pathname}${search}${location.hash}`),
  });
  const cases = createRefresher(() => refreshGroup(queryClient, CASE_GROUP), {
    now: () => performance.now(),
    later: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  let lastPack: string | null = null;
  onEvent((event) => {
    if (event.type === 'cases') cases.changed();
    if (event.type === 'source') {
      void queryClient.invalidateQueries({ queryKey: ['sources'] });
      void queryClient.invalidateQueries({ queryKey: ['quarantine'] });
      void queryClient.invalidateQueries({ queryKey: ['status'] });
    }
    if (event.type !== 'init') return;
    queryClient.setQueryData(['status'], event.status);
    const pack = `${event.status.pack.id}@${event.status.pack.version}`;
    // Another pack: nothing that is kept can be trusted.
    if (lastPack !== null && lastPack !== pack) void queryClient.invalidateQueries();
    else cases.changed();
    lastPack = pack;
  });
  startEvents(routes.events, () => get(routes.status, CityStatus));
}
