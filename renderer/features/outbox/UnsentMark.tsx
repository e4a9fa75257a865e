import type { ReactNode } from 'react';
import type { OutboxCounts } from '../../../shared/contract/outbox.ts';
import { useWords } from '../../base/words.ts';
import styles from './outbox.module.css';
import { outboxWords } from './outboxWords.ts';

/** On the row of a case: what its upstream was to be told waits (待同步), or was refused and needs a person (回传失败). */
export function UnsentMark({ counts }: { counts: OutboxCounts }): ReactNode {
  const words = useWords(outboxWords);
  const isFailed = counts.failed > 0;
  return (
    <span className={styles['unsent']} data-part="unsent-mark" data-tone={isFailed ? 'overdue' : 'late'}>
      {isFailed ? `▲ ${words.state_refused}` : `◆ ${words.state_pending}`}
    </span>
  );
}
