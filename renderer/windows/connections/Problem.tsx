import type { ReactNode } from 'react';
import { asApiError } from '../../live/client/apiError.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { adviceFor } from './advice.ts';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

/** An error message with advice; nothing when there is no error. */
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
    </div>
  );
}
