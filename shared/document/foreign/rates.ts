import { compare, decimals, fraction, percent, ratio } from '../../assessment/fraction.ts';
import type { Remark } from './remark.ts';
import { numbersIn, type Printed } from './statements.ts';

/** Words that stand before a count, and the rate that has it as its numerator over the count named second. */
const RATES: readonly { rate: RegExp; numerator: RegExp; denominator: RegExp }[] = [
  {
    rate: /按[期时]办结率|按[期时]结案率/,
    numerator: /按[期时](?:办结|结案)/,
    denominator: /应(?:办结|结案)|派遣|办结总数/,
  },
  {
    rate: /(?<!按[期时])(?:结案率|办结率)/,
    numerator: /(?<![应按期时未])(?:结案|办结)(?!率)/,
    denominator: /应(?:办结|结案)|派遣|受理/,
  },
  { rate: /不满意率/, numerator: /不满意(?!率)/, denominator: /回访|办结|派遣/ },
  { rate: /(?<!不)满意率/, numerator: /(?<!不)满意(?!率|度)/, denominator: /回访|评价/ },
  { rate: /立案率/, numerator: /立案(?!率)/, denominator: /受理/ },
];

/**
 * Rates of a clause that do not follow from the counts in it: `应结案594件，按期结案591件，按期结案率99.6%`. Also `591/594（99.6%）`
 * and any rate above 100 %. A rate whose counts are not named is left alone: nothing can be said of it.
 */
export function rateRemarks(clause: string): Remark[] {
  const numbers = numbersIn(clause);
  const over = numbers
    .filter((one) => one.isPercent && compare(fraction(one.value), fraction('100')) > 0)
    .filter((one) => /率\D{0,6}$/.test(clause.slice(0, one.at)))
    .map((one): Remark => ({ kind: 'percent-over-100', where: clause, shown: one.text, computed: '' }));
  return [...over, ...quotients(clause, numbers), ...named(clause, numbers)];
}

/** `591/594` followed by its percentage. */
function quotients(clause: string, numbers: readonly Printed[]): Remark[] {
  return numbers.flatMap((first, index) => {
    const [second, third] = [numbers[index + 1], numbers[index + 2]];
    if (second === undefined || third === undefined || !third.isPercent) return [];
    const between = clause.slice(first.at + first.text.length, second.at).trim();
    if (between !== '/' && between !== '÷') return [];
    return check(clause, first, second, third);
  });
}

function named(clause: string, numbers: readonly Printed[]): Remark[] {
  const counts = numbers.filter((one) => !one.isPercent);
  return RATES.flatMap(({ rate, numerator, denominator }) => {
    const printed = numbers.find((one) => one.isPercent && rate.test(wordsBefore(clause, one, numbers)));
    const upper = counts.find((one) => numerator.test(wordsBefore(clause, one, numbers)));
    const lower = counts.find((one) => one !== upper && denominator.test(wordsBefore(clause, one, numbers)));
    return printed === undefined || upper === undefined || lower === undefined
      ? []
      : check(clause, upper, lower, printed);
  });
}

/** The words between the number before and this one. */
export function wordsBefore(clause: string, number: Printed, numbers: readonly Printed[]): string {
  const before = numbers.filter((one) => one.at < number.at).at(-1);
  return clause.slice(before === undefined ? 0 : before.at + before.text.length, number.at);
}

function check(clause: string, upper: Printed, lower: Printed, printed: Printed): Remark[] {
  if (upper.digits > 0 || lower.digits > 0 || Number(lower.value) === 0) return [];
  const exact = ratio(Number(upper.value), Number(lower.value));
  const computed = percent(exact, printed.digits);
  if (compare(fraction(computed), fraction(decimals(fraction(printed.value), printed.digits))) === 0)
    return [];
  return [
    {
      kind: 'rate',
      where: clause,
      shown: printed.text,
      computed: `${percent(exact, Math.max(2, printed.digits))}%`,
    },
  ];
}
