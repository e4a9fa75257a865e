import type { ReactNode } from 'react';
import { ApiError } from '../../live/client/apiError.ts';
import { adviceFor } from './advice.ts';
import type { ConnWords } from './words.ts';

/** An error message with advice; nothing when there is no error. */
export function Problem({ error, words }: { error: unknown; words: ConnWords }): ReactNode {
  if (error === null || error === undefined) return null;
  const known = error instanceof ApiError ? error : new ApiError('unknown', words.unexpected, 0, null);
  return (
    <div className="conn-problem" role="alert">
      <strong>
        <span aria-hidden="true">× </span>
        {known.message}
      </strong>
      <p>{words[adviceFor(known)]}</p>
    </div>
  );
}
