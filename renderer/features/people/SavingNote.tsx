import type { ReactNode } from 'react';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import type { Saving } from './useSaving.ts';

/** Result of a form's last step. */
export function SavingNote({ error, done }: Pick<Saving, 'error' | 'done'>): ReactNode {
  if (error !== null) return <ErrorLine>{error}</ErrorLine>;
  return done === null ? null : <p role="status">✓ {done}</p>;
}
