import { UpstreamError } from '../adapter.ts';
import type { HttpLimits } from './limits.ts';

export type GateClock = {
  now(): number;
  /** Rejects with UpstreamError('aborted') when the signal fires. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
};

/**
 * A 429 with Retry-After: how many requests the host had accepted, over how long, and how long it wants us to wait
 * (ms).
 */
export type RateLimitHit = { at: number; requests: number; overMs: number; waitMs: number };

const MINUTE = 60_000;
/** A learned rate is forgotten after this, to find out whether the server still needs it. */
const LEARNED_RATE_LIFETIME_MS = 10 * MINUTE;
/** A single 429 may be due to another client; three in a row show a rate limit. */
const RATE_LIMITS_TO_LEARN = 3;

/** Rate limiter and circuit breaker of one host, shared by all sources on it. */
export class HostGate {
  private readonly host: string;
  private readonly clock: GateClock;
  private readonly limits: HttpLimits;
  private readonly statedRates = new Map<string, number>();
  private learnedPerMinute: number | null = null;
  private learnedUntil = 0;
  private nextSlotAt = 0;
  private notBefore = 0;
  private recent: number[] = [];
  private rateLimitsInARow = 0;
  private failures = 0;
  private timesOpened = 0;
  private openUntil: number | null = null;
  private halfOpen = false;
  /** The last 429 that had a Retry-After. */
  lastRateLimit: RateLimitHit | null = null;

  constructor(host: string, clock: GateClock, limits: HttpLimits) {
    this.host = host;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Sets the rate that a source's configuration gives. The lowest one applies: the host counts requests, not sources.
   */
  setRate(source: string, perMinute: number | null): void {
    if (perMinute === null) this.statedRates.delete(source);
    else this.statedRates.set(source, perMinute);
  }

  /** Until when the circuit breaker rejects requests, UTC ms; null while it is closed. */
  get breakerOpenUntil(): number | null {
    return this.openUntil;
  }

  /**
   * Waits for the next free slot of this host. Throws UpstreamError('breaker-open') at once while the breaker is open.
   * `probe`: this is the half-open request, which gets one attempt only.
   */
  async acquire(signal: AbortSignal): Promise<{ probe: boolean }> {
    this.checkBreaker();
    const probe = this.halfOpen;
    const now = this.clock.now();
    const interval = this.intervalMs(now);
    const slot = Math.max(now, this.nextSlotAt, this.notBefore);
    this.nextSlotAt = slot + interval;
    if (slot > now) {
      try {
        await this.clock.sleep(slot - now, signal);
      } catch (error) {
        this.inconclusive();
        throw error;
      }
    }
    const started = this.clock.now();
    this.recent = this.recent.filter((at) => at > started - MINUTE);
    this.recent.push(started);
    return { probe };
  }

  /** A call succeeded: closes the breaker. */
  success(): void {
    this.failures = 0;
    this.timesOpened = 0;
    this.rateLimitsInARow = 0;
    this.openUntil = null;
    this.halfOpen = false;
  }

  /** A call failed after all its attempts: may open the breaker. */
  failure(): void {
    this.halfOpen = false;
    this.failures += 1;
    if (this.openUntil === null && this.failures < this.limits.breakerFailures) return;
    const pause = Math.min(this.limits.breakerMaxMs, this.limits.breakerBaseMs * 2 ** this.timesOpened);
    this.timesOpened += 1;
    this.openUntil = this.clock.now() + pause;
  }

  /** A call ended without showing whether the host works (aborted, body too large …). */
  inconclusive(): void {
    this.halfOpen = false;
  }

  /** 429 or 503 with Retry-After: no request goes to this host for so many ms. */
  pause(ms: number): void {
    this.notBefore = Math.max(this.notBefore, this.clock.now() + ms);
  }

  /** A 429. Three in a row without a success between set a rate of 70 % of the recent one. */
  rateLimited(waitMs: number | null): void {
    const now = this.clock.now();
    // The last entry is the rejected request itself.
    const [first = now] = this.recent;
    if (waitMs !== null) {
      this.lastRateLimit = { at: now, requests: this.recent.length - 1, overMs: now - first, waitMs };
    }
    this.rateLimitsInARow += 1;
    if (this.rateLimitsInARow < RATE_LIMITS_TO_LEARN) return;
    this.rateLimitsInARow = 0;
    this.learnedPerMinute = Math.max(1, Math.floor(this.recent.length * 0.7));
    this.learnedUntil = this.clock.now() + LEARNED_RATE_LIFETIME_MS;
  }

  private intervalMs(now: number): number {
    const learned = now < this.learnedUntil ? this.learnedPerMinute : null;
    const rates = [...this.statedRates.values(), ...(learned === null ? [] : [learned])];
    return rates.length === 0 ? 0 : MINUTE / Math.min(...rates);
  }

  private checkBreaker(): void {
    if (this.openUntil === null) return;
    const left = this.openUntil - this.clock.now();
    if (left <= 0 && !this.halfOpen) {
      // Half-open: this one request decides.
      this.halfOpen = true;
      return;
    }
    const seconds = Math.max(1, Math.ceil(left / 1000));
    throw new UpstreamError('breaker-open', { host: this.host, failures: this.failures, seconds }, true);
  }
}
