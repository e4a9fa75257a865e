import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { routes } from '../../shared/contract/routes.ts';
import type { WindowRole } from '../../shared/contract/windowRole.ts';
import { closeDialog, openDialog, useDialog } from '../base/intents.ts';
import { useKeys } from '../base/keys.ts';
import { usePrefs } from '../base/prefs.ts';
import { pageTimers } from '../base/timers.ts';
import { useWords } from '../base/words.ts';
import { LazyPeopleDialog } from '../features/people/LazyPeopleDialog.tsx';
import { PinChangeFirst } from '../features/people/PinChangeFirst.tsx';
import { SignIn } from '../features/session/SignIn.tsx';
import { sessionWords } from '../features/session/sessionWords.ts';
import { call } from '../live/client/call.ts';
import { unlockReading, useReadLock } from '../live/client/readLock.ts';
import { useOperators, useSession } from '../live/client/session.ts';
import { startSession } from '../live/client/sessionStart.ts';
import { useClockOffset } from '../live/link/clock.ts';
import { learnClock } from '../live/stream/events.ts';
import { Button } from '../ui/kit/Button.tsx';
import { ReadFailure } from '../ui/ReadFailure.tsx';
import { Notice } from './Notice.tsx';
import styles from './shell.module.css';

/** How often a locked wall looks whether it may read again, ms. */
const LOOK_AGAIN_MS = 10_000;

/**
 * All that a window shows where reading needs a sign-in (`--require-sign-in`) and nobody is signed in: the city's name and
 * the sign-in. A wall comes back by itself.
 */
export function LockedPage({ role, kiosk }: { role: WindowRole; kiosk: boolean }): ReactNode {
  const words = useWords(sessionWords);
  const language = usePrefs((prefs) => prefs.language);
  const info = useSession((session) => session.info);
  const open = useDialog('signIn');
  const people = useDialog('people');
  const clockKnown = useClockOffset() !== null;
  const operators = useOperators(true);
  const list = operators.data;
  useEffect(() => startSession(), []);
  useEffect(() => {
    if (list === undefined) return;
    learnClock(list.now);
    useReadLock.setState({ setUp: list.empty });
  }, [list]);
  useEffect(() => (role === 'wall' ? lookAgain() : undefined), [role]);
  const signIn = useCallback((event: KeyboardEvent) => {
    event.preventDefault();
    openDialog('signIn');
  }, []);
  useKeys(useMemo(() => ({ 'Control+KeyL': signIn, 'Alt+KeyL': signIn }), [signIn]));
  const text = role === 'wall' ? words.lockedWall : words.lockedText;
  return (
    <main className={styles['locked']} data-part="locked-page">
      <Notice title={words.lockedTitle} text={list === undefined ? '' : text(list.city[language])}>
        <ReadFailure of={operators} />
        {kiosk ? null : (
          <Button variant="primary" kbd="Ctrl+L" part="session-main" onPress={() => openDialog('signIn')}>
            {words.signIn}
          </Button>
        )}
      </Notice>
      {open && clockKnown ? <SignIn onClose={() => closeDialog('signIn')} /> : null}
      {info?.mustChangePin === true ? <PinChangeFirst operator={info.operator} /> : null}
      {people && clockKnown ? <LazyPeopleDialog onClose={() => closeDialog('people')} /> : null}
    </main>
  );
}

/** Asks for the status now and then, and shows the wall once it is answered. Returns how to stop. */
function lookAgain(): () => void {
  let stop = (): void => undefined;
  let stopped = false;
  const look = async (): Promise<void> => {
    const answered = await call(routes.status, {}).then(
      () => true,
      () => false,
    );
    if (stopped) return;
    if (answered) unlockReading();
    else stop = pageTimers.later(() => void look(), LOOK_AGAIN_MS);
  };
  void look();
  return () => {
    stopped = true;
    stop();
  };
}
