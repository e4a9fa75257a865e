import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useOperators, useSession } from '../../live/session.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { openSignIn } from '../sign-in.ts';
import { useWords } from '../words.ts';
import { Audit } from './Audit.tsx';
import { OperatorForm } from './OperatorForm.tsx';
import { Operators } from './Operators.tsx';
import { OwnPin } from './OwnPin.tsx';
import { peopleWords } from './people-words.ts';
import './people.css';

type Tab = 'operators' | 'audit' | 'ownPin';

/**
 * 人员与权限: the administrator keeps the operators, the auditor reads the audit, everybody changes their own PIN. Where
 * nobody is there yet, it makes the first administrator.
 */
export function PeopleDialog({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(peopleWords);
  const me = useSession((session) => session.info);
  const list = useOperators(true);
  const [picked, setPicked] = useState<Tab | null>(null);
  // The first administrator, just made: the dialog goes on to the sign-in.
  const first = me === null && list.data?.empty === true;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const tabs: Tab[] = [];
  if (me?.roles.includes('admin') === true) tabs.push('operators');
  if (me?.roles.includes('audit') === true) tabs.push('audit');
  if (me !== null) tabs.push('ownPin');
  const tab = tabs.find((each) => each === picked) ?? tabs[0] ?? null;
  return (
    <dialog
      ref={dialog}
      className="sign-in people"
      aria-label={first ? words.firstTitle : words.title}
      onClose={onClose}
    >
      <header>
        <h2>{first ? words.firstTitle : words.title}</h2>
        {tabs.length > 1 ? (
          <nav className="people-tabs">
            {tabs.map((each) => (
              <button
                key={each}
                type="button"
                className="plain-button"
                aria-pressed={each === tab}
                onClick={() => setPicked(each)}
              >
                {words[each]}
              </button>
            ))}
          </nav>
        ) : null}
        <button type="button" className="plain-button" onClick={onClose}>
          {words.close} <Kbd keys="Esc" />
        </button>
      </header>
      {first ? (
        <>
          <p className="sign-in-about">{words.firstAbout}</p>
          <OperatorForm
            operator={null}
            first
            onMade={() => {
              onClose();
              openSignIn(true);
            }}
            words={words}
          />
        </>
      ) : tab === 'operators' ? (
        <Operators words={words} />
      ) : tab === 'audit' ? (
        <Audit words={words} />
      ) : me !== null ? (
        <OwnPin operator={me.operator} words={words} />
      ) : (
        <p role="status">✓ {words.pinChanged}</p>
      )}
    </dialog>
  );
}
