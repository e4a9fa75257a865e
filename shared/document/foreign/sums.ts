import { add, compare, decimals, fraction, ZERO } from '../../assessment/fraction.ts';
import type { Remark } from './remark.ts';
import { numbersIn, plainText } from './statements.ts';

/** A table as it was read: the first row is its head. */
export type ForeignTable = { name: string; rows: readonly (readonly string[])[] };

const TOTAL = /^(?:合计|总计|全市合计|全区合计|共计)$/;

/**
 * Totals of a table that are not the sum of the rows above them, column by column. A column with a rate or with a cell that is no
 * number («无数据») is left out: rates do not add up.
 */
export function sumRemarks({ name, rows }: ForeignTable): Remark[] {
  const [head = [], ...body] = rows;
  const at = body.findIndex((row) => row.some((cell) => TOTAL.test(cell.trim())));
  const total = body[at];
  if (total === undefined) return [];
  return head.flatMap((label, column): Remark[] => {
    if (/率|序号|名次|排名|得分|评分/.test(label)) return [];
    const cells = body.slice(0, at).map((row) => numberOf(row[column]));
    const stated = numberOf(total[column]);
    if (stated === null || cells.length === 0 || cells.includes(null)) return [];
    const sum = cells.reduce((all, each) => add(all, fraction(each ?? '0')), ZERO);
    if (compare(sum, fraction(stated)) === 0) return [];
    const digits = Math.max(...cells.map((cell) => (cell?.split('.')[1] ?? '').length));
    return [{ kind: 'sum', where: `${name} ${label}`, shown: stated, computed: decimals(sum, digits) }];
  });
}

/** `2,877件，其中热线2,276件、政民互动602件` or `953+43=996`: parts of a clause that do not add up to its total. */
export function clauseSumRemarks(clause: string): Remark[] {
  return [...equations(clause), ...parts(clause)];
}

function equations(clause: string): Remark[] {
  const numbers = numbersIn(clause);
  return numbers.flatMap((result, index): Remark[] => {
    if (signBefore(clause, numbers, index) !== '=') return [];
    const terms: string[] = [];
    for (let at = index - 1; at >= 0; at--) {
      terms.push(numbers[at]?.value ?? '0');
      if (signBefore(clause, numbers, at) !== '+') break;
    }
    return terms.length < 2 ? [] : difference(clause, result.value, terms);
  });
}

function signBefore(clause: string, numbers: ReturnType<typeof numbersIn>, index: number): string {
  const [before, number] = [numbers[index - 1], numbers[index]];
  if (before === undefined || number === undefined) return '';
  return clause
    .slice(before.at + before.text.length, number.at)
    .replace('＋', '+')
    .replace('＝', '=')
    .replace(/[件\s]/g, '');
}

/** Only where the clause says 其中 and names its parts by one unit, and nothing else follows. */
function parts(clause: string): Remark[] {
  const [before = '', after] = clause.split('其中');
  if (after === undefined || /[率%]|等|上升|下降|增长/.test(after)) return [];
  const counts = (text: string) =>
    numbersIn(text).filter((one) => !one.isPercent && /^[件起宗]/.test(text.slice(one.at + one.text.length)));
  const total = counts(before).at(-1);
  const named = counts(after);
  if (total === undefined || named.length < 2) return [];
  return difference(
    clause,
    total.value,
    named.map(({ value }) => value),
  );
}

function difference(where: string, stated: string, terms: readonly string[]): Remark[] {
  const sum = terms.reduce((all, term) => add(all, fraction(term)), ZERO);
  return compare(sum, fraction(stated)) === 0
    ? []
    : [{ kind: 'sum', where, shown: stated, computed: decimals(sum, 0) }];
}

function numberOf(cell: string | undefined): string | null {
  const text = plainText(cell ?? '')
    .replaceAll(',', '')
    .trim();
  return /^\d{1,15}(?:\.\d{1,6})?$/.test(text) ? text : null;
}
