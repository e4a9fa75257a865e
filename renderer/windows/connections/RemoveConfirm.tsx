import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

type Props = {
  /** What is asked, and what «yes» is called. */
  ask: string;
  yes: string;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
  words: ConnWords;
};

/** Confirmation before a source or a base map is removed. The focus is on «cancel», and Esc cancels. */
export function RemoveConfirm({ ask, yes, busy, onYes, onNo, words }: Props): ReactNode {
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  return (
    <div
      className={styles['confirm']}
      role="alertdialog"
      aria-label={words.remove}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onNo();
      }}
    >
      <p>{ask}</p>
      <span className={styles['actions']}>
        <Button variant="danger" disabled={busy} onPress={onYes}>
          {yes}
        </Button>
        <Button ref={no} onPress={onNo}>
          {words.cancel}
        </Button>
      </span>
    </div>
  );
}
