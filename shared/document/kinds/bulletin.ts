import { z } from 'zod';
import { countFact, type Fact, factsOf } from '../facts.ts';
import type { Block, DocumentModel } from '../model.ts';
import { nameOf, quoted } from '../partText.ts';
import { comparedWith, Period } from '../period.ts';
import { groupSentences, overviewSentences, topSentence } from './bulletinSentences.ts';
import { type Built, baseOf, commonFields, Name, namedOnce, Text } from './common.ts';
import { groupFacts, groupTable, RankedGroup } from './rankedUnits.ts';
import { RANKING_NOTE } from './ranking.ts';

const Count = z.int().nonnegative();
const Counts = z
  .strictObject({ filed: Count, due: Count, closed: Count, closedOnTime: Count })
  .refine(({ due, closed, closedOnTime }) => closedOnTime <= closed && closed <= due, {
    error: '应为 按期结案数 ≤ 结案数 ≤ 应结案数',
  });
const Named = z.strictObject({ name: Name, count: Count });

/** A monthly bulletin (运行情况通报), skeleton of domain-2.md §1.5. */
const Fields = z.strictObject({
  ...commonFields,
  mark: Name,
  number: z.string(),
  /** `样例市数字化城市管理系统`. */
  system: Name,
  period: Period,
  addressees: Text,
  /** Rules by which it is assessed, with their numbers. */
  basis: z.array(Name).min(1),
  ties: z.enum(['competition', 'dense']),
  groups: namedOnce(RankedGroup).min(1),
  now: Counts,
  /** Null where there are no figures of that period: nothing is then said of it. */
  periodBefore: Counts.nullable(),
  yearBefore: Counts.nullable(),
  /** Units that hold cases overdue and not closed (遗留超期未处置); all of them. */
  overdueAt: namedOnce(Named),
  events: namedOnce(Named),
  components: namedOnce(Named),
  next: z.array(Text).min(1),
});
export const BulletinInput = Fields.refine(
  // The year before a year is last year: 环比 and 同比 would be one comparison under two names.
  ({ period, periodBefore }) => period.length > 4 || periodBefore === null,
  { error: '年度通报只有同比，没有环比', path: ['periodBefore'] },
).refine(({ period, yearBefore }) => yearBefore === null || comparedWith(period, 'year') !== null, {
  error: '上年没有同一周次，不能同比',
  path: ['yearBefore'],
});
export type BulletinInput = z.infer<typeof BulletinInput>;

export function buildBulletin(input: BulletinInput): Built {
  const { period, groups, ties } = input;
  const facts = bulletinFacts(input);
  const found = factsOf(facts);
  const heading = (title: string): Block => ({ kind: 'heading', level: 1, title: [title], rest: [] });
  const document: DocumentModel = {
    ...baseOf(input),
    kind: 'bulletin',
    head: { kind: 'issuer', mark: input.mark, number: input.number, signer: null },
    title: [[nameOf(input.system)], [{ kind: 'period', period }, '运行情况通报']],
    addressees: input.addressees,
    body: [
      {
        kind: 'paragraph',
        text: [
          ...['依据', nameOf(input.basis.join('、')), '，现将', nameOf(input.system)],
          ...[{ kind: 'period' as const, period }, '运行情况通报如下：'],
        ],
      },
      heading('得分情况'),
      ...groups.map(
        (group): Block => ({
          ...{ kind: 'heading', level: 2, title: [nameOf(group.name), '。'] },
          rest: groupSentences(group, found, ties),
        }),
      ),
      heading('案件总体情况'),
      { kind: 'paragraph', text: overviewSentences(input, found) },
      heading('高发类别'),
      { kind: 'paragraph', text: topSentence('事件', input.events, found) },
      { kind: 'paragraph', text: topSentence('部件', input.components, found) },
      heading('下一步工作'),
      ...input.next.map((line): Block => ({ kind: 'heading', level: 2, title: [], rest: [quoted(line)] })),
    ],
    annexes: [
      {
        title: [{ kind: 'period', period }, '各组得分和排名'],
        isLandscape: false,
        blocks: [
          ...groups.map((group): Block => groupTable(group, found, ties)),
          { kind: 'note', text: [RANKING_NOTE] },
        ],
      },
    ],
    sums: [
      {
        place: '遗留超期未处置',
        total: `overdue@${period}`,
        parts: [`due@${period}`],
        less: [`closed@${period}`],
      },
      {
        ...{ place: '各单位遗留超期未处置', total: `overdue@${period}`, less: [] },
        parts: input.overdueAt.map(({ name }) => `overdue/${name}`),
      },
    ],
  };
  return { document, facts };
}

/** What the bulletin says is overdue is counted on its own: the self-check compares it with 应结案数 − 结案数. */
function bulletinFacts(input: BulletinInput): Fact[] {
  const { period, groups, ties } = input;
  const of = (counts: z.infer<typeof Counts> | null, at: string | null): Fact[] =>
    counts === null || at === null
      ? []
      : Object.entries(counts).map(([key, value]) => countFact(`${key}@${at}`, at, value));
  const named = (prefix: string, list: readonly z.infer<typeof Named>[]) =>
    list.map(({ name, count }) => countFact(`${prefix}/${name}`, period, count));
  const held = input.overdueAt.reduce((sum, { count }) => sum + count, 0);
  return [
    ...groups.flatMap((group) => groupFacts(group, period, ties)),
    ...of(input.now, period),
    ...of(input.periodBefore, comparedWith(period, 'period')),
    ...of(input.yearBefore, comparedWith(period, 'year')),
    countFact(`overdue@${period}`, period, held),
    ...named('overdue', input.overdueAt),
    ...named('事件', input.events),
    ...named('部件', input.components),
  ];
}
