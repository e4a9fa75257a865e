import type { ReactNode } from 'react';
import { useErrorText } from '../../live/client/errorText.ts';
import { ErrorLine } from '../../ui/ErrorLine.tsx';
import type { PeopleWords } from './peopleWords.ts';
import type { Saving } from './useSaving.ts';

/** Result of a form's last step. */
export function SavingNote({ saving, words }: { saving: Saving; words: PeopleWords }): ReactNode {
  const errorText = useErrorText();
  const { problem, error, done } = saving;
  if (problem !== null)
    return <ErrorLine>{problem === 'differ' ? words.differ : words.missing(words[problem])}</ErrorLine>;
  if (error !== null) return <ErrorLine>{errorText(error)}</ErrorLine>;
  return done === null ? null : <p role="status">✓ {words[done]}</p>;
}
