import type { RateLimitHit } from '../http/hostGate.ts';

/**
 * A rate limit that the server stated. `source`: the header that states it, or the requests accepted before a 429 and
 * its Retry-After. `perMinute` null: a number without a period.
 */
export type StatedRate = {
  perMinute: number | null;
  source: string | { requests: number; seconds: number };
};

/** A shorter Retry-After is not worth a permanent rate limit. */
const MIN_WAIT_MS = 5_000;
const SECONDS: Record<string, number> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/**
 * The lowest rate limit in the headers of a response: quota and window of `RateLimit-Policy` and `RateLimit-Limit`
 * (IETF drafts), `X-RateLimit-Limit-Minute` and similar headers of API gateways. Null where there is none.
 */
export function rateFromHeaders(headers: Record<string, string>): StatedRate | null {
  const rates = [...fromPolicies(headers), ...fromGatewayHeaders(headers)];
  if (rates.length > 0) return rates.reduce((a, b) => ((b.perMinute ?? 0) < (a.perMinute ?? 0) ? b : a));
  const withoutPeriod = ['ratelimit-limit', 'x-ratelimit-limit', 'x-rate-limit-limit'].find(
    (name) => name in headers,
  );
  return withoutPeriod === undefined
    ? null
    : { perMinute: null, source: `${withoutPeriod}: ${headers[withoutPeriod]}` };
}

/** The rate that a 429 with Retry-After implies: requests accepted, divided by the time until the next is accepted. */
export function rateFromRateLimit(hit: RateLimitHit): StatedRate | null {
  const { requests, overMs, waitMs } = hit;
  if (waitMs < MIN_WAIT_MS || requests < 1) return null;
  const perMinute = Math.max(1, Math.floor((requests * 60_000) / (overMs + waitMs)));
  return { perMinute, source: { requests, seconds: Math.ceil(waitMs / 1000) } };
}

function fromPolicies(headers: Record<string, string>): StatedRate[] {
  return ['ratelimit-policy', 'ratelimit-limit', 'x-ratelimit-policy'].flatMap((name) =>
    (headers[name] ?? '').split(',').flatMap((policy) => {
      const quota = /(?:^|;)\s*q=(\d+)/.exec(policy)?.[1] ?? /^\s*(\d+)\s*;/.exec(policy)?.[1];
      const window = /;\s*w=(\d+)/.exec(policy)?.[1];
      return rateOf(name, policy.trim(), Number(quota), Number(window));
    }),
  );
}

function fromGatewayHeaders(headers: Record<string, string>): StatedRate[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const unit = /^x-ratelimit-limit-(second|minute|hour|day)$/.exec(name)?.[1];
    return unit === undefined ? [] : rateOf(name, value, Number(value), SECONDS[unit] ?? 0);
  });
}

function rateOf(name: string, value: string, quota: number, seconds: number): StatedRate[] {
  const perMinute = (quota * 60) / seconds;
  if (!Number.isFinite(perMinute) || perMinute <= 0) return [];
  return [{ perMinute: Math.round(perMinute * 100) / 100, source: `${name}: ${value}` }];
}
