import { useRunningNow, useZone } from '../../live/link/clock.ts';
import { useLive } from '../../live/stream/events.ts';

/** This machine's clock by the second, which goes on while the window stands still; ms. */
export function useMachineNow(): number {
  const offset = useLive((state) => state.clockOffset);
  return useRunningNow(1000) - offset;
}

/** Writes a moment of this machine's clock in the city's time: `10:32:05`, or without seconds. */
export function useClockText(): (at: number, seconds: boolean) => string {
  const zone = useZone();
  const offset = useLive((state) => state.clockOffset);
  return (at, seconds) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      ...(seconds ? { second: '2-digit' } : {}),
    }).format(at + offset);
}
