import { describe, expect, it } from 'vitest';
import { hasEnded, readHint, SIGNED_OUT } from '../../../renderer/live/client/sessionHint.ts';
import { INITIAL_STATE, reduce, serviceClock } from '../../../renderer/live/stream/liveState.ts';
import type { CityStatus } from '../../../shared/contract/status.ts';

const HOUR = 3_600_000;
const SERVICE_NOW = Date.UTC(2026, 10, 24, 2);
/** A machine whose clock is four days ahead of the service's. */
const MACHINE_NOW = SERVICE_NOW + 96 * HOUR;

const statusAt = (now: number): CityStatus => ({
  revision: 1,
  version: 0,
  mode: 'live',
  pack: { id: 'p', name: 'P', version: '1' },
  now,
  cases: { total: 0, open: 0, overdue: 0 },
  sources: [],
  outbox: { pending: 0, failed: 0 },
  quarantine: { waiting: 0 },
  warnings: [],
});

describe('a kept session', () => {
  it('is read only where it is whole', () => {
    expect(readHint(null)).toBeNull();
    expect(readHint('{broken')).toBeNull();
    expect(readHint('{"operator":"s01"}')).toBeNull();
    expect(readHint('{"operator":"s01","expiresAt":1000}')).toEqual({ operator: 's01', expiresAt: 1000 });
  });

  it('ends at its time by the service’s clock', () => {
    const hint = { operator: 's01', expiresAt: 1000 };
    expect(hasEnded(hint, 999)).toBe(false);
    expect(hasEnded(hint, 1000)).toBe(true);
  });

  it('has ended for a page that knows no clock only where it was signed out, or never was', () => {
    expect(hasEnded({ operator: 's01', expiresAt: 1000 }, null)).toBe(false);
    expect(hasEnded({ operator: 's01', expiresAt: SIGNED_OUT }, null)).toBe(true);
    expect(hasEnded(null, null)).toBe(true);
  });
});

describe('a page that is loaded again on a machine with another date than the service', () => {
  const open = { operator: 's01', expiresAt: SERVICE_NOW + HOUR };

  it('does not take an open session for ended, before it knows the service’s clock and after', () => {
    expect(serviceClock(INITIAL_STATE, MACHINE_NOW)).toBeNull();
    expect(hasEnded(open, serviceClock(INITIAL_STATE, MACHINE_NOW))).toBe(false);
    const told = reduce(
      INITIAL_STATE,
      { type: 'init', revision: 1, status: statusAt(SERVICE_NOW) },
      MACHINE_NOW,
    );
    expect(hasEnded(open, serviceClock(told, MACHINE_NOW))).toBe(false);
    expect(hasEnded(open, serviceClock(told, MACHINE_NOW + HOUR - 1))).toBe(false);
    expect(hasEnded(open, serviceClock(told, MACHINE_NOW + HOUR))).toBe(true);
  });
});
