import { describe, expect, it } from 'vitest';
import { knownHost, withKnownRate } from '../../../electron/city/sync/open311/knownHosts.ts';
import { DIALECTS } from '../../../electron/city/sync/open311/presets.ts';
import { rateFromHeaders, rateFromRateLimit } from '../../../electron/city/sync/probe/statedRate.ts';

describe('a pace', () => {
  it.each<[Record<string, string>, number | null | undefined]>([
    [{}, undefined],
    [{ 'content-type': 'application/json' }, undefined],
    [{ 'ratelimit-policy': '100;w=60' }, 100],
    [{ 'ratelimit-policy': '"burst";q=100;w=60,"daily";q=1440;w=86400' }, 1],
    [{ 'x-ratelimit-limit-second': '2', 'x-ratelimit-limit-minute': '20' }, 20],
    [{ 'x-ratelimit-limit': '60' }, null],
    [{ 'ratelimit-limit': '100', 'ratelimit-reset': '12' }, null],
    [{ 'ratelimit-policy': '0;w=60' }, undefined],
  ])('of the headers %j is %j a minute', (headers, perMinute) => {
    expect(rateFromHeaders(headers)?.perMinute).toBe(perMinute);
  });

  it.each([
    [{ requests: 10, overMs: 2_000, waitMs: 58_000 }, 10],
    [{ requests: 20, overMs: 50_000, waitMs: 10_000 }, 20],
    [{ requests: 10, overMs: 1_000, waitMs: 1_000 }, undefined],
    [{ requests: 0, overMs: 0, waitMs: 60_000 }, undefined],
  ])('of a refusal %j is %j a minute', (refused, perMinute) => {
    expect(rateFromRateLimit({ at: 0, ...refused })?.perMinute).toBe(perMinute);
  });

  it('belongs to a server, not to its product', () => {
    expect(Object.values(DIALECTS).map((dialect) => dialect.ratePerMinute)).toEqual(Array(7).fill(null));
    expect(knownHost('https://311.boston.gov/open311/v2')).toMatchObject({ dialect: 'connectedbits' });
    expect(withKnownRate('https://311.boston.gov/open311/v2', DIALECTS.connectedbits).ratePerMinute).toBe(10);
    expect(
      withKnownRate('https://311.boston.gov.example.org/v2', DIALECTS.connectedbits).ratePerMinute,
    ).toBeNull();
    expect(
      withKnownRate('https://311.boston.gov/v2', { ...DIALECTS.plain, ratePerMinute: 4 }).ratePerMinute,
    ).toBe(4);
  });
});
