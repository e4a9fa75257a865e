/** Consecutive wrong PINs before an operator is locked out. */
export const FAILURES_BEFORE_LOCK = 5;
const FIRST_LOCK_MS = 60_000;
const MAX_LOCK_MS = 60 * 60_000;

/**
 * How long an operator is locked out after `failures` wrong PINs in a row, ms: a minute at the fifth, doubling with each
 * further one up to an hour; 0 before the fifth (domain.md §8.1, 登录失败处理).
 */
export function lockDuration(failures: number): number {
  if (failures < FAILURES_BEFORE_LOCK) return 0;
  return Math.min(MAX_LOCK_MS, FIRST_LOCK_MS * 2 ** (failures - FAILURES_BEFORE_LOCK));
}
