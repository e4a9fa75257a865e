import type { ReactNode } from 'react';
import { openDialog } from '../../base/intents.ts';
import { useWords } from '../../base/words.ts';
import { lock } from '../../live/client/session.ts';
import { HelpText } from '../../ui/HelpText.tsx';
import { Dialog } from '../../ui/kit/Dialog.tsx';
import { OwnPin } from './OwnPin.tsx';
import { peopleWords } from './peopleWords.ts';

/**
 * The first sign-in with a PIN that another set (首次登录须修改 PIN): the service allows nothing else until it is changed, so
 * closing the dialog ends the session. Afterwards the sign-in opens for the new PIN.
 */
export function PinChangeFirst({ operator }: { operator: string }): ReactNode {
  const words = useWords(peopleWords);
  return (
    <Dialog title={words.changeFirst} onClose={() => void lock()}>
      <HelpText>{words.changeFirstAbout}</HelpText>
      <OwnPin operator={operator} words={words} onChanged={() => openDialog('signIn')} />
    </Dialog>
  );
}
