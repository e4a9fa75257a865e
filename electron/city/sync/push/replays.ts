/** A request counts for this long before and after the time at which it was signed, by the trusted clock. */
export const PUSH_WINDOW_MS = 5 * 60_000;

/** Why a request that was signed rightly is refused all the same. */
export type ReplayRefusal = 'late' | 'replayed';

/**
 * Refuses requests that come a second time (重放). Nonces are remembered while their requests could still be taken. They are
 * not kept over a restart: after it only requests count that were signed later than the last one before.
 */
export class Replays {
  private readonly floor: number | null;
  /** Nonce → until when it is remembered. */
  private readonly used = new Map<string, number>();

  /** @param floor when the last request before this start was signed, UTC ms; null if there was none */
  constructor(floor: number | null) {
    this.floor = floor;
  }

  /** Why a request counts no more; null: it is new. */
  refusalOf(at: number, nonce: string, now: number): ReplayRefusal | null {
    for (const [old, until] of this.used) if (until < now) this.used.delete(old);
    if (Math.abs(now - at) > PUSH_WINDOW_MS) return 'late';
    return this.used.has(nonce) || (this.floor !== null && at <= this.floor) ? 'replayed' : null;
  }

  /** From now on the request counts no more. */
  take(at: number, nonce: string): void {
    this.used.set(nonce, at + PUSH_WINDOW_MS);
  }
}
