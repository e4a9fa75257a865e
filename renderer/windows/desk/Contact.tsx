import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { CaseContact } from '../../../shared/contract/cases.ts';
import { openDialog } from '../../base/intents.ts';
import { limitPage } from '../../base/limitPage.ts';
import { type Clocks, readClocks, watchTimeLimit } from '../../base/timeLimit.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { useSession } from '../../live/client/session.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useKnownClockOffset, useZone } from '../../live/link/clock.ts';
import { revealContact } from '../../live/queries/contact.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptText } from '../../ui/drafts/useKeptText.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { classes } from '../../ui/kit/classes.ts';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './desk.module.css';
import detailStyles from './detail.module.css';
import type { DeskWords } from './words.ts';

type State =
  | { kind: 'hidden' }
  | { kind: 'asking' }
  /** `since`: when it came. */
  | { kind: 'shown'; contact: CaseContact; since: Clocks }
  | { kind: 'failed'; error: unknown };

const LEAST = 4;
/** Long enough to dial and to note an address; then it must be asked for again, and stands in the audit again. */
const SHOWN_MS = 3 * 60_000;

/**
 * That a case holds contact data (联系方式), and a way to see it for a reason. Held by this component alone: no cache,
 * no address, no other window knows it. Forgotten with the case, the session, after some minutes, and on paper.
 */
export function Contact({ id, words }: { id: string; words: DeskWords }): ReactNode {
  const operator = useSession((session) => session.info?.operator ?? null);
  if (operator !== null) return <Kept key={`${operator} ${id}`} id={id} words={words} />;
  return (
    <div className={detailStyles['contact']}>
      <span aria-hidden="true">▣</span> {words.contact}{' '}
      <Button hint={words.contactHint} onPress={() => openDialog('signIn')}>
        {words.contactSignIn}
      </Button>
    </div>
  );
}

function Kept({ id, words }: { id: string; words: DeskWords }): ReactNode {
  const errorText = useErrorText();
  const [state, setState] = useState<State>({ kind: 'hidden' });
  const { text: reason, setText: setReason, restoredAt, forget } = useKeptText(`contact-reason:${id}`);
  const zone = useZone();
  const offset = useKnownClockOffset();
  useHiding(state, setState);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    revealContact(id, reason).then(
      (contact) => {
        if (gone.current) return;
        forget();
        setState({ kind: 'shown', contact, since: readClocks() });
      },
      (error: unknown) => setState({ kind: 'failed', error }),
    );
  };
  const shown = state.kind === 'shown';
  const until = shown ? state.since.wall + SHOWN_MS + offset : 0;
  return (
    <div className={detailStyles['contact']}>
      <span aria-hidden="true">▣</span> {words.contact}{' '}
      {state.kind === 'hidden' || shown ? (
        <Button hint={words.contactHint} onPress={() => setState({ kind: shown ? 'hidden' : 'asking' })}>
          {shown ? words.contactHide : words.contactShow}
        </Button>
      ) : (
        <form className={detailStyles['contact-ask']} onSubmit={ask}>
          <TextField
            className={detailStyles['contact-reason']}
            autoFocus
            label={words.contactReason}
            labelPlace="hidden"
            placeholder={words.contactReason}
            value={reason}
            maxLength={200}
            onChange={setReason}
          />
          <Button type="submit" disabled={reason.trim().length < LEAST}>
            {words.contactShow}
          </Button>
          {state.kind === 'failed' ? <p role="alert">{errorText(state.error)}</p> : null}
          <KeptNote at={restoredAt} onDiscard={forget} />
        </form>
      )}
      {shown ? (
        <>
          <span className={styles['q-dim']}> {words.contactUntil(shortTime(until, zone, until))}</span>
          <Shown contact={state.contact} words={words} />
        </>
      ) : null}
    </div>
  );
}

/** Takes it from the screen when its time is over. */
function useHiding(state: State, setState: (next: State) => void): void {
  const since = state.kind === 'shown' ? state.since : null;
  useEffect(
    () =>
      since === null
        ? undefined
        : watchTimeLimit(since, SHOWN_MS, limitPage, () => setState({ kind: 'hidden' })),
    [since, setState],
  );
}

function Shown({ contact, words }: { contact: CaseContact; words: DeskWords }): ReactNode {
  const rows = [
    [words.contactName, contact.name],
    [words.contactPhone, contact.phone],
    [words.contactEmail, contact.email],
    [words.contactAddress, contact.address],
    [words.contactIdentity, contact.identity],
    [words.contactText, contact.originalDescription],
  ] as const;
  return (
    <dl className={classes(detailStyles['facts'], detailStyles['contact-facts'])} data-part="contact-facts">
      {rows.map(([word, value]) =>
        value === null ? null : (
          <div key={word}>
            <dt>{word}</dt>
            <dd className={detailStyles['text']}>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
