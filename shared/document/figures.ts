import {
  compare,
  decimals,
  divide,
  type Fraction,
  fraction,
  multiply,
  percent,
  subtract,
  ZERO,
} from '../assessment/fraction.ts';
import { NO_DATA, type Result } from '../assessment/result.ts';
import { exactText, type Facts, type Quantity, resultOf } from './facts.ts';
import type { Figure, Rule } from './part.ts';
import { COMPARISON_WORDS } from './period.ts';

const HUNDRED = fraction('100');
type ChangeRule = Extract<Rule, { form: 'change' }>;

/** A figure as it stands in the text. @throws RangeError where the rule needs two quantities and has one */
export function printed(rule: Rule, results: readonly Result[]): string {
  const [first = NO_DATA, second] = results;
  if (rule.form === 'number' || rule.form === 'percent') return single(rule, first);
  if (second === undefined) throw new RangeError(`${rule.form} needs two quantities`);
  if (rule.form === 'change') return changeText(rule, first, second);
  if (first.kind !== 'value' || second.kind !== 'value')
    return rule.form === 'movement' ? '无可比' : single({ form: 'number', digits: 0 }, first);
  if (rule.form === 'ledger') {
    const counted = decimals(first.value, 0);
    return compare(second.value, ZERO) === 0 ? counted : `${counted}（${decimals(second.value, 0)}）`;
  }
  const gained = subtract(second.value, first.value);
  const direction = compare(gained, ZERO);
  return direction === 0 ? '—' : `${direction > 0 ? '▲' : '▼'}${magnitude(gained, 0)}`;
}

/** Makes a figure of facts. @throws RangeError where a fact is missing */
export function figure(facts: Facts, rule: Rule, of: Quantity[]): Figure {
  const results = of.map((quantity) => {
    const result = resultOf(facts, quantity);
    if (result === null)
      throw new RangeError(`No fact ${quantity.of}${quantity.per === null ? '' : ` or ${quantity.per}`}`);
    return result;
  });
  return { kind: 'figure', rule, of, values: results.map(exactText), printed: printed(rule, results) };
}

/** A whole number, e.g. of cases. */
export function count(facts: Facts, id: string): Figure {
  return figure(facts, { form: 'number', digits: 0 }, [{ of: id, per: null }]);
}

function single(rule: { form: 'number' | 'percent'; digits: number }, result: Result): string {
  if (result.kind === 'no-data') return '无数据';
  if (result.kind === 'pending') return '待定';
  return rule.form === 'percent'
    ? `${percent(result.value, rule.digits)}%`
    : decimals(result.value, rule.digits);
}

/**
 * The direction is that of the exact values: «持平» only where they are equal, «基本持平» where the difference is lost in
 * rounding, since «上升0.00%» would say nothing.
 */
function changeText({ comparison, measure, digits, unit }: ChangeRule, now: Result, before: Result): string {
  const word = COMPARISON_WORDS[comparison];
  if (now.kind !== 'value' || before.kind !== 'value') return `${word}无可比数据`;
  const difference = subtract(now.value, before.value);
  const direction = compare(difference, ZERO);
  if (direction === 0) return `${word}持平`;
  const isRise = direction > 0;
  const fromNothing = measure === 'percent' && compare(before.value, ZERO) === 0;
  if (measure === 'difference' || fromNothing) {
    const amount = magnitude(difference, fromNothing ? 0 : digits);
    const rest = fromNothing ? `（${comparison === 'year' ? '上年同期' : '上期'}为零）` : '';
    return isNought(amount) ? `${word}基本持平` : `${word}${isRise ? '增加' : '减少'}${amount}${unit}${rest}`;
  }
  const share = measure === 'points' ? difference : divide(difference, before.value);
  const amount = magnitude(multiply(share, HUNDRED), digits);
  if (isNought(amount)) return `${word}基本持平`;
  return `${word}${isRise ? '上升' : '下降'}${amount}${measure === 'points' ? '个百分点' : '%'}`;
}

function magnitude(value: Fraction, digits: number): string {
  return decimals(value, digits).replace('-', '');
}

function isNought(text: string): boolean {
  return /^[0.]+$/.test(text);
}
