import type { TiePolicy } from '../../assessment/ranking.ts';
import type { Facts } from '../facts.ts';
import { count, figure } from '../figures.ts';
import type { Part, Sentence } from '../part.ts';
import { joined, nameOf } from '../partText.ts';
import { type Comparison, comparedWith } from '../period.ts';
import { factId, inOrder, type RankedGroup } from './rankedUnits.ts';

/** How many categories a bulletin names. */
const TOP = 3;

/** `东城区96.66分、示范区90.66分；禹州市无数据，不参与排名。` */
export function groupSentences(group: RankedGroup, facts: Facts, ties: TiePolicy): Sentence {
  const score = (name: string): Part =>
    figure(facts, { form: 'number', digits: 2 }, [{ of: factId(group.name, name, 'score'), per: null }]);
  const units = inOrder(group, ties);
  const ranked = units
    .filter(({ isRanked }) => isRanked)
    .map(({ name }): Sentence => [nameOf(name), score(name), '分']);
  const rest = units
    .filter(({ isRanked }) => !isRanked)
    .map(({ name }): Sentence => [nameOf(name), score(name)]);
  return [
    ...(ranked.length === 0 ? ['本组没有可排名的单位'] : ['由高到低依次为：', ...joined(ranked, '、')]),
    ...(rest.length === 0 ? [] : ['；', ...joined(rest, '、'), '，不参与排名']),
    '。',
  ];
}

/** Closing rates with their counts, compared with the period before and with last year where there are figures. */
export function overviewSentences(
  { period, overdueAt }: { period: string; overdueAt: readonly { name: string; count: number }[] },
  facts: Facts,
): Sentence {
  const at = (key: string) => `${key}@${period}`;
  const rate = (key: string): Part =>
    figure(facts, { form: 'percent', digits: 2 }, [{ of: at(key), per: at('due') }]);
  const held = [...overdueAt].sort((a, b) => b.count - a.count).filter((one) => one.count > 0);
  return [
    ...[
      { kind: 'period' as const, period },
      '，立案',
      count(facts, at('filed')),
      '件',
      ...changes(period, 'filed', facts),
    ],
    ...[
      '；应结案',
      count(facts, at('due')),
      '件，结案',
      count(facts, at('closed')),
      '件，结案率',
      rate('closed'),
    ],
    ...[
      ...rateChanges(period, 'closed', facts),
      '；其中按期结案',
      count(facts, at('closedOnTime')),
      '件，按期结案率',
    ],
    ...[rate('closedOnTime'), ...rateChanges(period, 'closedOnTime', facts), '。遗留超期未处置'],
    ...[count(facts, at('overdue')), '件'],
    ...(held.length === 0
      ? []
      : [
          '，其中',
          ...joined(
            held.map(({ name }): Sentence => [nameOf(name), count(facts, `overdue/${name}`), '件']),
            '、',
          ),
        ]),
    '。',
  ];
}

/** The first three of a kind by count. A tie at the third place names all that share it. */
export function topSentence(
  kind: '事件' | '部件',
  list: readonly { name: string; count: number }[],
  facts: Facts,
): Sentence {
  const sorted = list
    .filter((one) => one.count > 0)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  const least = sorted[TOP - 1]?.count ?? 0;
  const named = sorted.filter((one) => one.count >= least);
  if (named.length === 0) return [`${kind}类本期没有立案。`];
  const each = named.map(({ name }): Sentence => [nameOf(name), count(facts, `${kind}/${name}`), '件']);
  return [`${kind}类立案居前的为：`, ...joined(each, '、'), '。'];
}

const COMPARISONS: readonly Comparison[] = ['period', 'year'];

/** `，环比上升2.12%，同比下降1.30%`; a comparison without figures is left out. */
function changes(period: string, key: string, facts: Facts): Sentence {
  return COMPARISONS.flatMap((comparison) => {
    const before = comparedWith(period, comparison);
    if (before === null || !facts.has(`${key}@${before}`)) return [];
    const rule = { form: 'change', comparison, measure: 'percent', digits: 2, unit: '件' } as const;
    const of = [period, before].map((at) => ({ of: `${key}@${at}`, per: null }));
    return ['，', figure(facts, rule, of)];
  });
}

/** The same of a rate, in percentage points. */
function rateChanges(period: string, key: string, facts: Facts): Sentence {
  return COMPARISONS.flatMap((comparison) => {
    const before = comparedWith(period, comparison);
    if (before === null || !facts.has(`${key}@${before}`)) return [];
    const rule = { form: 'change', comparison, measure: 'points', digits: 2, unit: '' } as const;
    const of = [period, before].map((at) => ({ of: `${key}@${at}`, per: `due@${at}` }));
    return ['，', figure(facts, rule, of)];
  });
}
