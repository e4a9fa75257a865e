import { PUSHES_PER_MINUTE } from '../../../../shared/source/pushLimits.ts';

/** Addresses that are remembered at a time. */
const MAX_ADDRESSES = 1000;
const MINUTE_MS = 60_000;

/**
 * Limits how often one address is pushed to, also one that no source has. Within one minute at most `PUSHES_PER_MINUTE`
 * requests are looked at.
 */
export class PushRate {
  private readonly windows = new Map<string, { from: number; count: number }>();

  /** Whether a request is looked at. */
  admit(address: string, now: number): boolean {
    const known = this.windows.get(address);
    // A clock that was set back begins a new minute.
    const isRunning = known !== undefined && now - known.from < MINUTE_MS && now >= known.from;
    if (isRunning) {
      known.count += 1;
      return known.count <= PUSHES_PER_MINUTE;
    }
    if (this.windows.size >= MAX_ADDRESSES) this.forgetOld(now);
    if (this.windows.size >= MAX_ADDRESSES) return false;
    this.windows.set(address, { from: now, count: 1 });
    return true;
  }

  private forgetOld(now: number): void {
    for (const [address, { from }] of this.windows)
      if (now - from >= MINUTE_MS || now < from) this.windows.delete(address);
  }
}
