import { type FormEvent, type ReactNode, useState } from 'react';
import type { CaseContact } from '../../../shared/contract/cases.ts';
import { openSignIn } from '../../app/sign-in.ts';
import { ApiError } from '../../live/client.ts';
import { revealContact } from '../../live/contact.ts';
import { useSession } from '../../live/session.ts';
import type { DeskWords } from './words.ts';

type State =
  | { kind: 'hidden' }
  | { kind: 'asking' }
  | { kind: 'shown'; contact: CaseContact }
  | { kind: 'failed'; message: string };

const LEAST = 4;

/** That a case holds contact data (联系方式), and a way to see it for a reason. Forgotten with the case or the session. */
export function Contact({ id, words }: { id: string; words: DeskWords }): ReactNode {
  const signed = useSession((session) => session.info !== null);
  const [state, setState] = useState<State>({ kind: 'hidden' });
  const [reason, setReason] = useState('');
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    revealContact(id, reason).then(
      (contact) => setState({ kind: 'shown', contact }),
      (error: unknown) =>
        setState({ kind: 'failed', message: error instanceof ApiError ? error.message : String(error) }),
    );
  };
  const asking = signed && (state.kind === 'asking' || state.kind === 'failed');
  return (
    <div className="detail-contact">
      <span aria-hidden="true">▣</span> {words.contact}{' '}
      {asking ? null : (
        <button
          type="button"
          className="plain-button"
          title={words.contactHint}
          onClick={() => {
            if (!signed) openSignIn(true);
            else setState(state.kind === 'shown' ? { kind: 'hidden' } : { kind: 'asking' });
          }}
        >
          {signed ? (state.kind === 'shown' ? words.contactHide : words.contactShow) : words.contactSignIn}
        </button>
      )}
      {asking ? (
        <form className="contact-ask" onSubmit={ask}>
          <input
            // biome-ignore lint/a11y/noAutofocus: the press that opened the form was for typing here
            autoFocus
            value={reason}
            maxLength={200}
            aria-label={words.contactReason}
            placeholder={words.contactReason}
            onChange={(event) => setReason(event.target.value)}
          />
          <button type="submit" className="plain-button" disabled={reason.trim().length < LEAST}>
            {words.contactShow}
          </button>
          {state.kind === 'failed' ? <p role="alert">{state.message}</p> : null}
        </form>
      ) : null}
      {signed && state.kind === 'shown' ? <Shown contact={state.contact} words={words} /> : null}
    </div>
  );
}

function Shown({ contact, words }: { contact: CaseContact; words: DeskWords }): ReactNode {
  const rows = [
    [words.contactName, contact.name],
    [words.contactPhone, contact.phone],
    [words.contactEmail, contact.email],
    [words.contactText, contact.originalDescription],
  ] as const;
  return (
    <dl className="facts contact-facts">
      {rows.map(([word, value]) =>
        value === null ? null : (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
