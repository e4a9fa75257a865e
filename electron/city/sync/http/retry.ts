/**
 * Back-off with full jitter, ms: uniform in [0, min(max, base·2^attempt)), so that clients which failed at the same
 * moment do not retry at the same moment. `attempt` counts from 0.
 */
export function fullJitter(attempt: number, baseMs: number, maxMs: number, random: () => number): number {
  return random() * Math.min(maxMs, baseMs * 2 ** Math.min(attempt, 30));
}

/**
 * `Retry-After` in either form (seconds or date) as ms from now; null when absent or unreadable. A date is compared
 * with the server's own clock where it is known, because that is the clock it was written by.
 */
export function readRetryAfter(
  value: string | undefined,
  serverNow: number | null,
  now: number,
): number | null {
  if (value === undefined) return null;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  const date = readHttpDate(text);
  return date === null ? null : Math.max(0, date - (serverNow ?? now));
}

/**
 * An HTTP date as UTC ms; null when unreadable. A date without a zone is rejected: `Date.parse` would assume the
 * machine's zone.
 */
export function readHttpDate(text: string | undefined): number | null {
  if (text === undefined || !/(GMT|UTC|Z|[+-]\d{4})\s*$/i.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
