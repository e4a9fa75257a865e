import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { clockTimeWithSeconds } from '../../live/link/cityTime.ts';
import { useZone } from '../../live/link/clock.ts';
import { Button } from '../../ui/kit/Button.tsx';
import type { DraftState } from './useDecisionDraft.ts';
import styles from './window.module.css';
import { isSame, NOTHING } from './wording.ts';
import { windowWords } from './words.ts';

/** Where the words are: with the service since when, or still in this window alone; or another window wrote too. */
export function DraftNote({ draft }: { draft: DraftState }): ReactNode {
  const words = useWords(windowWords);
  const zone = useZone();
  if (draft.theirs !== null)
    return (
      <span className={styles['late']} role="alert" data-part="m-draft-note">
        {words.conflict(draft.theirs.by.name)} <q>{draft.theirs.text}</q>{' '}
        <Button onPress={draft.takeTheirs}>{words.takeTheirs}</Button>{' '}
        <Button onPress={draft.keepMine}>{words.keepMine}</Button>
      </span>
    );
  if (draft.savedAt === null && isSame(draft.values, NOTHING)) return null;
  return (
    <span
      className={draft.failed ? styles['late'] : styles['keys']}
      data-part="m-draft-note"
      role="status"
      data-saved={draft.savedAt !== null}
    >
      {draft.failed
        ? words.unsaved
        : draft.savedAt === null
          ? words.saving
          : words.saved(clockTimeWithSeconds(draft.savedAt, zone))}
    </span>
  );
}
