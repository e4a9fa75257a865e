import type { ReactNode } from 'react';
import type { Saving } from './useSaving.ts';

/** Result of a form's last step. */
export function SavingNote({ error, done }: Pick<Saving, 'error' | 'done'>): ReactNode {
  if (error !== null)
    return (
      <p className="sign-in-error" role="alert">
        {error}
      </p>
    );
  return done === null ? null : <p role="status">✓ {done}</p>;
}
