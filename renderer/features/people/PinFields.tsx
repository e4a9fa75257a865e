import type { ReactNode } from 'react';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './people.module.css';
import type { PeopleWords } from './peopleWords.ts';

type Typed = { pin: string; again: string };
type Props = { typed: Typed; onChange: (change: Partial<Typed>) => void; words: PeopleWords };

/** A new PIN, typed twice because it is hidden. */
export function PinFields({ typed, onChange, words }: Props): ReactNode {
  return (['pin', 'again'] as const).map((name) => (
    <TextField
      key={name}
      label={words[name]}
      labelPlace="beside"
      className={styles['field']}
      type="password"
      inputMode="numeric"
      autoComplete="new-password"
      value={typed[name]}
      onChange={(pin) => onChange({ [name]: pin })}
    />
  ));
}
