import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useWords } from '../base/words.ts';
import { Kbd } from './Kbd.tsx';
import { useModal } from './modal.ts';
import { uiWords } from './uiWords.ts';

/**
 * A dialog with its name and the way out on top. The browser's own: it holds and gives back the focus by itself, and
 * antd's would set inline styles that the Content-Security-Policy refuses. Shown for as long as it is there.
 */
export function Dialog(props: {
  title: string;
  className: string;
  /** Between the name and the way out. */
  tools: ReactNode;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { title, className, tools, onClose, children } = props;
  const words = useWords(uiWords);
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog);
  // The browser's own way out does not answer every Esc in a window that another one covers.
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // The window under it would take the same press as its own way back.
    event.stopPropagation();
    onClose();
  };
  return (
    <dialog ref={dialog} className={className} aria-label={title} onClose={onClose} onKeyDown={leave}>
      <header>
        <h2>{title}</h2>
        {tools}
        <button type="button" className="plain-button" onClick={onClose}>
          {words.close} <Kbd keys="Esc" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
