import type { ReactNode } from 'react';
import { openConnections } from '../../base/connectionsView.ts';
import { useWords } from '../../base/words.ts';
import { useStatus } from '../../live/queries/city.ts';
import { outboxOf, sourceOfNewest } from '../../live/queries/outbox.ts';
import { count } from '../../ui/Figure.tsx';
import { RowButton } from '../../ui/kit/RowButton.tsx';
import styles from './outbox.module.css';
import { outboxWords } from './outboxWords.ts';

/** On the bar: how many messages to upstreams wait (待同步), and how many need a person (回传失败); nothing where all are delivered. It opens
 * the source of the newest that failed, else of the newest that waits. */
export function OutboxMark(): ReactNode {
  const words = useWords(outboxWords);
  const outbox = useStatus(outboxOf);
  if (outbox === undefined || (outbox.pending === 0 && outbox.failed === 0)) return null;
  return (
    <RowButton
      className={styles['mark']}
      data-part="outbox-mark"
      title={words.barHint}
      onClick={() => void openSource(outbox.failed > 0 ? 'failed' : 'open')}
    >
      {outbox.pending === 0 ? null : (
        <span data-tone="late">◆ {words.barPending(count(outbox.pending))}</span>
      )}
      {outbox.failed === 0 ? null : <b data-tone="overdue">▲ {words.barFailed(count(outbox.failed))}</b>}
    </RowButton>
  );
}

async function openSource(state: 'failed' | 'open'): Promise<void> {
  const id = await sourceOfNewest(state);
  openConnections(id === null ? { kind: 'none' } : { kind: 'source', id });
}
