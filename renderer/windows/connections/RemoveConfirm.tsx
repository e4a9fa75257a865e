import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './connections.module.css';
import type { ConnWords } from './words.ts';

type Props = { name: string; busy: boolean; onYes: () => void; onNo: () => void; words: ConnWords };

/** Confirmation before a source is removed. The focus is on «cancel», and Esc cancels. */
export function RemoveConfirm({ name, busy, onYes, onNo, words }: Props): ReactNode {
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
      <p>{words.removeAsk(name)}</p>
      <span className={styles['actions']}>
        <Button variant="danger" disabled={busy} onPress={onYes}>
          {words.removeYes}
        </Button>
        <Button ref={no} onPress={onNo}>
          {words.cancel}
        </Button>
      </span>
    </div>
  );
}
