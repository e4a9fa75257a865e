import type { ReactNode } from 'react';
import { openDialog } from '../../base/intents.ts';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './orders.module.css';
import type { OrderWords } from './words.ts';

type Props = {
  offered: readonly string[];
  signedIn: boolean;
  onAct: (type: string) => void;
  words: OrderWords;
};

/** What the operator may do with the order now, each with its digit. */
export function ActBar({ offered, signedIn, onAct, words }: Props): ReactNode {
  if (!signedIn)
    return (
      <div className={styles['acts']}>
        <Button onPress={() => openDialog('signIn')}>{words.signInToAct}</Button>
      </div>
    );
  return (
    <div className={styles['acts']} role="toolbar" aria-label={words.acts} data-part="o-acts">
      {offered.length === 0 ? <span className={styles['dim']}>{words.noActs}</span> : null}
      {offered.map((type, index) => (
        <Button key={type} kbd={index < 9 ? String(index + 1) : ''} onPress={() => onAct(type)}>
          {Reflect.get(words, `act_${type}`) as string}
        </Button>
      ))}
    </div>
  );
}
