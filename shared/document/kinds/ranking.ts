import { z } from 'zod';
import { factsOf } from '../facts.ts';
import type { Block, DocumentModel } from '../model.ts';
import { quoted } from '../partText.ts';
import { Period } from '../period.ts';
import { type Built, baseOf, commonFields, namedOnce, Text } from './common.ts';
import { groupFacts, groupTable, RankedGroup } from './rankedUnits.ts';

/** A table of places by group (排名表), with movement, both ledgers, and units without data unranked. */
export const RankingInput = z.strictObject({
  ...commonFields,
  /** Lines of the title before the period's. */
  title: z.array(Text).min(1).max(3),
  period: Period,
  ties: z.enum(['competition', 'dense']),
  groups: namedOnce(RankedGroup).min(1),
});
export type RankingInput = z.infer<typeof RankingInput>;

/** What the signs of a ranking table mean. */
export const RANKING_NOTE =
  '注：只在组内排名，按未取舍的得分排序；“（）”内为申诉通过、按期计入的件数；▲▼为较上期升降的位次，“—”为位次未变，“无可比”为本期或上期未排名；“无数据”为本期无案件，“待定”为考评项未齐，均不排名。';

export function buildRanking(input: RankingInput): Built {
  const { period, ties, groups } = input;
  const facts = groups.flatMap((group) => groupFacts(group, period, ties));
  const found = factsOf(facts);
  const tables = groups.map((group): Block => groupTable(group, found, ties));
  const document: DocumentModel = {
    ...baseOf(input),
    kind: 'ranking',
    head: { kind: 'none' },
    title: [...input.title.map((line) => [quoted(line)]), [{ kind: 'period', period }, '排名表']],
    body: [...tables, { kind: 'note', text: [RANKING_NOTE] }],
  };
  return { document, facts };
}
