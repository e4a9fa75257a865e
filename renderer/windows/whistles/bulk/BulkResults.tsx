import type { ReactNode } from 'react';
import type { BatchAnswer, BatchResult } from '../../../../shared/contract/whistleBatch.ts';
import { PUNCTUATION } from '../../../base/punctuation.ts';
import { useWords } from '../../../base/words.ts';
import { useSentErrorText } from '../../../live/client/errorText.ts';
import { Button } from '../../../ui/kit/Button.tsx';
import { shortNumber } from '../../../ui/names.ts';
import type { BoardContext } from '../boardContext.ts';
import styles from './bulk.module.css';
import type { KeptBatch } from './bulkBatch.ts';
import { bulkWords } from './bulkWords.ts';

type Props = { answer: BatchAnswer; batch: KeptBatch; parts: BoardContext; onOpen: (id: string) => void };

/** What came of each act, those that were refused first, with their reasons. */
export function BulkResults({ answer, batch, parts, onOpen }: Props): ReactNode {
  const words = useWords(bulkWords);
  const errorText = useSentErrorText();
  const { language } = parts.names;
  const { semicolon } = PUNCTUATION[language];
  const done = answer.results.filter(({ outcome }) => outcome === 'done').length;
  const order = answer.results.toSorted(
    (a, b) => Number(a.outcome === 'done') - Number(b.outcome === 'done'),
  );
  const why = (result: BatchResult): string => {
    if (result.outcome === 'done') return `✓ ${words.done}`;
    if (result.outcome === 'error') return errorText(result.error);
    const { message, remedy } = result.refusal;
    return `▲ ${message[language]}${semicolon}${remedy[language]}`;
  };
  return (
    <>
      <h3 role="status" data-part="w-bulk-count">
        {words.results(done, answer.results.length - done)}
      </h3>
      <ul className={styles['list']} data-part="w-bulk-results">
        {order.map((result) => (
          <li key={result.commandId} data-outcome={result.outcome}>
            <code>{shortNumber(result.whistle)}</code>
            <span className={styles['subject']}>
              {batch.items.find(({ whistle }) => whistle === result.whistle)?.subject}
            </span>
            <span className={styles[result.outcome === 'done' ? 'good' : 'why']}>{why(result)}</span>
            {result.outcome === 'done' ? null : (
              <Button onPress={() => onOpen(result.whistle)}>{words.open}</Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
