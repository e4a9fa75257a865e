import type { ReactNode } from 'react';
import { KeptNote } from '../../ui/drafts/KeptNote.tsx';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './connections.module.css';
import { Problem } from './Problem.tsx';
import type { ConnWords } from './words.ts';

type Props = {
  /** What was typed and is kept: when it was restored, and how to forget it. */
  kept: { restoredAt: number | null; forget: () => void };
  error: unknown;
  /** Whether what is typed may be saved now. */
  canSave: boolean;
  onCancel: () => void;
  /** Buttons between saving and cancelling. */
  children?: ReactNode;
  words: ConnWords;
};

/** The end of a form whose text is kept: the note about what was restored, what went wrong, and the buttons. */
export function FormEnd({ kept, error, canSave, onCancel, children, words }: Props): ReactNode {
  return (
    <>
      <div className={styles['span']}>
        <KeptNote at={kept.restoredAt} onDiscard={kept.forget} />
        <Problem error={error} words={words} />
      </div>
      <span className={styles['actions']}>
        <Button variant="primary" type="submit" disabled={!canSave}>
          {words.save}
        </Button>
        {children}
        <Button
          onPress={() => {
            kept.forget();
            onCancel();
          }}
        >
          {words.cancel}
        </Button>
      </span>
    </>
  );
}
