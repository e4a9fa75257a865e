import { compare, type Fraction, multiply, ratio, subtract, ZERO } from './fraction.ts';
import { NO_DATA, type Result, value } from './result.ts';

/**
 * By what share a count grew since another period (环比 or 同比): 0.2 for 120 after 100. «无数据» after 0, from which no share
 * can be taken; «待定» where either is not known.
 */
export function growth(now: number | undefined, before: number | undefined): Result {
  if (now === undefined || before === undefined) return { kind: 'pending', missing: [] };
  return before === 0 ? NO_DATA : value(subtract(ratio(now, before), ratio(1, 1)));
}

/** By how many percentage points (百分点) a rate moved: never a percentage of a percentage. */
export function pointsMoved(now: Result, before: Result): Result {
  if (now.kind === 'pending') return now;
  if (before.kind === 'pending') return before;
  if (now.kind === 'no-data' || before.kind === 'no-data') return NO_DATA;
  return value(multiply(subtract(now.value, before.value), HUNDRED));
}

/** 增长, 下降 or 持平, as a bulletin words it. */
export function directionOf(change: Fraction): 'up' | 'down' | 'same' {
  const sign = compare(change, ZERO);
  return sign > 0 ? 'up' : sign < 0 ? 'down' : 'same';
}

const HUNDRED = ratio(100, 1);
