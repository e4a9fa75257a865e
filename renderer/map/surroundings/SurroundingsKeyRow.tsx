import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { KeyHelpRow } from '../../ui/KeyHelpRow.tsx';
import { SURROUNDINGS_KEY } from './Surroundings.tsx';
import { surroundingsWords } from './surroundingsWords.ts';

/** The key of the surroundings, for the key help of the windows that have them. */
export function SurroundingsKeyRow(): ReactNode {
  return <KeyHelpRow keys={SURROUNDINGS_KEY} text={useWords(surroundingsWords).enlarge} />;
}
