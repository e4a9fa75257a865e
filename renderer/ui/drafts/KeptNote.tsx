import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { shortTime } from '../../live/link/cityTime.ts';
import { useNowIfKnown, useZone } from '../../live/link/clock.ts';
import { Button } from '../kit/Button.tsx';
import { draftWords } from './draftWords.ts';
import styles from './KeptNote.module.css';

/** Says that a form holds what was typed earlier, and clears it; nothing where it does not. `at`: UTC ms. */
export function KeptNote({ at, onDiscard }: { at: number | null; onDiscard: () => void }): ReactNode {
  const words = useWords(draftWords);
  const zone = useZone();
  const now = useNowIfKnown(60_000);
  if (at === null) return null;
  return (
    <div className={styles['note']} data-part="kept-note" role="status">
      {words.restored(shortTime(at, zone, now ?? at))} <Button onPress={onDiscard}>{words.startAgain}</Button>
    </div>
  );
}
