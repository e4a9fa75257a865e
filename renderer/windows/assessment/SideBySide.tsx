import type { ReactNode } from 'react';
import type { AssessedGroup, AssessmentTables } from '../../../shared/contract/assessment.ts';
import { usePrefs } from '../../base/prefs.ts';
import styles from './assessment.module.css';
import { byPlace, scoreOf } from './columns.ts';
import { gradeText, movedText, scoreText } from './text.ts';
import type { AssessmentWords } from './words.ts';

type Props = {
  group: AssessedGroup;
  ruleSets: AssessmentTables['ruleSets'];
  nameOf: (unit: string) => string;
  words: AssessmentWords;
};

/** Every rule set in force beside the one that counts: score, place, and by how many places a unit would move. */
export function SideBySide({ group, ruleSets, nameOf, words }: Props): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const counting = group.rule?.ruleSet ?? null;
  const sets = [...ruleSets].sort((a, b) => Number(b.id === counting) - Number(a.id === counting));
  return (
    <div className={styles['table']} data-part="assessment-beside">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.unit}</th>
            {sets.map(({ id, name, source, confirmed }) => (
              <th key={id} scope="col" title={source} className={styles['set']}>
                {name[language]}
                <span className={styles['parts']}>
                  {id === counting ? words.counts : words.forComparison}
                  {confirmed ? '' : ` · ▲ ${words.unconfirmed}`}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byPlace(group).map((unit) => {
            const own = counting === null ? null : scoreOf(unit, counting);
            return (
              <tr key={unit.unit}>
                <th scope="row">{nameOf(unit.unit)}</th>
                {sets.map(({ id }) => {
                  const score = scoreOf(unit, id);
                  const other = score?.place ?? null;
                  const change =
                    id === counting || own === null || own.place === null || other === null
                      ? null
                      : own.place - other;
                  const moved = change === null || change === 0 ? null : movedText(change, words);
                  return (
                    <td key={id} className={styles['set']}>
                      <b>{scoreText(score?.total ?? { kind: 'no-data' }, words)}</b>{' '}
                      {score?.grade === null || score === null ? '' : gradeText(score.grade, words)}
                      <span className={styles['parts']}>
                        {words.place} {other ?? words.noPlace}
                        {moved === null ? '' : ` · ${words.wouldChange} ${moved.long} ${moved.short}`}
                      </span>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
