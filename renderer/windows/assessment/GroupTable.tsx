import type { KeyboardEvent, ReactNode } from 'react';
import { percent } from '../../../shared/assessment/fraction.ts';
import { COUNTS, indicator, isCountId, isIndicatorId } from '../../../shared/assessment/indicators.ts';
import { ledgerText } from '../../../shared/assessment/ledger.ts';
import type { AssessedCounts, AssessedGroup, AssessedUnit } from '../../../shared/contract/assessment.ts';
import { usePrefs } from '../../base/prefs.ts';
import { count as grouped } from '../../ui/Figure.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import styles from './assessment.module.css';
import { byPlace, type Choice, type Column, columnsOf, ruleOf, sameColumn, scoreOf } from './columns.ts';
import { known } from './known.ts';
import { gradeText, movedText, rateText, scoreText } from './text.ts';
import type { AssessmentWords } from './words.ts';

type Props = {
  group: AssessedGroup;
  total: AssessedCounts;
  nameOf: (unit: string) => string;
  chosen: Choice | null;
  onChoose: (choice: Choice) => void;
  words: AssessmentWords;
};

/** A group with the standard's columns, its places and grades. Each number is a button; arrows go from one to the next. */
export function GroupTable({ group, total, nameOf, chosen, onChoose, words }: Props): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const columns = columnsOf(group);
  const head = (column: Column): string => {
    if (column.kind === 'score') return words.score;
    if (column.kind === 'count') return isCountId(column.id) ? COUNTS[column.id][language] : column.id;
    return ruleOf(group, column.id)?.name[language] ?? column.id;
  };
  return (
    <div className={styles['table']} data-part="assessment-table">
      <table onKeyDown={walk}>
        <thead>
          <tr>
            {group.rule === null ? null : <th scope="col">{words.place}</th>}
            {group.rule === null ? null : <th scope="col">{words.moved}</th>}
            <th scope="col">{words.unit}</th>
            {columns.map((column) => (
              <th key={`${column.kind}${column.id}`} scope="col" className={styles['number']}>
                {head(column)}
              </th>
            ))}
            {group.rule === null ? null : <th scope="col">{words.grade}</th>}
          </tr>
        </thead>
        <tbody>
          {byPlace(group).map((unit) => (
            <tr key={unit.unit} data-part="assessment-unit">
              {group.rule === null ? null : <Places unit={unit} ruleSet={group.rule.ruleSet} words={words} />}
              <th scope="row">{nameOf(unit.unit)}</th>
              {columns.map((column) => {
                const isChosen =
                  chosen !== null &&
                  chosen.group === group.id &&
                  chosen.unit === unit.unit &&
                  sameColumn(chosen.column, column);
                const choose = (): void => onChoose({ group: group.id, unit: unit.unit, column });
                return (
                  <td key={`${column.kind}${column.id}`} className={styles['number']}>
                    <RowButton
                      className={styles['cell']}
                      aria-pressed={isChosen}
                      aria-label={`${nameOf(unit.unit)} ${head(column)} ${cellText(unit, column, words)}`}
                      onClick={choose}
                      onFocus={choose}
                    >
                      <Cell group={group} unit={unit} column={column} words={words} />
                    </RowButton>
                  </td>
                );
              })}
              {group.rule === null ? null : (
                <td>{gradeText(scoreOf(unit, group.rule.ruleSet)?.grade ?? null, words)}</td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          {(
            [
              [words.outside, group.outside],
              [words.none, group.none],
              [words.sum, total],
            ] as const
          ).map(([name, counts]) => (
            <tr key={name}>
              <th scope="row" colSpan={group.rule === null ? 1 : 3}>
                {name}
              </th>
              {columns.map((column) => (
                <td key={`${column.kind}${column.id}`} className={styles['number']}>
                  <Sum group={group} counts={counts} column={column} words={words} />
                </td>
              ))}
              {group.rule === null ? null : <td />}
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  );
}

/** A number of several units together; they have no score and no place. */
function Sum({
  group,
  counts,
  column,
  words,
}: {
  group: AssessedGroup;
  counts: AssessedCounts;
  column: Column;
  words: AssessmentWords;
}): ReactNode {
  if (column.kind === 'count') return countText(counts, column.id, words);
  if (column.kind === 'score' || !isIndicatorId(column.id)) return null;
  const rule = ruleOf(group, column.id);
  const result = indicator(column.id, rule?.variant ?? null, known(counts));
  if (rule === null) return null;
  if (result.kind !== 'value') return result.kind === 'no-data' ? words.noData : words.pending;
  return (
    <>
      {percent(result.value, 2)}%
      <span className={styles['parts']}>
        {[rule.numerator, rule.denominator].map((id) => countText(counts, id, words)).join(' / ')}
      </span>
    </>
  );
}

function Places({
  unit,
  ruleSet,
  words,
}: {
  unit: AssessedUnit;
  ruleSet: string;
  words: AssessmentWords;
}): ReactNode {
  const score = scoreOf(unit, ruleSet);
  const moved = movedText(score?.moved ?? null, words);
  return (
    <>
      <td className={styles['place']}>
        {score?.place ?? <span className={styles['dim']}>{words.noPlace}</span>}
      </td>
      <td title={moved.long}>
        <span aria-hidden="true">{moved.short}</span>
        <span className="visually-hidden">{moved.long}</span>
      </td>
    </>
  );
}

/** `9（1）` where a granted appeal counts; «待定» where nobody told. */
export function countText({ counts, granted }: AssessedCounts, id: string, words: AssessmentWords): string {
  const number = counts[id];
  if (number === undefined) return words.pending;
  if (id !== 'closedOnTime' || granted === 0) return grouped(number);
  return ledgerText({ fact: number - granted, granted });
}

function cellText(unit: AssessedUnit, column: Column, words: AssessmentWords): string {
  if (column.kind === 'count') return countText(unit.now, column.id, words);
  if (column.kind === 'rate') return rateText(unit.figures[column.id] ?? { kind: 'no-data' }, words);
  return scoreText(scoreOf(unit, column.id)?.total ?? { kind: 'no-data' }, words);
}

function Cell({
  group,
  unit,
  column,
  words,
}: {
  group: AssessedGroup;
  unit: AssessedUnit;
  column: Column;
  words: AssessmentWords;
}): ReactNode {
  const text = cellText(unit, column, words);
  if (column.kind !== 'rate') return <b data-kind={column.kind}>{text}</b>;
  const rule = ruleOf(group, column.id);
  const parts =
    rule === null
      ? null
      : [rule.numerator, rule.denominator].map((id) => countText(unit.now, id, words)).join(' / ');
  return (
    <>
      {text}
      {unit.figures[column.id]?.kind === 'value' ? <span className={styles['parts']}>{parts}</span> : null}
    </>
  );
}

/** Arrows go from number to number. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  const cell = document.activeElement?.closest('td');
  if (step === undefined || cell === null || cell === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll('tbody tr')].map((row) => [
    ...row.querySelectorAll('td button'),
  ]);
  const at = rows.findIndex((row) => row.some((button) => button.closest('td') === cell));
  const column = rows[at]?.findIndex((button) => button.closest('td') === cell) ?? -1;
  const next = rows[at + (step[0] ?? 0)]?.[column + (step[1] ?? 0)];
  if (next instanceof HTMLElement) next.focus();
  event.preventDefault();
}
