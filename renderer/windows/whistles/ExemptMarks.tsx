import type { ReactNode } from 'react';
import type { SummonsView } from '../../../shared/contract/whistleView.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { pageWords } from './pageWords.ts';
import styles from './whistles.module.css';

/** What was recorded against a department and does not count any more (不计): it stays to be seen, beside what counts. */
export function ExemptMarks({ exempt }: { exempt: SummonsView['exempt'] }): ReactNode {
  const words = useWords(pageWords);
  const { comma } = usePunctuation();
  const marks = [
    // Who came late was missing before; one of them says it.
    exempt.late ? words.exemptLate : exempt.noShow ? words.exemptNoShow : null,
    exempt.yellowCards > 0 ? words.exemptYellow(exempt.yellowCards) : null,
  ].flatMap((mark) => mark ?? []);
  if (marks.length === 0) return null;
  return (
    <span className={styles['dim']} data-part="w-exempt" title={words.exemptRule}>
      {marks.join(comma)} · {words.notCounted}
    </span>
  );
}
