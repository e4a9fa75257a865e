import { useEffect, useState } from 'react';
import { routes } from '../../../shared/contract/routes.ts';
import type { CityEvent } from '../../../shared/contract/status.ts';
import type { WhistleSummary } from '../../../shared/contract/whistles.ts';
import { becameUrgentSince } from '../../../shared/presenter/urgentWhistles.ts';
import { pageTimers } from '../../base/timers.ts';
import { call } from '../client/call.ts';
import { useClockOffset, useMachineNow } from '../link/clock.ts';
import { onEvent } from '../stream/events.ts';
import { onBufferedEvent } from '../stream/freeze.ts';
import { createRefresher, NO_BURST } from '../stream/refresher.ts';
import { allPages } from './changeFollower.ts';

const NONE: ReadonlyMap<string, WhistleSummary> = new Map();
/** Escalations are a matter of minutes. */
const CLOCK_STEP_MS = 5000;

/**
 * Whether an urgent whistle changed, or passed its limit, after `since` (the service's time, UTC ms), which a frozen or
 * blanked wall does not show; null: the wall is live. Reads the whistles itself, because the wall's own list is frozen too.
 */
export function useHiddenEscalation(since: number | null): boolean {
  const [rows, setRows] = useState(NONE);
  const offset = useClockOffset();
  // A frozen wall's clock stands still; this goes on.
  const machineNow = useMachineNow(CLOCK_STEP_MS);
  const covered = since !== null;
  useEffect(() => {
    if (!covered) return;
    const round = async (): Promise<void> =>
      setRows(await allPages((page) => call(routes.wallWhistles, { query: page })));
    const refresher = createRefresher(round, NO_BURST, pageTimers);
    const onWhistleEvent = (event: CityEvent): void => {
      if (event.type === 'whistle' || event.type === 'init') refresher.changed();
    };
    const stops = [onEvent(onWhistleEvent), onBufferedEvent(onWhistleEvent), () => refresher.stop()];
    refresher.changed();
    return () => {
      for (const stop of stops) stop();
      setRows(NONE);
    };
  }, [covered]);
  if (since === null || offset === null) return false;
  return [...rows.values()].some((row) => becameUrgentSince(row, since, machineNow + offset));
}
