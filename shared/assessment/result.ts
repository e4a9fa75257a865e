import type { Fraction } from './fraction.ts';

/**
 * What an indicator or a score comes to. Three different facts: a number (0 among them); «无数据», where there was nothing to
 * measure; «待定», where something to measure it with is still missing. Neither of the last two is ever a 0, is ranked, or
 * enters an average (domain-2.md §1.3 no. 6).
 */
export type Result =
  | { kind: 'value'; value: Fraction }
  | { kind: 'no-data' }
  /** `missing`: ids of the inputs that it waits for. */
  | { kind: 'pending'; missing: readonly string[] };

export const NO_DATA: Result = { kind: 'no-data' };

export function value(number: Fraction): Result {
  return { kind: 'value', value: number };
}
