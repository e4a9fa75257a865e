import { type ReactNode, useMemo, useState } from 'react';
import { usePrefs } from '../../base/prefs.ts';
import { useOrgNames } from '../../live/queries/city.ts';
import { useAllOperators } from '../../live/queries/people.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { HelpText } from '../../ui/HelpText.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { SearchField } from '../../ui/kit/SearchField.tsx';
import { OperatorForm } from './OperatorForm.tsx';
import { findOperators, operatorRows } from './operatorRows.ts';
import styles from './people.module.css';
import type { PeopleWords } from './peopleWords.ts';

/** For the administrator: all operators on the left, the form of the chosen or a new one on the right. */
export function Operators({ words }: { words: PeopleWords }): ReactNode {
  const language = usePrefs((prefs) => prefs.language);
  const orgs = useOrgNames();
  const all = useAllOperators(true);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const active = useMemo(
    () => new Map((all.data?.operators ?? []).map((each) => [each.id, each])),
    [all.data],
  );
  const rows = useMemo(() => {
    const listed = [...active.values()].map((each) => ({ ...each, demoPin: null, lockedUntil: null }));
    return findOperators(operatorRows(listed, orgs, language), typed, null);
  }, [active, orgs, language, typed]);
  const operator = chosen === null ? null : (active.get(chosen) ?? null);
  return (
    <div className={styles['two']}>
      <div className={styles['list']}>
        <SearchField label={words.find} value={typed} onChange={setTyped} />
        <Button
          onPress={() => {
            setAdding(true);
            setChosen(null);
          }}
        >
          {words.add}
        </Button>
        {all.isError ? (
          <ErrorLine>
            {words.failed} <Button onPress={() => void all.refetch()}>{words.retry}</Button>
          </ErrorLine>
        ) : null}
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <RowButton
                aria-pressed={row.id === chosen}
                onClick={() => {
                  setChosen(row.id);
                  setAdding(false);
                }}
              >
                <b>{row.name}</b>
                {active.get(row.id)?.active === false ? <em> {words.disabled}</em> : null}{' '}
                <code>{row.id}</code>
                <span>
                  {row.roleText} · {row.orgName}
                </span>
              </RowButton>
            </li>
          ))}
        </ul>
      </div>
      <div className={styles['one']}>
        {operator !== null || adding ? (
          <OperatorForm
            key={operator?.id ?? 'new'}
            operator={operator}
            first={false}
            onCreated={(made) => {
              setAdding(false);
              setChosen(made.id);
            }}
            words={words}
          />
        ) : (
          <HelpText>{words.choose}</HelpText>
        )}
      </div>
    </div>
  );
}
