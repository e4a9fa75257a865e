import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import styles from './presenter.module.css';
import { PRESENTER_KEY } from './presenterKey.ts';
import { presenterWords } from './presenterWords.ts';
import { dismissTakenOver, showPresenter, usePresenter } from './usePresenter.ts';
import { useWallNames } from './wallNames.ts';

/** In a window that drives walls: how many, and which were taken over. Hidden while the panel shows the same. */
export function DriverNotices(): ReactNode {
  const words = useWords(presenterWords);
  const takenOver = usePresenter((state) => state.takenOver.length);
  const panel = usePresenter((state) => state.panel);
  const driven = usePresenter(
    ({ board, self }) =>
      Object.values(board).filter(({ driver }) => driver !== null && driver.window === self).length,
  );
  if (panel || (driven === 0 && takenOver === 0)) return null;
  return (
    <div className={styles['notes']} data-part="presenter-notes" role="status">
      <TakenOverNotice />
      {driven === 0 ? null : (
        <Button onPress={() => showPresenter(true)} kbd={PRESENTER_KEY}>
          {words.driving(driven)}
        </Button>
      )}
    </div>
  );
}

/** Walls that others took over, or that went live while this window did not respond, until the operator has read it. */
export function TakenOverNotice(): ReactNode {
  const words = useWords(presenterWords);
  const nameOf = useWallNames();
  const takenOver = usePresenter((state) => state.takenOver);
  if (takenOver.length === 0) return null;
  // In the order of the walls.
  const texts = takenOver
    .map(({ wall, by }) => (by === null ? words.lapsed(nameOf(wall)) : words.taken(nameOf(wall), by)))
    .sort();
  return (
    <p className={styles['taken']} data-part="presenter-taken">
      <span>△ {texts.join(' ')}</span> <Button onPress={dismissTakenOver}>{words.understood}</Button>
    </p>
  );
}
