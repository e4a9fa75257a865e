import { type ReactNode, useState } from 'react';
import type { SessionState } from '../../../../shared/contract/operators.ts';
import type { BatchAnswer, BatchType } from '../../../../shared/contract/whistleBatch.ts';
import type { WhistleSummary } from '../../../../shared/contract/whistles.ts';
import { useWords } from '../../../base/words.ts';
import { sendBatch } from '../../../live/whistles/sendBatch.ts';
import { newCommandId } from '../../../live/whistles/sendCommand.ts';
import { Button } from '../../../ui/kit/Button.tsx';
import { Dialog } from '../../../ui/kit/Dialog.tsx';
import { shortNumber } from '../../../ui/names.ts';
import type { BoardContext } from '../boardContext.ts';
import { BulkResults } from './BulkResults.tsx';
import styles from './bulk.module.css';
import { batchToSend, dropBatch, type KeptBatch, keepBatch, newBatch, unansweredBatch } from './bulkBatch.ts';
import { bulkPlan } from './bulkPlan.ts';
import { bulkWords } from './bulkWords.ts';
import { ConfirmPin } from './ConfirmPin.tsx';

type Props = {
  type: BatchType;
  marked: readonly string[];
  rows: ReadonlyMap<string, WhistleSummary>;
  me: SessionState;
  parts: BoardContext;
  onOpen: (id: string) => void;
  /** `answered`: something came of it, so that the marks have served. */
  onClose: (answered: boolean) => void;
};

/**
 * A bulk act before and after it is confirmed: what will be done to each marked whistle and where it cannot, the PIN, then
 * what came of each. A batch without an answer is kept and sent again under the same ids.
 */
export function BulkDialog({ type, marked, rows, me, parts, onOpen, onClose }: Props): ReactNode {
  const words = useWords(bulkWords);
  const [earlier, setEarlier] = useState(() => unansweredBatch(me.operator, parts.now));
  // As it stood when it was looked at: what changes meanwhile, the service refuses.
  const [plan] = useState(() => bulkPlan(type, marked, rows, me));
  const [fresh] = useState(() => newBatch(type, plan.possible, newCommandId));
  const [cut, setCut] = useState(false);
  const [answer, setAnswer] = useState<BatchAnswer | null>(null);
  const batch: KeptBatch = earlier?.batch ?? fresh;
  const enter = async (pin: string): Promise<unknown> => {
    keepBatch(me.operator, batch, parts.now);
    const sent = await sendBatch(batchToSend(batch, pin));
    if (sent.kind === 'done') {
      dropBatch(me.operator, parts.now);
      setAnswer(sent.answer);
      return null;
    }
    // A wrong PIN means that nothing was done; without an answer nobody knows.
    if (sent.kind === 'failed' && earlier === null) dropBatch(me.operator, parts.now);
    if (sent.kind === 'cut') setEarlier({ at: parts.now, batch });
    setCut(sent.kind === 'cut');
    return sent.error;
  };
  return (
    <Dialog
      title={words[batch.type]}
      className={styles['bulk']}
      part="w-bulk"
      onClose={() => onClose(answer !== null)}
    >
      {answer !== null ? (
        <BulkResults answer={answer} batch={batch} parts={parts} onOpen={onOpen} />
      ) : (
        <>
          <p>{words.about}</p>
          {earlier === null ? null : (
            <p className={styles['why']} role="status" data-part="w-bulk-kept">
              {words.kept(parts.time(earlier.at))}{' '}
              <Button
                onPress={() => {
                  dropBatch(me.operator, parts.now);
                  setEarlier(null);
                }}
              >
                {words.startNew}
              </Button>
            </p>
          )}
          <h3>{words.willDo(batch.items.length)}</h3>
          <ul className={styles['list']} data-part="w-bulk-possible">
            {batch.items.map(({ whistle, subject }) => (
              <li key={whistle}>
                <code>{shortNumber(whistle)}</code>
                <span className={styles['subject']}>{subject}</span>
              </li>
            ))}
          </ul>
          {earlier !== null || plan.impossible.length === 0 ? null : (
            <>
              <h3>▲ {words.cannot(plan.impossible.length)}</h3>
              <ul className={styles['list']} data-part="w-bulk-impossible">
                {plan.impossible.map(({ whistle, subject, why }) => (
                  <li key={whistle}>
                    <code>{shortNumber(whistle)}</code>
                    <span className={styles['subject']}>{subject}</span>
                    <span className={styles['why']}>{words[why]}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {batch.items.length === 0 ? (
            <p className={styles['why']}>{words.nothing}</p>
          ) : (
            <ConfirmPin enter={enter} cut={cut ? words.again : null} />
          )}
        </>
      )}
    </Dialog>
  );
}
