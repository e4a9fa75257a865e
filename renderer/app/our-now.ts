import { useNow } from '../live/link/clock.ts';
import { useLive } from '../live/stream/events.ts';

/** This machine's own clock by the second: how long our line is down is not a matter of the service's clock. */
export function useOurNow(): number {
  const offset = useLive((state) => state.clockOffset);
  return useNow(1000) - offset;
}
