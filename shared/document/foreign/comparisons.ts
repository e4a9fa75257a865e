import type { Remark } from './remark.ts';

/** Words that name the period compared with, and the word by which such a comparison is called. */
const BASES: readonly { period: RegExp; word: '同比' | '环比' }[] = [
  {
    period: /较上(?:个?月|周|季度?|期)|比上(?:个?月|周|季度?|期)|与上(?:个?月|周|季度?|期)相比/,
    word: '环比',
  },
  { period: /[较比]去年同(?:期|月|季)|[较比]上年同(?:期|月|季)|与(?:去年|上年)同期相比/, word: '同比' },
];

/** `较上月同比增长20.48%`: the words name one period and the term another (domain-2.md §1.2). */
export function comparisonRemarks(clause: string): Remark[] {
  return clause.split(/[，,、]/).flatMap((part) =>
    BASES.flatMap(({ period, word }): Remark[] => {
      const found = period.exec(part)?.[0];
      const other = word === '同比' ? '环比' : '同比';
      if (found === undefined || !part.includes(other)) return [];
      return [{ kind: 'comparison', where: clause, shown: `${found}${other}`, computed: word }];
    }),
  );
}
