import type { ReactNode } from 'react';
import { useWords } from '../../base/words.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { PRESENTER_KEY } from './presenterKey.ts';
import { presenterWords } from './presenterWords.ts';
import { forgetTaken, showPresenter, usePresenter } from './usePresenter.ts';
import { useWallNames } from './wallNames.ts';

/** In the window that drives: that it does, and that somebody has taken a wall over. The panel says so itself. */
export function DriverNotes(): ReactNode {
  const words = useWords(presenterWords);
  const taken = usePresenter((state) => state.taken.length);
  const panel = usePresenter((state) => state.panel);
  const driven = usePresenter(
    ({ board, self }) =>
      Object.values(board).filter(({ driver }) => driver !== null && driver.window === self).length,
  );
  if (panel || (driven === 0 && taken === 0)) return null;
  return (
    <div className="presenter-notes" role="status">
      <TakenNote />
      {driven === 0 ? null : (
        <button type="button" className="plain-button" onClick={() => showPresenter(true)}>
          {words.driving(driven)} <Kbd keys={PRESENTER_KEY} />
        </button>
      )}
    </div>
  );
}

/** Walls that others have taken from this window, or that went live while it hung, until the operator has read it. */
export function TakenNote(): ReactNode {
  const words = useWords(presenterWords);
  const nameOf = useWallNames();
  const taken = usePresenter((state) => state.taken);
  if (taken.length === 0) return null;
  // In the order of the walls, whichever was lost first.
  const texts = taken
    .map(({ wall, by }) => (by === null ? words.lapsed(nameOf(wall)) : words.taken(nameOf(wall), by)))
    .sort();
  return (
    <p className="presenter-taken">
      <span>△ {texts.join(' ')}</span>{' '}
      <button type="button" className="plain-button" onClick={forgetTaken}>
        {words.understood}
      </button>
    </p>
  );
}
