import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import marks from './marks.module.css';
import { presenterWords } from './presenterWords.ts';
import { WallMarks } from './WallMarks.tsx';

/** 黑屏: nothing is shown, and it says that it is on purpose. */
export function Blank(): ReactNode {
  const words = useWords(presenterWords);
  return (
    <section className={marks['blank']} data-part="wall-blank" aria-label={words.blank}>
      <p className={marks['blank-word']}>{words.blank}</p>
      <WallMarks />
    </section>
  );
}
