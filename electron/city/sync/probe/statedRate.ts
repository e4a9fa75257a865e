import type { Refused } from '../http/hostGate.ts';

/** A pace that the server itself stated. `source`: where it said so; `perMinute` null: a number without a period. */
export type Pace = { perMinute: number | null; source: string };

/** A shorter wait is cheaper than keeping a pace for ever. */
const WORTH_A_PACE_MS = 5_000;
const SECONDS: Record<string, number> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/**
 * The slowest pace that the headers of an answer state: the quota with its window of `RateLimit-Policy` and
 * `RateLimit-Limit` (IETF drafts), gateways' `X-RateLimit-Limit-Minute` and the like. Null where they say nothing.
 */
export function paceOf(headers: Record<string, string>): Pace | null {
  const paces = [...policies(headers), ...gateways(headers)];
  if (paces.length > 0) return paces.reduce((a, b) => ((b.perMinute ?? 0) < (a.perMinute ?? 0) ? b : a));
  const bare = ['ratelimit-limit', 'x-ratelimit-limit', 'x-rate-limit-limit'].find((name) => name in headers);
  return bare === undefined ? null : { perMinute: null, source: `${bare}: ${headers[bare]}` };
}

/** What a 429 that named its wait shows: so many requests are let through in the time until the next one is. */
export function paceOfRefusal(refused: Refused): Pace | null {
  const { requests, overMs, waitMs } = refused;
  if (waitMs < WORTH_A_PACE_MS || requests < 1) return null;
  const perMinute = Math.max(1, Math.floor((requests * 60_000) / (overMs + waitMs)));
  return { perMinute, source: `连续 ${requests} 次后回答 429，要求等 ${Math.ceil(waitMs / 1000)} 秒` };
}

function policies(headers: Record<string, string>): Pace[] {
  return ['ratelimit-policy', 'ratelimit-limit', 'x-ratelimit-policy'].flatMap((name) =>
    (headers[name] ?? '').split(',').flatMap((policy) => {
      const quota = /(?:^|;)\s*q=(\d+)/.exec(policy)?.[1] ?? /^\s*(\d+)\s*;/.exec(policy)?.[1];
      const window = /;\s*w=(\d+)/.exec(policy)?.[1];
      return pace(name, policy.trim(), Number(quota), Number(window));
    }),
  );
}

function gateways(headers: Record<string, string>): Pace[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const unit = /^x-ratelimit-limit-(second|minute|hour|day)$/.exec(name)?.[1];
    return unit === undefined ? [] : pace(name, value, Number(value), SECONDS[unit] ?? 0);
  });
}

function pace(name: string, value: string, quota: number, seconds: number): Pace[] {
  const perMinute = (quota * 60) / seconds;
  if (!Number.isFinite(perMinute) || perMinute <= 0) return [];
  return [{ perMinute: Math.round(perMinute * 100) / 100, source: `${name}: ${value}` }];
}
