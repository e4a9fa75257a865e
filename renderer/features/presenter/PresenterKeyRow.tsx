import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { KeyHelpRow } from '../../ui/KeyHelpRow.tsx';
import { PRESENTER_KEY } from './presenterKey.ts';
import { presenterWords } from './presenterWords.ts';

/** The key of the panel 「导播」 as a row of a window's key help; belongs into a `dl`. */
export function PresenterKeyRow(): ReactNode {
  return <KeyHelpRow keys={PRESENTER_KEY} text={useWords(presenterWords).title} />;
}
