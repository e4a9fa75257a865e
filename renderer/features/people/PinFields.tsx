import type { ReactNode } from 'react';
import type { PeopleWords } from './peopleWords.ts';

type Typed = { pin: string; again: string };
type Props = { typed: Typed; onChange: (change: Partial<Typed>) => void; words: PeopleWords };

/** A new PIN, typed twice because it is hidden. */
export function PinFields({ typed, onChange, words }: Props): ReactNode {
  return (['pin', 'again'] as const).map((name) => (
    <label key={name} className="people-field">
      {words[name]}
      <input
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        value={typed[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </label>
  ));
}
