import { PUSHES_PER_MINUTE, UNPROVEN_PER_MINUTE } from '../../../../shared/source/pushLimits.ts';

/** Senders without a proof that are remembered at a time. */
const MAX_SENDERS = 1000;
const MINUTE_MS = 60_000;

type Windows = Map<string, { from: number; count: number }>;

/**
 * Limits what is pushed, within one minute. Two budgets, so that nobody can use up that of a source without its key: each
 * source has one for requests that its key signed, each sender one for everything else, whatever address it is sent to.
 */
export class PushRate {
  /** Bounded by the sources that there were since the start. */
  private readonly sources: Windows = new Map();
  private readonly senders: Windows = new Map();

  /** Whether a request that the key of this source signed is taken. `now`: UTC ms. */
  admitSigned(source: string, now: number): boolean {
    return countIn(this.sources, source, now) <= PUSHES_PER_MINUTE;
  }

  /**
   * Whether a request without a proof is counted and told any more. `remote`: the address that it came from. Of too many
   * senders the oldest is forgotten, not the newest refused.
   */
  admitUnproven(remote: string, now: number): boolean {
    const count = countIn(this.senders, networkOf(remote), now);
    const [oldest] = this.senders.keys();
    if (this.senders.size > MAX_SENDERS && oldest !== undefined) this.senders.delete(oldest);
    return count <= UNPROVEN_PER_MINUTE;
  }
}

function countIn(windows: Windows, name: string, now: number): number {
  const known = windows.get(name);
  // A clock that was set back begins a new minute.
  if (known !== undefined && now - known.from < MINUTE_MS && now >= known.from) {
    known.count += 1;
    return known.count;
  }
  // The order of a map is that of insertion: a new minute is put at its end.
  windows.delete(name);
  windows.set(name, { from: now, count: 1 });
  return 1;
}

/** An IPv4 address, or the first 64 bits of an IPv6 address: one machine has all of the rest. */
export function networkOf(remote: string): string {
  const mapped = /^::ffff:(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i.exec(remote)?.[1];
  if (mapped !== undefined) return mapped;
  const [address = ''] = remote.split('%');
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [head, tail].map((half) => half.split(':').filter((group) => group !== ''));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const groups = [
    ...(before ?? []),
    ...Array.from({ length: Math.max(0, missing) }, () => '0'),
    ...(after ?? []),
  ];
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0{1,3}(?=.)/, ''))
    .join(':');
}
