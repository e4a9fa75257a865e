import { type ReactNode, useState } from 'react';
import { useWords } from '../../../base/words.ts';
import { PinForm } from '../../../features/session/PinForm.tsx';
import { useErrorText } from '../../../live/client/errorText.ts';
import actStyles from '../acts.module.css';
import styles from './bulk.module.css';
import { bulkWords } from './bulkWords.ts';

type Props = {
  /** Sends what is confirmed; what was thrown, or null where it passed. Never rejects. */
  enter: (pin: string) => Promise<unknown>;
  /** Said instead of the error where no answer came. */
  cut: string | null;
};

/** The PIN that confirms a bulk act, and why it was refused. */
export function ConfirmPin({ enter, cut }: Props): ReactNode {
  const words = useWords(bulkWords);
  const errorText = useErrorText();
  const [error, setError] = useState<unknown>(null);
  return (
    <PinForm
      focusName="bulk-pin"
      label={words.pin}
      buttonText={{ idle: words.confirm, busy: words.sending }}
      demoPin={null}
      enter={async (pin) => {
        const failed = await enter(pin);
        if (failed !== null) setError(failed);
        return failed === null;
      }}
    >
      {error === null ? null : (
        <p className={`${actStyles['refusal']} ${styles['refused']}`} role="alert" data-part="w-refusal">
          {cut ?? errorText(error)}
        </p>
      )}
    </PinForm>
  );
}
