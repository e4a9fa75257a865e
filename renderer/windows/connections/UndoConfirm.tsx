import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { useKeptText } from '../../ui/drafts/useKeptText.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { TextField } from '../../ui/kit/TextField.tsx';
import styles from './connections.module.css';
import { historyWords } from './historyWords.ts';

const [SHORTEST, LONGEST] = [4, 200];

type Props = {
  id: string;
  file: string;
  busy: boolean;
  /** Resolves with whether it was done. */
  onYes: (reason: string) => Promise<boolean>;
  onNo: () => void;
};

/** Asks whether an import is to be undone, and why. The focus is in the reason, and Esc leaves all as it is. */
export function UndoConfirm({ id, file, busy, onYes, onNo }: Props): ReactNode {
  const own = useWords(historyWords);
  const { text: reason, setText: setReason, forget } = useKeptText(`undo-import:${id}`);
  return (
    <div
      className={styles['confirm']}
      role="alertdialog"
      aria-label={own.undoTitle}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onNo();
      }}
    >
      <p>{own.undoAsk(file)}</p>
      <TextField
        label={own.reason}
        value={reason}
        onChange={setReason}
        maxLength={LONGEST}
        autoFocus={true}
        onEscape={onNo}
      />
      <span className={styles['actions']}>
        <Button
          variant="danger"
          disabled={busy || reason.trim().length < SHORTEST}
          onPress={() => void onYes(reason.trim()).then((isDone) => isDone && forget())}
        >
          {own.undoYes}
        </Button>
        <Button disabled={busy} onPress={onNo}>
          {own.undoNo}
        </Button>
      </span>
    </div>
  );
}
