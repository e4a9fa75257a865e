import { type ReactNode, useState } from 'react';
import { openDialog } from '../../base/intents.ts';
import { useWords } from '../../base/words.ts';
import { useOperators, useSession } from '../../live/client/session.ts';
import { HelpText } from '../../ui/HelpText.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { Audit } from './Audit.tsx';
import { Delegations } from './Delegations.tsx';
import { OperatorForm } from './OperatorForm.tsx';
import { Operators } from './Operators.tsx';
import { OwnPin } from './OwnPin.tsx';
import styles from './people.module.css';
import { peopleWords } from './peopleWords.ts';

type Tab = 'operators' | 'audit' | 'delegations' | 'ownPin';

/**
 * People and rights (人员与权限): the administrator edits operators, the auditor reads the audit log, everybody changes
 * their own PIN and sees who acts for whom. Without any operator, it adds the first administrator.
 */
export function PeopleDialog({ onClose }: { onClose: () => void }): ReactNode {
  const words = useWords(peopleWords);
  const me = useSession((session) => session.info);
  const list = useOperators(true);
  const [picked, setPicked] = useState<Tab | null>(null);
  // Without operators; after the first was added, the sign-in opens.
  const first = me === null && list.data?.empty === true;
  const tabs: Tab[] = [];
  if (me?.roles.includes('admin') === true) tabs.push('operators');
  if (me?.roles.includes('audit') === true) tabs.push('audit');
  if (me !== null) tabs.push('ownPin', 'delegations');
  const tab = tabs.find((each) => each === picked) ?? tabs[0] ?? null;
  return (
    <Dialog
      title={first ? words.firstTitle : words.title}
      className={styles['people']}
      tools={
        tabs.length > 1 ? (
          <nav className={styles['tabs']}>
            {tabs.map((each) => (
              <Button key={each} pressed={each === tab} onPress={() => setPicked(each)}>
                {words[each]}
              </Button>
            ))}
          </nav>
        ) : null
      }
      onClose={onClose}
    >
      {first ? (
        <>
          <HelpText>{words.firstAbout}</HelpText>
          <OperatorForm
            operator={null}
            first
            onCreated={() => {
              onClose();
              openDialog('signIn');
            }}
            words={words}
          />
        </>
      ) : tab === 'operators' ? (
        <Operators words={words} />
      ) : tab === 'audit' ? (
        <Audit words={words} />
      ) : tab === 'delegations' ? (
        <Delegations words={words} />
      ) : me !== null ? (
        <OwnPin operator={me.operator} words={words} onChanged={() => undefined} />
      ) : (
        <p role="status">✓ {words.pinChanged}</p>
      )}
    </Dialog>
  );
}
