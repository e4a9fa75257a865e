import { type Fraction, ratio } from './fraction.ts';

/**
 * A count in two ledgers (双账): what happened, and what counts after appeals that were granted (申诉通过). The fact is never
 * written over.
 */
export type LedgerCount = { fact: number; granted: number };

/** What counts. */
export function counted({ fact, granted }: LedgerCount): number {
  return fact + granted;
}

/** As it stands in a table: `9（1）` is nine that count, one of them by an appeal; `8` where none was granted. */
export function ledgerText(count: LedgerCount): string {
  return count.granted === 0 ? String(count.fact) : `${counted(count)}（${count.granted}）`;
}

/** Both quotients of a count. @throws RangeError for a `whole` of 0 */
export function ledgerRates(count: LedgerCount, whole: number): { fact: Fraction; counted: Fraction } {
  return { fact: ratio(count.fact, whole), counted: ratio(counted(count), whole) };
}
