import type { ReactNode } from 'react';
import { useWords } from '../base/words.ts';
import styles from './ModeBadge.module.css';
import { uiWords } from './uiWords.ts';

/** 模拟 or 演练 in a frame of its own; nothing in live mode. */
export function ModeBadge({ mode }: { mode: 'live' | 'simulated' | 'drill' }): ReactNode {
  const words = useWords(uiWords);
  if (mode === 'live') return null;
  return (
    <strong
      className={styles['badge']}
      data-part="mode-badge"
      title={mode === 'drill' ? words.drillHint : words.simulatedHint}
    >
      {mode === 'drill' ? words.drill : words.simulated}
    </strong>
  );
}
