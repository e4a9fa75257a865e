/**
 * Full jitter: uniform in [0, min(max, base·2^attempt)). Clients that failed together do not come back together.
 * `attempt` counts from 0.
 */
export function fullJitter(attempt: number, baseMs: number, maxMs: number, random: () => number): number {
  return random() * Math.min(maxMs, baseMs * 2 ** Math.min(attempt, 30));
}

/**
 * `Retry-After` in either form, as ms from now; null when absent or unreadable. A date is read against the server's
 * own clock where it told it: the difference is what was meant.
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

/** An HTTP date as UTC ms. Only dates that name their zone: a bare one would be read in the machine's zone. */
export function readHttpDate(text: string | undefined): number | null {
  if (text === undefined || !/(GMT|UTC|Z|[+-]\d{4})\s*$/i.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
