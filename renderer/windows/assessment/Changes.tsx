import type { ReactNode } from 'react';
import { directionOf, growth, pointsMoved } from '../../../shared/assessment/change.ts';
import {
  decimals,
  type Fraction,
  larger,
  percent,
  subtract,
  ZERO,
} from '../../../shared/assessment/fraction.ts';
import { indicator, isIndicatorId } from '../../../shared/assessment/indicators.ts';
import type {
  AssessedCounts,
  AssessedGroup,
  AssessedUnit,
  AssessmentTables,
} from '../../../shared/contract/assessment.ts';

import styles from './assessment.module.css';
import { type Column, ruleOf } from './columns.ts';
import { countText } from './GroupTable.tsx';
import { known } from './known.ts';
import type { AssessmentWords } from './words.ts';

type Props = {
  total: AssessmentTables['total'];
  group: AssessedGroup;
  unit: AssessedUnit;
  column: Exclude<Column, { kind: 'score' }>;
  words: AssessmentWords;
};

/** 环比 and 同比, worded by code: a count by its share, a rate by percentage points. */
export function Changes({ total, group, unit, column, words }: Props): ReactNode {
  const text = column.kind === 'count' ? countChange : rateChange;
  return (
    <dl className={styles['changes']}>
      {(['previous', 'lastYear'] as const).map((which) => (
        <div key={which}>
          <dt>{words[which]}</dt>
          <dd>
            {isEmpty(total[which])
              ? words.nothingBefore
              : text(group, column.id, unit.now, unit[which], words)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The city's data may begin later: then there is nothing to compare with, which is no 0. */
function isEmpty({ counts }: AssessedCounts): boolean {
  return (counts['accepted'] ?? 0) + (counts['due'] ?? 0) === 0;
}

function countChange(
  _group: AssessedGroup,
  id: string,
  now: AssessedCounts,
  before: AssessedCounts,
  words: AssessmentWords,
): string {
  const was = countText(before, id, words);
  const grown = growth(now.counts[id], before.counts[id]);
  if (grown.kind === 'pending') return words.pending;
  if (grown.kind === 'no-data') return words.newlyThere(was);
  const direction = directionOf(grown.value);
  if (direction === 'same') return words.level(words.same_word, was);
  return words.grown(words[`${direction}_word`], percent(size(grown.value), 2), was);
}

function rateChange(
  group: AssessedGroup,
  id: string,
  now: AssessedCounts,
  before: AssessedCounts,
  words: AssessmentWords,
): string {
  if (!isIndicatorId(id)) return words.pending;
  const variant = ruleOf(group, id)?.variant ?? null;
  const was = indicator(id, variant, known(before));
  const moved = pointsMoved(indicator(id, variant, known(now)), was);
  if (moved.kind === 'pending') return words.pending;
  if (moved.kind === 'no-data' || was.kind !== 'value') return words.noData;
  const direction = directionOf(moved.value);
  const earlier = `${percent(was.value, 2)}%`;
  if (direction === 'same') return words.level(words.same_word, earlier);
  return words.level(
    `${words[`${direction}_word`]} ${words.points(decimals(size(moved.value), 2))}`,
    earlier,
  );
}

function size(change: Fraction): Fraction {
  return larger(change, subtract(ZERO, change));
}
