import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import type { OutboxMessage } from '../../../shared/contract/outbox.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { useWords } from '../../base/words.ts';
import { useErrorText } from '../../live/client/errorText.ts';
import { decideMessage, type MessageDecision } from '../../live/queries/outbox.ts';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { useKeptState } from '../../ui/drafts/useKeptState.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { TextArea } from '../../ui/kit/TextArea.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './outbox.module.css';
import { outboxWords } from './outboxWords.ts';

/** What is to be done with a message. `change`: sent again with another text. */
export type Wanted = 'retry' | 'change' | 'delivered' | 'discard';
type Props = { message: OutboxMessage; wanted: Wanted; onDone: () => void };

const Typed = z.object({
  text: z.string().max(4000),
  reason: z.string().max(500),
  number: z.string().max(200),
});

/** The form of one decision about a message: a reason, which the audit keeps, and what it needs besides. */
export function Decide({ message, wanted, onDone }: Props): ReactNode {
  const words = useWords(outboxWords);
  const errorText = useErrorText();
  const { colon } = usePunctuation();
  const kept = useKeptState({
    form: `outbox:${message.id}:${wanted}`,
    first: { text: message.text, reason: '', number: '' },
    schema: Typed,
  });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { text, reason, number } = kept.values;
  const change = (part: Partial<z.infer<typeof Typed>>): void =>
    kept.change((before) => ({ ...before, ...part }));

  async function send(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await decideMessage(message.id, decisionOf(wanted, kept.values));
      kept.forget();
      onDone();
    } catch (reasonOfFailure) {
      setError(reasonOfFailure);
    } finally {
      setBusy(false);
    }
  }

  const empty = reason.trim().length < 2 || (wanted === 'change' && text.trim() === '');
  return (
    <form
      className={styles['form']}
      data-part="outbox-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty) void send();
      }}
    >
      {wanted === 'change' ? (
        <TextArea label={words.text} rows={3} value={text} onChange={(next) => change({ text: next })} />
      ) : null}
      {wanted === 'delivered' ? (
        <TextField label={words.number} value={number} onChange={(next) => change({ number: next })} />
      ) : null}
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        autoFocus
        onChange={(next) => change({ reason: next })}
      />
      <KeptNote at={kept.restoredAt} onDiscard={kept.forget} />
      {error === null ? null : <p role="alert">{errorText(error)}</p>}
      <span className={styles['acts']}>
        <Button type="submit" variant={wanted === 'discard' ? 'danger' : 'primary'} disabled={busy || empty}>
          {words.confirm}
          {colon}
          {words[wanted]}
        </Button>
        <Button onPress={onDone}>{words.cancel}</Button>
      </span>
    </form>
  );
}

function decisionOf(wanted: Wanted, { text, reason, number }: z.infer<typeof Typed>): MessageDecision {
  switch (wanted) {
    case 'retry':
      return { act: 'retry', text: null, reason };
    case 'change':
      return { act: 'retry', text, reason };
    case 'delivered':
      return { act: 'delivered', upstreamId: number.trim() === '' ? null : number.trim(), reason };
    case 'discard':
      return { act: 'discard', reason };
  }
}
