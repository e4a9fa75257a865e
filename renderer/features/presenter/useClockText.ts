import { clockTime, clockTimeWithSeconds } from '../../live/link/cityTime.ts';
import { useClockOffset, useZone } from '../../live/link/clock.ts';

/** Writes a time of this machine's clock in the city's time: `10:32:05`, or without seconds; «—» until that is known. */
export function useClockText(): (at: number, seconds: boolean) => string {
  const zone = useZone();
  const offset = useClockOffset();
  return (at, seconds) =>
    offset === null ? '—' : (seconds ? clockTimeWithSeconds : clockTime)(at + offset, zone);
}
