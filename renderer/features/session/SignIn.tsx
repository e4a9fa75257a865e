import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { openDialog } from '../../base/intents.ts';
import { usePrefs } from '../../base/prefs.ts';
import { useWords } from '../../base/words.ts';
import { ApiError } from '../../live/client/apiError.ts';
import { signIn, useOperators, useSession } from '../../live/client/session.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNow, useZone } from '../../live/link/clock.ts';
import { usePack } from '../../live/queries/city.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { useModal } from '../../ui/modal.ts';
import { findOperators, type OperatorRow, operatorRows } from '../people/operatorRows.ts';
import { PinForm } from './PinForm.tsx';
import { sessionWords } from './sessionWords.ts';

const LockedOut = z.object({ lockedUntil: z.number() });

/** Sign-in (登录): choose an operator by name, pinyin initials or number, then type the PIN; Enter continues in both. */
export function SignIn({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(sessionWords);
  const language = usePrefs((prefs) => prefs.language);
  const last = useSession((session) => session.last);
  const list = useOperators(true);
  const orgs = usePack().data?.manifest.orgs;
  const [typed, setTyped] = useState('');
  const [cursor, setCursor] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const rows = useMemo(
    () => operatorRows(list.data?.operators ?? [], orgs ?? [], language),
    [list.data, orgs, language],
  );
  const found = useMemo(() => findOperators(rows, typed, last), [rows, typed, last]);
  const at = Math.min(cursor, Math.max(0, found.length - 1));
  const operator = rows.find((row) => row.id === chosen) ?? null;
  useModal(dialog);
  useEffect(() => {
    // A modal dialog focuses its first button.
    find.current?.focus();
  }, []);
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setCursor(Math.max(0, Math.min(found.length - 1, at + step)));
    else if (event.key === 'Enter') setChosen(found[at]?.id ?? null);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className="sign-in" aria-label={words.title} onClose={onClose}>
      <header>
        <h2>{words.title}</h2>
        <Button onPress={onClose} kbd="Esc">
          {words.close}
        </Button>
      </header>
      <p className="sign-in-about">{words.about}</p>
      <input
        ref={find}
        className="sign-in-find"
        placeholder={words.find}
        aria-label={words.find}
        role="combobox"
        aria-expanded="true"
        aria-controls="sign-in-list"
        aria-activedescendant={found[at] ? `op-${found[at].id}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setCursor(0);
          setChosen(null);
        }}
        onKeyDown={onKey}
      />
      <div className="sign-in-list" id="sign-in-list" role="listbox" aria-label={words.list}>
        {found.map((row, index) => (
          <Row
            key={row.id}
            row={row}
            on={row.id === chosen || (chosen === null && index === at)}
            onPress={() => {
              setCursor(index);
              setChosen(row.id);
            }}
          />
        ))}
      </div>
      {list.isError ? (
        <p className="sign-in-error" role="alert">
          {words.failed} <Button onPress={() => void list.refetch()}>{words.retry}</Button>
        </p>
      ) : null}
      {list.isSuccess && found.length === 0 ? (
        <p className="sign-in-about">
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
        </p>
      ) : null}
      {operator === null ? null : <Pin key={operator.id} operator={operator} onDone={onClose} />}
    </dialog>
  );
}

function Row({ row, on, onPress }: { row: OperatorRow; on: boolean; onPress: () => void }): ReactNode {
  const words = useWords(sessionWords);
  const zone = useZone();
  const now = useNow(10_000);
  const locked = row.lockedUntil !== null && row.lockedUntil > now;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above moves through the list by arrow keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active row
    <div id={`op-${row.id}`} className="sign-in-row" role="option" aria-selected={on} onClick={onPress}>
      <b>{row.name}</b>
      <span>{row.roleText}</span>
      <span>{row.orgName}</span>
      <code>{row.id}</code>
      {locked ? <em>{words.lockedUntil(shortTime(row.lockedUntil ?? 0, zone, now))}</em> : null}
    </div>
  );
}

function Pin({ operator, onDone }: { operator: OperatorRow; onDone: () => void }): ReactNode {
  const words = useWords(sessionWords);
  const language = usePrefs((prefs) => prefs.language);
  const zone = useZone();
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
  const said = (reason: unknown): string => {
    if (!(reason instanceof ApiError)) return String(reason);
    const until = LockedOut.safeParse(reason.details);
    if (reason.code === 'wrong-pin') return words.wrongPin;
    if (reason.code === 'locked-out' && until.success)
      return words.lockedOut(shortTime(until.data.lockedUntil, zone, now));
    return reason.code === 'disabled' && language === 'en' ? words.disabled : reason.message;
  };
  return (
    <PinForm
      id="sign-in-pin"
      className="sign-in-pin"
      focusName={null}
      label={words.pinOf(operator.name)}
      buttonText={{ idle: words.enter, busy: words.entering }}
      demoPin={operator.demoPin}
      enter={enter}
    >
      {error === null ? null : (
        <p className="sign-in-error" role="alert">
          {said(error)}
        </p>
      )}
    </PinForm>
  );
}
