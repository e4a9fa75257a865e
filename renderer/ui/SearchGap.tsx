import type { ReactNode } from 'react';
import { useWords } from '../base/words.ts';
import { count } from './Figure.tsx';
import styles from './SearchGap.module.css';
import { uiWords } from './uiWords.ts';

/**
 * Says that a text filter finds too little while the index is being built; nothing when `gap` (cases) is 0. A part of a
 * line that is there anyway, so that its coming and going moves nothing.
 */
export function SearchGap({ gap }: { gap: number }): ReactNode {
  const words = useWords(uiWords);
  if (gap === 0) return null;
  return (
    <span className={styles['gap']} role="status">
      <span aria-hidden="true">◆</span> {words.searchGap(count(gap))}
    </span>
  );
}
