import { type ReactNode, useRef, useState } from 'react';
import { useWords } from '../../../base/words.ts';
import { useErrorText } from '../../../live/client/errorText.ts';
import { Button } from '../../../ui/kit/Button.tsx';
import { TextField } from '../../../ui/kit/TextField.tsx';
import actStyles from '../acts.module.css';
import styles from './bulk.module.css';
import { bulkWords } from './bulkWords.ts';

type Props = {
  /** Sends what is confirmed; what was thrown, or null where it passed. Never rejects. */
  enter: (pin: string) => Promise<unknown>;
  /** Said instead of the error where no answer came. */
  cut: string | null;
};

/** The PIN that confirms a bulk act; the field takes the focus, and again after a refusal. */
export function ConfirmPin({ enter, cut }: Props): ReactNode {
  const words = useWords(bulkWords);
  const errorText = useErrorText();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const field = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    if (busy || pin === '') return;
    setBusy(true);
    const failed = await enter(pin);
    if (failed === null) return;
    setBusy(false);
    setPin('');
    setError(failed);
    field.current?.focus();
  };
  return (
    <form
      className={styles['pin']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={words.pin}
        labelPlace="beside"
        type="password"
        inputMode="numeric"
        value={pin}
        onChange={setPin}
        autoFocus
        focusName="bulk-pin"
        inputRef={field}
      />
      <Button type="submit" variant="primary" disabled={busy} kbd="Enter">
        {busy ? words.sending : words.confirm}
      </Button>
      {error === null ? null : (
        <p className={actStyles['refusal']} role="alert" data-part="w-refusal">
          {cut ?? errorText(error)}
        </p>
      )}
    </form>
  );
}
