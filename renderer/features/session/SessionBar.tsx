import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { ROLE_WORDS } from '../../../shared/whistle/words.ts';
import { closeDialog, openDialog, useDialog } from '../../base/intents.ts';
import { useKeys } from '../../base/keys.ts';
import { usePrefs } from '../../base/prefs.ts';
import { PUNCTUATION } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { lock, useSession } from '../../live/client/session.ts';
import { startSession } from '../../live/client/sessionStart.ts';
import { useClockOffset } from '../../live/link/clock.ts';
import { useOrgNames } from '../../live/queries/city.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import { AuditorChanges } from '../people/AuditorChanges.tsx';
import { LazyPeopleDialog } from '../people/LazyPeopleDialog.tsx';
import { PinChangeFirst } from '../people/PinChangeFirst.tsx';
import { ActAs } from './ActAs.tsx';
import styles from './SessionBar.module.css';
import { SignIn } from './SignIn.tsx';
import { sessionWords } from './sessionWords.ts';

/** Who is signed in (当前操作员), in every window; Ctrl+L locks, or signs in when nobody is signed in. */
export function SessionBar({ kiosk }: { kiosk: boolean }): ReactNode {
  const words = useWords(sessionWords);
  const info = useSession((session) => session.info);
  const last = useSession((session) => session.lastOperator);
  const open = useDialog('signIn');
  const people = useDialog('people');
  const clockKnown = useClockOffset() !== null;
  useEffect(() => startSession(), []);
  const toggle = useCallback((event: KeyboardEvent) => {
    event.preventDefault();
    if (useSession.getState().info === null) openDialog('signIn');
    else void lock();
  }, []);
  const other = useCallback((event: KeyboardEvent) => {
    event.preventDefault();
    openDialog('signIn');
  }, []);
  const keys = useMemo(() => ({ 'Control+KeyL': toggle, 'Alt+KeyL': other }), [toggle, other]);
  useKeys(keys);
  return (
    <span className={styles['session']} data-part="session" data-signed={info !== null}>
      {info === null ? <SignedOut text={last === null ? words.nobody : words.locked} /> : <SignedIn />}
      {kiosk ? null : (
        <>
          {info === null ? null : (
            <Button hint={`${words.switchHint} (Alt+L)`} onPress={() => openDialog('signIn')} kbd="Alt+L">
              {words.switch}
            </Button>
          )}
          <Button
            variant="primary"
            part="session-main"
            hint={`${info === null ? words.title : info.requireSignIn ? words.lockAllHint : words.lockHint} (Ctrl+L)`}
            onPress={() => (info === null ? openDialog('signIn') : void lock())}
            kbd="Ctrl+L"
          >
            {info === null ? words.signIn : words.lock}
          </Button>
        </>
      )}
      {open && clockKnown ? <SignIn onClose={() => closeDialog('signIn')} /> : null}
      {info === null || kiosk || !clockKnown ? null : info.mustChangePin ? (
        <PinChangeFirst operator={info.operator} />
      ) : (
        <AuditorChanges info={info} />
      )}
      {people && clockKnown ? <LazyPeopleDialog onClose={() => closeDialog('people')} /> : null}
    </span>
  );
}

function SignedOut({ text }: { text: string }): ReactNode {
  return (
    <span className={styles['who']} title={text}>
      {text}
    </span>
  );
}

function SignedIn(): ReactNode {
  const words = useWords(sessionWords);
  const language = usePrefs((prefs) => prefs.language);
  const info = useSession((session) => session.info);
  const [orgs] = useOrgs();
  if (info === null) return null;
  const marks = PUNCTUATION[language];
  const roles = info.roles.map((role) => ROLE_WORDS[role][language]).join(marks.comma);
  const what = `${roles} · ${orgs.get(info.org) ?? info.org}`;
  const account = `${info.name}${marks.open}${info.operator}${marks.close}`;
  const adminRole = info.roles.find((role) => role === 'admin' || role === 'audit');
  return (
    <>
      <RowButton
        className={styles['who']}
        data-part="own-account"
        title={`${words.signedInAs}${marks.colon}${account} ${what}${marks.semicolon}${words.ownPin}`}
        onClick={() => openDialog('people')}
      >
        <b>{info.name}</b> {what}
      </RowButton>
      <ActAs info={info} orgName={(org) => orgs.get(org) ?? org} />
      {adminRole === undefined ? null : (
        <Button onPress={() => openDialog('people')}>
          {adminRole === 'admin' ? words.people : words.audit}
        </Button>
      )}
    </>
  );
}

function useOrgs(): [Map<string, string>] {
  const orgs = useOrgNames();
  return [useMemo(() => new Map(orgs.map((org) => [org.code, org.name])), [orgs])];
}
