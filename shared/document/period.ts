import { z } from 'zod';
import { chineseNumber } from './chineseNumber.ts';

/** A year, quarter, month or ISO week: `2026`, `2026-Q3`, `2026-08`, `2026-W31`. */
export const Period = z.string().regex(/^\d{4}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|W0[1-9]|W[1-4]\d|W5[0-3]))?$/);

/** 同比 compares with the same period of last year, 环比 with the period before (domain-2.md §1.2). */
export const Comparison = z.enum(['year', 'period']);
export type Comparison = z.infer<typeof Comparison>;

export const COMPARISON_WORDS: Readonly<Record<Comparison, string>> = { year: '同比', period: '环比' };

/** The period with which a comparison compares; null where there is none (week 53 of a year with 52). */
export function comparedWith(period: string, comparison: Comparison): string | null {
  const year = Number(period.slice(0, 4));
  const rest = period.slice(5);
  if (rest === '') return String(year - 1);
  if (comparison === 'year') return rest === 'W53' && lastWeek(year - 1) < 53 ? null : `${year - 1}-${rest}`;
  const letter = /^[QW]/.exec(rest)?.[0] ?? '';
  const number = Number(rest.slice(letter.length));
  const width = letter === 'Q' ? 1 : 2;
  if (number > 1) return `${year}-${letter}${String(number - 1).padStart(width, '0')}`;
  const last = letter === 'Q' ? 4 : letter === 'W' ? lastWeek(year - 1) : 12;
  return `${year - 1}-${letter}${last}`;
}

/** As it is written in a sentence: `2026年8月份`, `2026年第三季度`, `2026年第31周`, `2026年`. */
export function periodText(period: string): string {
  const year = `${period.slice(0, 4)}年`;
  const rest = period.slice(5);
  if (rest === '') return year;
  if (rest.startsWith('Q')) return `${year}第${chineseNumber(Number(rest.slice(1)))}季度`;
  return rest.startsWith('W') ? `${year}第${Number(rest.slice(1))}周` : `${year}${Number(rest)}月份`;
}

/** Weeks of a year by ISO 8601: 53 where it begins on a Thursday, or on a Wednesday and is a leap year. */
function lastWeek(year: number): number {
  const first = new Date(Date.UTC(year, 0, 1)).getUTCDay();
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return first === 4 || (first === 3 && isLeap) ? 53 : 52;
}
