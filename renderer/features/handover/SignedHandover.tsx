import type { ReactNode } from 'react';
import { printPage } from '../../base/printPage.ts';
import { useHandoverRecord } from '../../live/queries/handover.ts';
import { FocusedButton } from './FocusedButton.tsx';
import styles from './handover.module.css';
import { RecordSheet } from './RecordSheet.tsx';
import { useTextContext } from './useTextContext.ts';

/** Shown right after both signatures: who is on duty here now, and the record. */
export function SignedHandover({ id }: { id: string }): ReactNode {
  const context = useTextContext('');
  const { words } = context;
  const record = useHandoverRecord(id).data;
  if (record === undefined) return <p role="status">{words.reading}</p>;
  return (
    <div className={styles['signed']}>
      <p className={styles['done']} role="status">
        ✓ {words.done(record.post.name, record.incoming.name)}{' '}
        <FocusedButton text={words.print} variant="plain" className={styles['print']} onPress={printPage} />
      </p>
      <RecordSheet record={record} context={context} />
    </div>
  );
}
