import { UpstreamError } from '../adapter.ts';
import type { HttpLimits } from './limits.ts';

export type GateClock = {
  now(): number;
  /** Rejects with UpstreamError('aborted') when the signal fires. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
};

/** A 429 that named how long to wait: what the host had let through, over which time, and how long it wants peace. */
export type Refused = { at: number; requests: number; overMs: number; waitMs: number };

const MINUTE = 60_000;
/** A learnt rate is forgotten after this, to find out whether the server still needs it. */
const LEARNT_FOR_MS = 10 * MINUTE;
/** One 429 is an accident or another client's doing; three in a row are a rate. */
const REFUSALS_TO_LEARN = 3;

/** The door to one host, shared by all sources that live there: pace, pauses and breaker. */
export class HostGate {
  private readonly host: string;
  private readonly clock: GateClock;
  private readonly limits: HttpLimits;
  private readonly stated = new Map<string, number>();
  private learntPerMinute: number | null = null;
  private learntUntil = 0;
  private nextSlotAt = 0;
  private notBefore = 0;
  private recent: number[] = [];
  private refusals = 0;
  private failures = 0;
  private openings = 0;
  private openUntil: number | null = null;
  private probing = false;
  /** The last refusal that named a time to wait. */
  refused: Refused | null = null;

  constructor(host: string, clock: GateClock, limits: HttpLimits) {
    this.host = host;
    this.clock = clock;
    this.limits = limits;
  }

  /** What a source says of the host's pace. The slowest wins: the host counts requests, not our sources. */
  stateRate(source: string, perMinute: number | null): void {
    if (perMinute === null) this.stated.delete(source);
    else this.stated.set(source, perMinute);
  }

  /** When the breaker lets the next request through; null while it is closed. */
  get opensAt(): number | null {
    return this.openUntil;
  }

  /**
   * Waits for this host's next free slot. Throws UpstreamError('breaker-open') without waiting. Answers whether this
   * request is the half-open probe: it gets one try only.
   */
  async enter(signal: AbortSignal): Promise<{ probe: boolean }> {
    this.checkBreaker();
    const probe = this.probing;
    const now = this.clock.now();
    const interval = this.intervalMs(now);
    const slot = Math.max(now, this.nextSlotAt, this.notBefore);
    this.nextSlotAt = slot + interval;
    if (slot > now) {
      try {
        await this.clock.sleep(slot - now, signal);
      } catch (error) {
        this.undecided();
        throw error;
      }
    }
    const started = this.clock.now();
    this.recent = this.recent.filter((at) => at > started - MINUTE);
    this.recent.push(started);
    return { probe };
  }

  /** The host answered sensibly. */
  success(): void {
    this.failures = 0;
    this.openings = 0;
    this.refusals = 0;
    this.openUntil = null;
    this.probing = false;
  }

  /** A call failed for good: after all its tries. */
  failure(): void {
    this.probing = false;
    this.failures += 1;
    if (this.openUntil === null && this.failures < this.limits.breakerFailures) return;
    const pause = Math.min(this.limits.breakerMaxMs, this.limits.breakerBaseMs * 2 ** this.openings);
    this.openings += 1;
    this.openUntil = this.clock.now() + pause;
  }

  /** The call ended without telling anything about the host (aborted, refused for its size …). */
  undecided(): void {
    this.probing = false;
  }

  /** 429 or 503 with Retry-After: nobody asks this host before. */
  pause(ms: number): void {
    this.notBefore = Math.max(this.notBefore, this.clock.now() + ms);
  }

  /** A 429: three in a row without a success between set a pace of 70 % of what was being asked. */
  refuse(waitMs: number | null): void {
    const now = this.clock.now();
    // The refused request itself is the last of them.
    const [first = now] = this.recent;
    if (waitMs !== null) {
      this.refused = { at: now, requests: this.recent.length - 1, overMs: now - first, waitMs };
    }
    this.refusals += 1;
    if (this.refusals < REFUSALS_TO_LEARN) return;
    this.refusals = 0;
    this.learntPerMinute = Math.max(1, Math.floor(this.recent.length * 0.7));
    this.learntUntil = this.clock.now() + LEARNT_FOR_MS;
  }

  private intervalMs(now: number): number {
    const learnt = now < this.learntUntil ? this.learntPerMinute : null;
    const rates = [...this.stated.values(), ...(learnt === null ? [] : [learnt])];
    return rates.length === 0 ? 0 : MINUTE / Math.min(...rates);
  }

  private checkBreaker(): void {
    if (this.openUntil === null) return;
    const left = this.openUntil - this.clock.now();
    if (left <= 0 && !this.probing) {
      // Half open: this one request decides.
      this.probing = true;
      return;
    }
    const seconds = Math.max(1, Math.ceil(left / 1000));
    throw new UpstreamError(
      'breaker-open',
      `${this.host} 连续 ${this.failures} 次访问失败，已暂停访问，约 ${seconds} 秒后自动再试。`,
      true,
    );
  }
}
