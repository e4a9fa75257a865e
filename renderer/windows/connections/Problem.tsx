import type { ReactNode } from 'react';
import { openDialog } from '../../base/intents.ts';
import { asApiError } from '../../live/client/apiError.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { adviceFor, needsSignIn } from './advice.ts';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

/** An error message with advice, and the sign-in where that is what is missing; nothing when there is no error. */
export function Problem({ error, words }: { error: unknown; words: ConnWords }): ReactNode {
  const errorText = useErrorText();
  if (error === null || error === undefined) return null;
  const known = asApiError(error);
  return (
    <div className={styles['problem']} data-part="conn-problem" role="alert">
      <strong>
        <span aria-hidden="true">× </span>
        {errorText(known)}
      </strong>
      <p>{words[adviceFor(known)]}</p>
      {needsSignIn(known) ? (
        <p>
          <Button variant="primary" onPress={() => openDialog('signIn')}>
            {words.signIn}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
