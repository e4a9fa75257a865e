import { setTimeout as wait } from 'node:timers/promises';

/** Waits, at most a minute, or until the signal is aborted; never throws. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(Math.min(Math.max(ms, 0), 60_000), undefined, { signal });
  } catch {
    // Aborted: the caller looks at the signal.
  }
}
