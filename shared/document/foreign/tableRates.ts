import { compare, decimals, fraction, percent, ratio } from '../../assessment/fraction.ts';
import type { Remark } from './remark.ts';
import { plainText } from './statements.ts';
import type { ForeignTable } from './sums.ts';

/**
 * Rates that cities print and the columns that may be their denominator: they differ from city to city (domain-2.md §1.2), so a
 * rate is only wrong where it follows from none of them.
 */
const RATES: readonly { rate: RegExp; numerator: RegExp; denominators: RegExp }[] = [
  {
    rate: /^按[期时](?:结案|办结)率$/,
    numerator: /^按[期时](?:结案|办结)数?$/,
    denominators: /^(?:应结案数?|应办结数?|派遣总数|结案数|办结数)$/,
  },
  {
    rate: /^(?:结案率|办结率)$/,
    numerator: /^(?:结案数?|办结数?|总结案数)$/,
    denominators: /^(?:应结案数?|应办结数?|派遣总数|交办总量|受理数?)$/,
  },
  { rate: /^不满意率$/, numerator: /^不满意数?$/, denominators: /^(?:热线.*|派遣总数|办结数?|回访数?)$/ },
  { rate: /^返工率$/, numerator: /^返工数?$/, denominators: /^(?:处置数?|应结案数?)$/ },
];

/** Rows of a table whose rate follows from none of the counts beside it. */
export function tableRateRemarks({ name, rows }: ForeignTable): Remark[] {
  const [head = [], ...body] = rows;
  const find = (pattern: RegExp) => head.findIndex((label) => pattern.test(label.trim()));
  return RATES.flatMap(({ rate, numerator, denominators }) => {
    const [rateAt, upperAt] = [find(rate), find(numerator)];
    const lowerAt = head.flatMap((label, index) =>
      denominators.test(label.trim()) && index !== upperAt ? [index] : [],
    );
    if (rateAt < 0 || upperAt < 0 || lowerAt.length === 0) return [];
    return body.flatMap((row): Remark[] => {
      const printed = plainText(row[rateAt] ?? '')
        .replace('%', '')
        .trim();
      const upper = whole(row[upperAt]);
      const lowers = lowerAt.map((at) => whole(row[at])).filter((one) => one !== null && one > 0);
      if (!/^\d{1,3}(?:\.\d{1,4})?$/.test(printed) || upper === null || lowers.length === 0) return [];
      const digits = printed.split('.')[1]?.length ?? 0;
      const rates = lowers.map((lower) => ratio(upper, lower ?? 1));
      const fits = rates.some(
        (one) => compare(fraction(percent(one, digits)), fraction(decimals(fraction(printed), digits))) === 0,
      );
      if (fits) return [];
      const label = row.find((cell) => /[\u4e00-\u9fff]/.test(cell)) ?? '';
      const computed = rates.map((one) => `${percent(one, Math.max(2, digits))}%`).join(' 或 ');
      return [
        { kind: 'rate', where: `${name} ${label} ${head[rateAt] ?? ''}`, shown: `${printed}%`, computed },
      ];
    });
  });
}

function whole(cell: string | undefined): number | null {
  const text = plainText(cell ?? '')
    .replaceAll(',', '')
    .trim();
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}
