import { type ReactNode, useMemo, useState } from 'react';
import { isKnownError } from '../../../shared/errors/errorText.ts';
import { openDialog } from '../../base/intents.ts';
import { usePrefs } from '../../base/prefs.ts';
import { useWords } from '../../base/words.ts';
import { ApiError } from '../../live/client/apiError.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { signIn, useOperators, useSession } from '../../live/client/session.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { useOrgNames } from '../../live/queries/city.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import { HelpText } from '../../ui/HelpText.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { FilteredList } from '../../ui/kit/FilteredList.tsx';
import { findOperators, type OperatorRow, operatorRows } from '../people/operatorRows.ts';
import { PinForm } from './PinForm.tsx';
import styles from './SignIn.module.css';
import { sessionWords } from './sessionWords.ts';

/** Sign-in (登录): choose an operator by name, pinyin initials or number, then type the PIN; Enter continues in both. */
export function SignIn({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(sessionWords);
  const language = usePrefs((prefs) => prefs.language);
  const last = useSession((session) => session.lastOperator);
  const list = useOperators(true);
  const orgs = useOrgNames();
  // The pack is not sent where reading needs a session.
  const packZone = useZone();
  const zone = list.data?.zone ?? packZone;
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const rows = useMemo(
    () => operatorRows(list.data?.operators ?? [], orgs, language),
    [list.data, orgs, language],
  );
  const found = useMemo(() => findOperators(rows, typed, last), [rows, typed, last]);
  const operator = rows.find((row) => row.id === chosen) ?? null;
  return (
    <Dialog title={words.title} onClose={onClose} className={styles['dialog']}>
      <HelpText>{list.data?.requireSignIn === true ? words.aboutRequired : words.about}</HelpText>
      <FilteredList
        label={words.find}
        placeholder={words.find}
        listLabel={words.list}
        text={typed}
        onText={(text) => {
          setTyped(text);
          setChosen(null);
        }}
        items={found}
        idOf={({ id }) => id}
        onChoose={({ id }) => setChosen(id)}
        onComplete={null}
        chosen={chosen}
        listClassName={styles['list']}
      >
        {(row) => <Row row={row} zone={zone} />}
      </FilteredList>
      {list.isError ? (
        <ErrorLine>
          {words.failed} <Button onPress={() => void list.refetch()}>{words.retry}</Button>
        </ErrorLine>
      ) : null}
      {list.isSuccess && found.length === 0 ? (
        <HelpText>
          {list.data.empty ? words.noneYet : words.none}{' '}
          {list.data.empty ? (
            <Button
              variant="primary"
              onPress={() => {
                onClose();
                openDialog('people');
              }}
            >
              {words.addFirst}
            </Button>
          ) : null}
        </HelpText>
      ) : null}
      {operator === null ? null : <Pin key={operator.id} operator={operator} zone={zone} onDone={onClose} />}
    </Dialog>
  );
}

function Row({ row, zone }: { row: OperatorRow; zone: string }): ReactNode {
  const words = useWords(sessionWords);
  const now = useNow(10_000);
  const locked = row.lockedUntil !== null && row.lockedUntil > now;
  return (
    <span className={styles['row']} data-roles={row.roleText !== ''}>
      <b>{row.name}</b>
      {row.roleText === '' ? null : <span>{row.roleText}</span>}
      <span>{row.orgName}</span>
      <code>{row.id}</code>
      {locked ? <em>{words.lockedUntil(shortTime(row.lockedUntil ?? 0, zone, now))}</em> : null}
    </span>
  );
}

function Pin(props: { operator: OperatorRow; zone: string; onDone: () => void }): ReactNode {
  const { operator, zone, onDone } = props;
  const words = useWords(sessionWords);
  const errorText = useErrorText();
  const now = useNow(10_000);
  const [error, setError] = useState<unknown>(null);
  const enter = async (pin: string): Promise<boolean> => {
    setError(null);
    try {
      await signIn(operator.id, pin);
      onDone();
      return true;
    } catch (reason) {
      setError(reason);
      return false;
    }
  };
  // The window has the city's time zone, so it shows the time at which the lock ends.
  const textOf = (reason: unknown): string =>
    reason instanceof ApiError && isKnownError(reason) && reason.code === 'locked-out'
      ? words.lockedOut(shortTime(reason.parameters.lockedUntil, zone, now))
      : errorText(reason);
  return (
    <PinForm
      focusName="pin"
      label={words.pinOf(operator.name)}
      buttonText={{ idle: words.enter, busy: words.entering }}
      demoPin={operator.demoPin}
      enter={enter}
    >
      {error === null ? null : <ErrorLine>{textOf(error)}</ErrorLine>}
    </PinForm>
  );
}
