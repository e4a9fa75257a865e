import type { ReactNode } from 'react';
import { useHandoverRecord } from '../../live/queries/handover.ts';
import { MainButton } from './FocusedButton.tsx';
import { Sheet } from './RecordSheet.tsx';
import { useTelling } from './useTextContext.ts';

/** Both have signed just now: who sits here, and the record. */
export function Signed({ id }: { id: string }): ReactNode {
  const telling = useTelling('');
  const { words } = telling;
  const record = useHandoverRecord(id).data;
  if (record === undefined) return <p role="status">{words.reading}</p>;
  return (
    <div className="handover-signed">
      <p className="handover-done" role="status">
        ✓ {words.done(record.post.name, record.incoming.name)}{' '}
        <MainButton text={words.print} className="handover-print" onPress={() => print()} />
      </p>
      <Sheet record={record} telling={telling} />
    </div>
  );
}
