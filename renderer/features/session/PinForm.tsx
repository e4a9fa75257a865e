import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../../base/words.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { sessionWords } from './sessionWords.ts';

type Props = {
  id: string;
  className: string;
  /** `data-focus` of the field, for who moves the focus by such names; null: none. */
  focusName: string | null;
  label: string;
  /** On the button: before, and while the PIN is compared. */
  act: { idle: string; busy: string };
  /** Shown to be filled in where the operator is a demo's; null elsewhere. */
  demoPin: string | null;
  /** Whether the PIN opened; where not, it is asked for again. Never rejects. */
  enter: (pin: string) => Promise<boolean>;
  children: ReactNode;
};

/** Asks an operator for the PIN, which is what comes next wherever this stands. */
export function PinForm({
  id,
  className,
  focusName,
  label,
  act,
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
      <button type="submit" className="plain-button session-main" disabled={busy}>
        {busy ? act.busy : act.idle} <Kbd keys="Enter" />
      </button>
      {demoPin === null ? null : (
        <span className="sign-in-demo">
          {words.demoPin(demoPin)}{' '}
          <button type="button" className="plain-button" onClick={() => setPin(demoPin)}>
            {words.fill}
          </button>
        </span>
      )}
      {children}
    </form>
  );
}
