import { type ReactNode, useEffect, useRef } from 'react';
import type { ConnWords } from './words.ts';

type Props = { name: string; busy: boolean; onYes: () => void; onNo: () => void; words: ConnWords };

/** Asks before a source is removed. The focus is on «cancel», and Esc is cancel too. */
export function RemoveConfirm({ name, busy, onYes, onNo, words }: Props): ReactNode {
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  return (
    <div
      className="conn-confirm"
      role="alertdialog"
      aria-label={words.remove}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onNo();
      }}
    >
      <p>{words.removeAsk(name)}</p>
      <span className="conn-actions">
        <button type="button" className="conn-danger" disabled={busy} onClick={onYes}>
          {words.removeYes}
        </button>
        <button type="button" className="plain-button" ref={no} onClick={onNo}>
          {words.cancel}
        </button>
      </span>
    </div>
  );
}
