import { categoryWord } from '../../../shared/case/categoryWord.ts';
import type { NormalisedCase } from '../../../shared/case/normalised.ts';
import type { SentError } from '../../../shared/contract/common.ts';
import type { CategoryCount, RowTally } from '../../../shared/contract/rowTally.ts';
import { MAX_DISTINCT, mappableWord } from './wordTally.ts';

/** Counts the categories of a list that its catalogue has not, or that were mapped, within bounds whatever the column holds. */
export type CategoryTally = {
  /** The category of one row that is to be stored, with its notes. */
  add(row: NormalisedCase, notes: readonly SentError[]): void;
  counts(): Pick<RowTally, 'categories' | 'otherCategories'>;
};

export function createCategoryTally(): CategoryTally {
  const seen = new Map<string, CategoryCount>();
  let uncounted = 0;
  return {
    add(row, notes) {
      const unknown = notes.some(({ code }) => code === 'category-not-found');
      if (!unknown && row.mappedCategory === undefined) return;
      const own = categoryWord(row);
      const entry = seen.get(own);
      if (entry !== undefined) entry.rows += 1;
      else if (seen.size >= MAX_DISTINCT) uncounted += 1;
      else seen.set(own, { ...mappableWord(own), rows: 1, code: row.mappedCategory ?? null, unknown });
    },
    counts: () => ({
      categories: [...seen.values()]
        .map((entry) => ({ ...entry }))
        .sort((a, b) => Number(b.unknown) - Number(a.unknown) || b.rows - a.rows),
      otherCategories: { rows: uncounted },
    }),
  };
}
