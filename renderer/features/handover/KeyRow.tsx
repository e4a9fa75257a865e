import type { ReactNode } from 'react';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './handover.module.css';
import type { HandoverWords } from './handoverWords.ts';

/** The keys of the open hand-over, always visible. */
export function KeyRow({ words }: { words: HandoverWords }): ReactNode {
  const rows = [
    ['↑↓', words.keyNext],
    ['Space', words.keyCheck],
    ['O', words.keyObject],
    ['U', words.keyWithdraw],
    ['Enter', words.keyOpen],
    ['N', words.keyNotes],
    ['I', words.keyIncoming],
    ['S', words.keySign],
  ] as const;
  return (
    <ul className={styles['keys']}>
      {rows.map(([keys, text]) => (
        <li key={keys}>
          <Kbd keys={keys} /> {text}
        </li>
      ))}
    </ul>
  );
}
