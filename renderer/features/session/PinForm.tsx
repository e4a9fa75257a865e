import { type ReactNode, useRef, useState } from 'react';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './PinForm.module.css';
import { sessionWords } from './sessionWords.ts';

type Props = {
  /** `data-focus` of the field. */
  focusName: string;
  label: string;
  /** Text of the button: before, and while the PIN is checked. */
  buttonText: { idle: string; busy: string };
  /** PIN of an operator of the demo, to fill in; null elsewhere. */
  demoPin: string | null;
  /** False when the PIN was refused; it is then asked for again. Never rejects. */
  enter: (pin: string) => Promise<boolean>;
  children: ReactNode;
};

/** Asks an operator for the PIN; the field takes the focus, and again after a refusal. */
export function PinForm({ focusName, label, buttonText, demoPin, enter, children }: Props): ReactNode {
  const words = useWords(sessionWords);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    if (busy || pin === '') return;
    setBusy(true);
    if (await enter(pin)) return;
    setBusy(false);
    setPin('');
    field.current?.focus();
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={label}
        labelPlace="beside"
        type="password"
        inputMode="numeric"
        value={pin}
        onChange={setPin}
        autoFocus
        focusName={focusName}
        inputRef={field}
        className={styles['pin']}
      />
      <Button type="submit" variant="primary" disabled={busy} kbd="Enter">
        {busy ? buttonText.busy : buttonText.idle}
      </Button>
      {demoPin === null ? null : (
        <span className={styles['demo']}>
          {words.demoPin(demoPin)} <Button onPress={() => setPin(demoPin)}>{words.fill}</Button>
        </span>
      )}
      {children}
    </form>
  );
}
