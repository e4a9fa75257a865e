import type { ReactNode } from 'react';
import type { Saving } from './useSaving.ts';

/** How the last act of a form went. */
export function SavingNote({ error, done }: Pick<Saving, 'error' | 'done'>): ReactNode {
  if (error !== null)
    return (
      <p className="sign-in-error" role="alert">
        {error}
      </p>
    );
  return done === null ? null : <p role="status">✓ {done}</p>;
}
