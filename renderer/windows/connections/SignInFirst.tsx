import type { ReactNode } from 'react';
import { openDialog } from '../../base/intents.ts';
import { useSession } from '../../live/client/session.ts';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

/** Says while nobody is signed in that the window only shows, and offers the sign-in. */
export function SignInFirst({ words }: { words: ConnWords }): ReactNode {
  const signedIn = useSession((session) => session.info !== null);
  if (signedIn) return null;
  return (
    <p className={styles['actions']} data-part="conn-sign-in">
      <span>{words.signInFirst}</span>
      <Button onPress={() => openDialog('signIn')}>{words.signIn}</Button>
    </p>
  );
}
