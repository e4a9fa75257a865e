import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useWords } from '../../base/words.ts';
import { useReturnedFocus } from '../focus.ts';
import { uiWords } from '../uiWords.ts';
import { Button } from './Button.tsx';
import { classes } from './classes.ts';
import styles from './Dialog.module.css';
import { PopoverHost } from './Popover.tsx';

type Props = {
  title: string;
  /** Between the title and the way out. */
  tools?: ReactNode;
  /** Below the body, in sight however long that is: the acts. */
  footer?: ReactNode;
  /** Esc, or the button: whoever shows the dialog takes it away, or asks first. */
  onClose: () => void;
  /** Every press inside, before Esc closes; what it handles it marks as handled (`preventDefault`). */
  onKey?: (event: KeyboardEvent) => void;
  /** For who must close it at once, before the next picture: the focus is then back where it was. */
  dialogRef?: Ref<HTMLDialogElement>;
  /** `data-part`: a name for tests. */
  part?: string;
  /** Sets the size, and places what is inside. */
  className?: string | undefined;
  children: ReactNode;
};

/**
 * A modal dialog, shown for as long as it is there. The browser's own element: it lies above all else and holds the
 * focus also in a window behind others, which gets no animation frames, while React Aria's waits for one.
 */
export function Dialog(props: Props): ReactNode {
  const { title, tools, footer, onClose, className, children } = props;
  const words = useWords(uiWords);
  const dialog = useRef<HTMLDialogElement>(null);
  const [host, setHost] = useState<HTMLElement | null>(null);
  const hold = useCallback((element: HTMLDialogElement | null) => {
    dialog.current = element;
    setHost(element);
  }, []);
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(
    props.dialogRef,
    () => dialog.current,
  );
  useReturnedFocus();
  useLayoutEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  // The browser's own way out does not answer every Esc in a window that another one covers.
  const onKeyDown = (event: KeyboardEvent): void => {
    props.onKey?.(event);
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    // The browser would close it whatever `onClose` decides, and the window under it take the press as its own way back.
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <dialog
      ref={hold}
      className={classes(styles['dialog'], className)}
      aria-label={title}
      data-part={props.part}
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <PopoverHost value={host}>
        <header className={styles['head']}>
          <h2 className={styles['title']}>{title}</h2>
          {tools}
          <Button onPress={onClose} kbd="Esc" className={styles['close']}>
            {words.close}
          </Button>
        </header>
        <div className={styles['body']}>{children}</div>
        {footer === undefined ? null : <footer className={styles['foot']}>{footer}</footer>}
      </PopoverHost>
    </dialog>
  );
}
