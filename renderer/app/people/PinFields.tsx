import type { ReactNode } from 'react';
import type { PeopleWords } from './people-words.ts';

type Props = {
  pin: string;
  again: string;
  onChange: (change: { pin?: string; again?: string }) => void;
  words: PeopleWords;
};

/** A new PIN, typed twice: nobody sees what is typed. */
export function PinFields({ pin, again, onChange, words }: Props): ReactNode {
  return (
    <>
      <label className="people-field">
        {words.pin}
        <input
          type="password"
          inputMode="numeric"
          autoComplete="new-password"
          value={pin}
          onChange={(event) => onChange({ pin: event.target.value })}
        />
      </label>
      <label className="people-field">
        {words.again}
        <input
          type="password"
          inputMode="numeric"
          autoComplete="new-password"
          value={again}
          onChange={(event) => onChange({ again: event.target.value })}
        />
      </label>
    </>
  );
}
