/** How old data is against the poll interval (domain.md §7): fresh within one, stale beyond three. */
export type Freshness = 'fresh' | 'late' | 'stale' | 'never';

/** Times in UTC ms, `pollSeconds` > 0; never when there was no success. */
export function freshness(lastSuccessAt: number | null, pollSeconds: number, now: number): Freshness {
  if (lastSuccessAt === null) return 'never';
  const polls = (now - lastSuccessAt) / (pollSeconds * 1000);
  // A poll that is just being answered must not flicker to late: one second of grace.
  if (polls <= 1 + 1 / pollSeconds) return 'fresh';
  return polls <= 3 ? 'late' : 'stale';
}

/** The largest unit that gives at least one, e.g. 95 min → 1 hours. */
export function ageParts(ms: number): { unit: 'seconds' | 'minutes' | 'hours' | 'days'; n: number } {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 90) return { unit: 'seconds', n: seconds };
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return { unit: 'minutes', n: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? { unit: 'hours', n: hours } : { unit: 'days', n: Math.floor(hours / 24) };
}
