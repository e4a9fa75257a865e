import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../base/words.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { draftWords } from '../../ui/drafts/draftWords.ts';
import { useReturnedFocus } from '../../ui/focus.ts';
import { Button } from '../../ui/kit/Button.tsx';
import actStyles from './acts.module.css';
import type { BoardContext } from './boardContext.ts';

/** Says that a form holds what was typed earlier; nothing where it does not. */
export function RestoredNote({
  at,
  parts,
  onDiscard,
}: {
  /** UTC ms; null: nothing was restored. */
  at: number | null;
  parts: BoardContext;
  onDiscard: () => void;
}): ReactNode {
  const words = useWords(draftWords);
  if (at === null) return null;
  return (
    <p className={actStyles['restored']} data-part="w-restored" role="status">
      {words.restored(shortTime(at, parts.zone, parts.now))}{' '}
      <Button onPress={onDiscard}>{words.startAgain}</Button>
    </p>
  );
}

type Answers = { onStay: () => void; onKeep: () => void; onDiscard: () => void };

/** Before a form closes that holds what nobody has sent. The focus is on going on, and so is Esc. */
export function LeaveQuestion({ onStay, onKeep, onDiscard }: Answers): ReactNode {
  const words = useWords(draftWords);
  const stay = useRef<HTMLButtonElement>(null);
  useReturnedFocus();
  useEffect(() => stay.current?.focus(), []);
  return (
    <div
      className={actStyles['leave']}
      data-part="w-leave"
      role="alertdialog"
      aria-label={words.leave}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onStay();
      }}
    >
      <p>{words.leave}</p>
      <span className={actStyles['form-acts']}>
        <Button ref={stay} onPress={onStay}>
          {words.stay}
        </Button>
        <Button onPress={onKeep}>{words.keep}</Button>
        <Button variant="danger" onPress={onDiscard}>
          {words.discard}
        </Button>
      </span>
    </div>
  );
}
