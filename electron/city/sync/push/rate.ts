import { PUSHES_PER_MINUTE } from '../../../../shared/source/pushLimits.ts';

/** Addresses without a source that are remembered at a time. */
const MAX_UNKNOWN = 1000;
const MINUTE_MS = 60_000;

type Windows = Map<string, { from: number; count: number }>;

/**
 * Limits how often one address is pushed to, also one that no source has. Within one minute at most `PUSHES_PER_MINUTE`
 * requests are looked at. Anybody can invent addresses: these are counted apart from those of sources, and the oldest is
 * forgotten for a new one. Refusing the new one instead would tell which addresses have a source.
 */
export class PushRate {
  /** Bounded by the sources that there were since the start. */
  private readonly sources: Windows = new Map();
  private readonly unknown: Windows = new Map();

  /** Whether a request is looked at. `now`: UTC ms. */
  admit(address: string, isSource: boolean, now: number): boolean {
    const windows = isSource ? this.sources : this.unknown;
    const known = windows.get(address);
    // A clock that was set back begins a new minute.
    if (known !== undefined && now - known.from < MINUTE_MS && now >= known.from) {
      known.count += 1;
      return known.count <= PUSHES_PER_MINUTE;
    }
    // The order of a map is that of insertion: a new minute is put at its end.
    windows.delete(address);
    windows.set(address, { from: now, count: 1 });
    const [oldest] = windows.keys();
    if (!isSource && windows.size > MAX_UNKNOWN && oldest !== undefined) windows.delete(oldest);
    return true;
  }
}
