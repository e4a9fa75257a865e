import type { SignInCounter } from '../store/signInTable.ts';

/** The wrong PIN in a row at which a browser that signed the operator in before is locked. */
export const FAILURES_OF_KNOWN_BROWSER = 5;
/** The same for all other browsers together. Smaller, since a guesser can always pretend to be a new browser. */
export const FAILURES_OF_STRANGERS = 3;
const FIRST_LOCK_MS = 60_000;
const MAX_LOCK_MS = 60 * 60_000;
/** A day without a failure begins a new count, so that what a guesser left does not meet the operator months later. */
const FORGET_AFTER_MS = 24 * 60 * 60_000;

/**
 * How long a counter is locked after `failures` wrong PINs in a row, ms: a minute from the `allowed`-th on, doubling with
 * each further one up to an hour; 0 before (domain.md §8.1, 登录失败处理).
 */
export function lockDuration(failures: number, allowed: number): number {
  if (failures < allowed) return 0;
  return Math.min(MAX_LOCK_MS, FIRST_LOCK_MS * 2 ** (failures - allowed));
}

/** A counter after one more wrong PIN at `now`, UTC ms. */
export function countFailure(before: SignInCounter | null, allowed: number, now: number): SignInCounter {
  const continues = before !== null && now < before.failedAt + FORGET_AFTER_MS;
  const failures = (continues ? before.failures : 0) + 1;
  const lock = lockDuration(failures, allowed);
  return { failures, failedAt: now, lockedUntil: lock === 0 ? null : now + lock };
}

/** Until when a counter is locked, UTC ms; null if it is not locked at `now`. */
export function lockOf(counter: SignInCounter | null, now: number): number | null {
  const until = counter?.lockedUntil ?? null;
  return until !== null && until > now ? until : null;
}
