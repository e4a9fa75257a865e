import { type ReactNode, useEffect, useRef } from 'react';
import { HallKeyRows } from '../../app/hall/HallKeyRows.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { DESK_KEYS, keysOf } from './keys.ts';
import type { DeskWords } from './words.ts';

type Props = { open: boolean; onClose: () => void; words: DeskWords };

/**
 * Every key of the desk, from the table that the listener uses. The browser's own dialog: it holds and gives back the
 * focus by itself, and antd's would set inline styles that the Content-Security-Policy refuses.
 */
export function KeyHelp({ open, onClose, words }: Props): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog ref={ref} className="key-dialog" aria-label={words.keysTitle} onClose={onClose}>
      <header>
        <h2>{words.keysTitle}</h2>
        <button type="button" className="plain-button" onClick={onClose}>
          {words.close} <Kbd keys="Esc" />
        </button>
      </header>
      <dl className="key-help">
        {DESK_KEYS.map(({ action }) => (
          <div key={action}>
            <dt>
              {keysOf(action).map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dt>
            <dd>{words[`key_${action}`]}</dd>
          </div>
        ))}
        <HallKeyRows />
      </dl>
    </dialog>
  );
}
