/** Wrong PINs in a row that cost nothing but the trying. */
export const FREE_FAILURES = 5;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 60 * 60_000;

/**
 * How long an operator is locked out after so many wrong PINs in a row: not at all, then a minute at the fifth, doubling
 * with each further one up to an hour (domain.md §8.1, 登录失败处理). Ms.
 */
export function lockAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (failures - FREE_FAILURES));
}
