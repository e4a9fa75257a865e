import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { sessionWords } from './sessionWords.ts';

type Props = {
  id: string;
  className: string;
  /** `data-focus` of the field, for who moves the focus by such names; null: none. */
  focusName: string | null;
  label: string;
  /** Text of the button: before, and while the PIN is checked. */
  buttonText: { idle: string; busy: string };
  /** PIN of an operator of the demo, to fill in; null elsewhere. */
  demoPin: string | null;
  /** False when the PIN was refused; it is then asked for again. Never rejects. */
  enter: (pin: string) => Promise<boolean>;
  children: ReactNode;
};

/** Asks an operator for the PIN; the field takes the focus. */
export function PinForm({
  id,
  className,
  focusName,
  label,
  buttonText,
  demoPin,
  enter,
  children,
}: Props): ReactNode {
  const words = useWords(sessionWords);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
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
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        data-focus={focusName ?? undefined}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        value={pin}
        onChange={(event) => setPin(event.target.value)}
      />
      <Button type="submit" variant="primary" disabled={busy} kbd="Enter">
        {busy ? buttonText.busy : buttonText.idle}
      </Button>
      {demoPin === null ? null : (
        <span className="sign-in-demo">
          {words.demoPin(demoPin)} <Button onPress={() => setPin(demoPin)}>{words.fill}</Button>
        </span>
      )}
      {children}
    </form>
  );
}
