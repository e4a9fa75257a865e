import { type ReactNode, useState } from 'react';
import type { AssessmentTables } from '../../../shared/contract/assessment.ts';
import { usePrefs } from '../../base/prefs.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './assessment.module.css';
import { type Choice, rowsBehind } from './columns.ts';
import { Explanation } from './Explanation.tsx';
import { FrozenRows } from './FrozenRows.tsx';
import { GroupTable } from './GroupTable.tsx';
import { openRows } from './openRows.ts';
import { SideBySide } from './SideBySide.tsx';
import type { UnitNames } from './unitNames.ts';
import type { AssessmentWords } from './words.ts';

type Props = {
  tables: AssessmentTables;
  /** Id of the frozen period; null: the figures are as they are now. */
  publication: string | null;
  units: UnitNames;
  words: AssessmentWords;
};

/** The groups of a period, one at a time: its table or its rule sets, and beside them where the chosen number comes from. */
export function Groups({ tables, publication, units, words }: Props): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const [chosenGroup, setGroup] = useState<string | null>(null);
  const [isBeside, setBeside] = useState(false);
  const [choice, setChoice] = useState<Choice | null>(null);
  const group = tables.groups.find(({ id }) => id === chosenGroup) ?? tables.groups[0];
  if (group === undefined) return <Empty title={words.noGroups} text={words.noGroupsWhat} />;
  const counting = tables.ruleSets.find(({ id }) => id === group.rule?.ruleSet);
  const unit = choice?.group === group.id ? group.units.find((each) => each.unit === choice.unit) : undefined;
  const count = choice === null ? null : rowsBehind(choice.column);
  return (
    <div className={styles['body']}>
      <nav className={styles['tabs']} aria-label={words.groups}>
        {tables.groups.map(({ id, name }) => (
          <Button key={id} pressed={id === group.id} onPress={() => setGroup(id)}>
            {name[language]}
          </Button>
        ))}
        <span className={styles['rule']}>
          {counting === undefined ? words.noRule : words.ruleOf(counting.name[language])}
          {group.rule?.isForPeriod === false ? (
            <b title={words.trialNote}>
              {' '}
              ▲ {words.trial} — {words.trialNote}
            </b>
          ) : null}
          {counting?.confirmed === false ? <b> ▲ {words.unconfirmed}</b> : null}
        </span>
        <Button pressed={!isBeside} onPress={() => setBeside(false)}>
          {words.table}
        </Button>
        <Button pressed={isBeside} onPress={() => setBeside(true)}>
          {words.beside}
        </Button>
      </nav>
      {isBeside ? (
        <SideBySide group={group} ruleSets={tables.ruleSets} nameOf={units.nameOf} words={words} />
      ) : (
        <GroupTable
          group={group}
          total={tables.total.now}
          nameOf={units.nameOf}
          chosen={choice}
          onChoose={setChoice}
          words={words}
        />
      )}
      {unit === undefined || choice === null ? (
        <aside className={styles['explain']} aria-label={words.explain}>
          <p className={styles['dim']}>{words.explainHint}</p>
        </aside>
      ) : (
        <Explanation
          total={tables.total}
          group={group}
          unit={unit}
          column={choice.column}
          ruleSets={tables.ruleSets}
          name={units.nameOf(unit.unit)}
          words={words}
        >
          {count === null ? (
            <p className={styles['dim']}>{words.noRowsLive}</p>
          ) : publication === null ? (
            <Button
              hint={words.openRowsHint}
              part="assessment-open-rows"
              onPress={() =>
                openRows(tables, count, {
                  kind: group.unitKind,
                  words: units.wordsOf(group.unitKind, unit.unit),
                })
              }
            >
              {words.openRows}
            </Button>
          ) : (
            <FrozenRows
              publication={publication}
              query={{ kind: group.unitKind, unit: unit.unit, count }}
              words={words}
            />
          )}
        </Explanation>
      )}
    </div>
  );
}
