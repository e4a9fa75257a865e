import { comparisonRemarks } from './comparisons.ts';
import { conflictRemarks } from './conflicts.ts';
import { rateRemarks } from './rates.ts';
import type { Remark } from './remark.ts';
import { clausesOf } from './statements.ts';
import { clauseSumRemarks, type ForeignTable, sumRemarks } from './sums.ts';
import { tableRateRemarks } from './tableRates.ts';

/**
 * Checks a bulletin of others (外来通报) against itself: rates that do not follow from their counts, one quantity with two values,
 * totals that are not the sum of their parts, and 同比 for 环比 or the other way round (domain-2.md §1.5). It knows only the text:
 * no remark is no proof that the figures are right.
 */
export function checkBulletin(text: string, tables: readonly ForeignTable[]): Remark[] {
  const clauses = clausesOf(text);
  return [
    ...clauses.flatMap((clause) => [
      ...rateRemarks(clause),
      ...clauseSumRemarks(clause),
      ...comparisonRemarks(clause),
    ]),
    ...conflictRemarks(text),
    ...tables.flatMap((table) => [...sumRemarks(table), ...tableRateRemarks(table)]),
  ];
}
