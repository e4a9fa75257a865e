import type { ReactNode } from 'react';
import type { BatchType } from '../../../../shared/contract/whistleBatch.ts';
import { useWords } from '../../../base/words.ts';
import { Kbd } from '../../../ui/Kbd.tsx';
import { Button } from '../../../ui/kit/Button.tsx';
import styles from './bulk.module.css';
import { bulkWords } from './bulkWords.ts';

type Props = { count: number; onAct: (type: BatchType) => void; onClear: () => void };

/** What can be done to the marked whistles; above the board while any is marked. */
export function BulkBar({ count, onAct, onClear }: Props): ReactNode {
  const words = useWords(bulkWords);
  return (
    <div className={styles['bar']} data-part="w-bulk-bar" role="toolbar" aria-label={words.chosen(count)}>
      <b>✓ {words.chosen(count)}</b>
      <Button variant="primary" onPress={() => onAct('sign')}>
        {words.sign} <Kbd keys="S" />
      </Button>
      <Button variant="primary" onPress={() => onAct('approve')}>
        {words.approve} <Kbd keys="P" />
      </Button>
      <Button onPress={onClear}>
        {words.clear} <Kbd keys="Esc" />
      </Button>
    </div>
  );
}
