import type { ReactNode } from 'react';
import { LEFT_OUT } from '../../../shared/assessment/counting.ts';
import { COUNTS, isCountId } from '../../../shared/assessment/indicators.ts';
import type { AssessedGroup, AssessedUnit, AssessmentTables } from '../../../shared/contract/assessment.ts';
import { usePrefs } from '../../base/prefs.ts';
import { count as grouped } from '../../ui/Figure.tsx';
import styles from './assessment.module.css';
import { Changes } from './Changes.tsx';
import { type Column, ruleOf, scoreOf } from './columns.ts';
import { countText } from './GroupTable.tsx';
import { inputName, rateText, scoreText, whyText } from './text.ts';
import type { AssessmentWords } from './words.ts';

type Props = {
  total: AssessmentTables['total'];
  group: AssessedGroup;
  unit: AssessedUnit;
  column: Column;
  ruleSets: AssessmentTables['ruleSets'];
  name: string;
  words: AssessmentWords;
  /** The rows behind it, or how to open them. */
  children: ReactNode;
};

/** Where a number comes from: its formula, both parts, what is left out, its source, and its rows. */
export function Explanation({
  total,
  group,
  unit,
  column,
  ruleSets,
  name,
  words,
  children,
}: Props): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const title =
    column.kind === 'score'
      ? (ruleSets.find(({ id }) => id === column.id)?.name[language] ?? column.id)
      : inputName(column.id, words, language);
  return (
    <aside className={styles['explain']} aria-label={words.explain} data-part="assessment-explain">
      <h2>
        {name} · {title}
      </h2>
      {column.kind === 'score' ? (
        <ScoreParts unit={unit} ruleSet={column.id} ruleSets={ruleSets} words={words} />
      ) : (
        <FigureParts total={total} group={group} unit={unit} column={column} words={words} />
      )}
      <p className={styles['dim']}>
        {words.groupSource} {group.source}
      </p>
      {children}
    </aside>
  );
}

function FigureParts({
  total,
  group,
  unit,
  column,
  words,
}: {
  total: AssessmentTables['total'];
  group: AssessedGroup;
  unit: AssessedUnit;
  column: Exclude<Column, { kind: 'score' }>;
  words: AssessmentWords;
}): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const rule = column.kind === 'rate' ? ruleOf(group, column.id) : null;
  const result = column.kind === 'rate' ? unit.figures[column.id] : undefined;
  const nameOf = (id: string): string => (isCountId(id) ? COUNTS[id][language] : id);
  const { granted } = unit.now;
  return (
    <>
      <p className={styles['value']}>
        {result === undefined ? countText(unit.now, column.id, words) : rateText(result, words)}
      </p>
      {result === undefined ? null : <Why result={result} words={words} />}
      {column.kind === 'count' && unit.now.counts[column.id] === undefined ? (
        <p>{words.pendingWhy(nameOf(column.id))}</p>
      ) : null}
      {rule === null ? null : (
        <dl>
          <dt>{words.formula}</dt>
          <dd>{rule.formula[language]}</dd>
          <dt>{words.numerator}</dt>
          <dd>
            {nameOf(rule.numerator)} <b>{countText(unit.now, rule.numerator, words)}</b>
          </dd>
          <dt>{words.denominator}</dt>
          <dd>
            {nameOf(rule.denominator)} <b>{countText(unit.now, rule.denominator, words)}</b>{' '}
            {rule.less.map((id) => words.less(nameOf(id), countText(unit.now, id, words))).join(' ')}
          </dd>
          <dt>{words.source}</dt>
          <dd>{rule.source}</dd>
        </dl>
      )}
      {granted === 0 ? null : <p>{words.granted(granted)}</p>}
      <Changes total={total} group={group} unit={unit} column={column} words={words} />
      <h3>{words.exclusions}</h3>
      <LeftOut unit={unit} words={words} />
    </>
  );
}

function LeftOut({ unit, words }: { unit: AssessedUnit; words: AssessmentWords }): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const some = Object.entries(LEFT_OUT).flatMap(([id, name]) => {
    const cases = unit.now.leftOut[id] ?? 0;
    return cases === 0 ? [] : [{ id, name: name[language], cases }];
  });
  if (some.length === 0) return <p className={styles['dim']}>{words.noExclusions}</p>;
  return (
    <ul>
      {some.map(({ id, name, cases }) => (
        <li key={id}>
          {name} <b>{grouped(cases)}</b>
        </li>
      ))}
    </ul>
  );
}

function ScoreParts({
  unit,
  ruleSet,
  ruleSets,
  words,
}: {
  unit: AssessedUnit;
  ruleSet: string;
  ruleSets: AssessmentTables['ruleSets'];
  words: AssessmentWords;
}): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const score = scoreOf(unit, ruleSet);
  const set = ruleSets.find(({ id }) => id === ruleSet);
  if (score === null) return null;
  return (
    <>
      <p className={styles['value']}>{scoreText(score.total, words)}</p>
      <Why result={score.total} words={words} />
      <h3>{words.components}</h3>
      <ul>
        {score.components.map(({ id, inputs, points, score: part }) => (
          <li key={id}>
            {Object.keys(inputs)
              .map((input) => inputName(input, words, language))
              .join(' + ')}
            <b> {words.pointsOf(scoreText(points, words), scoreText(part, words))}</b>
          </li>
        ))}
      </ul>
      {set === undefined ? null : (
        <p>
          {words.source} {set.source}
          {set.confirmed ? '' : ` ▲ ${words.unconfirmed}`}
        </p>
      )}
    </>
  );
}

function Why({
  result,
  words,
}: {
  result: Parameters<typeof whyText>[0];
  words: AssessmentWords;
}): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const why = whyText(result, words, language);
  return why === null ? null : <p>{why}</p>;
}
