import type { ReactNode } from 'react';
import { appWords } from '../../base/app-words.ts';
import { ownSlot } from '../../base/slot.ts';
import { useWords } from '../../base/words.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { desk } from './ownWindowHost.ts';
import { forgetRestarts } from './restartBudget.ts';
import { ServiceNotice } from './ServiceNotice.tsx';
import { forgetGone, useHall } from './useWorkspace.ts';
import { windowName } from './windowName.ts';
import { PROFILE_KEYS } from './workspaceKeys.ts';
import { hallWords } from './workspaceWords.ts';

/**
 * What the windows of the hall have to say, one below the other at the foot of the window: quiet, and each with what to
 * do. A wall tells only of itself: nobody sits in front of it.
 */
export function HallNotices({ kiosk }: { kiosk: boolean }): ReactNode {
  const words = useWords(hallWords);
  const wanted = useHall((state) => state.actWanted);
  const lost = useHall((state) => state.drawingLost);
  return (
    <div className="hall-restores">
      {kiosk ? null : <Restore />}
      {kiosk ? null : <Gone />}
      {kiosk ? null : <Silent />}
      <ServiceNotice />
      {wanted ? (
        <div className="hall-restore" role="status">
          {words.actWanted}
        </div>
      ) : null}
      {lost ? <DrawingLost /> : null}
    </div>
  );
}

/** Browsers open windows only after an act, so the last profile is offered where it could not be restored by itself. */
function Restore(): ReactNode {
  const words = useWords(hallWords);
  const view = useHall((state) => state.view);
  const active = view?.active ?? null;
  if (view === null || active === null || ownSlot() !== null) return null;
  if (view.windows.length === 0 || view.windows.some(({ open }) => open)) return null;
  return (
    <div className="hall-restore" role="status">
      <span>{words.restore(words[active])}</span>
      <button type="button" className="plain-button" onClick={() => void desk.switchTo(active)}>
        {words.restoreNow} <Kbd keys={PROFILE_KEYS[active]} />
      </button>
    </div>
  );
}

/** A window that died or was closed does not come back by itself in a browser. */
function Gone(): ReactNode {
  const words = useWords(hallWords);
  const roles = useWords(appWords);
  const active = useHall((state) => state.view?.active ?? null);
  const gone = useHall((state) => state.gone);
  if (active === null || gone.length === 0) return null;
  const names = gone.map((id) => windowName(roles, id)).join('、');
  return (
    <div className="hall-restore" role="status">
      <span>{words.gone(names, PROFILE_KEYS[active])}</span>
      <button type="button" className="plain-button" onClick={() => void desk.switchTo(active)}>
        {words.restoreNow} <Kbd keys={PROFILE_KEYS[active]} />
      </button>
      <button type="button" className="plain-button" onClick={forgetGone}>
        {words.notNeeded}
      </button>
    </div>
  );
}

function Silent(): ReactNode {
  const words = useWords(hallWords);
  const roles = useWords(appWords);
  const active = useHall((state) => state.view?.active ?? null);
  const silent = useHall((state) => state.silent);
  if (active === null || silent.length === 0) return null;
  const names = silent.map((id) => windowName(roles, id)).join('、');
  return (
    <div className="hall-restore" role="status">
      {words.silent(names, PROFILE_KEYS[active])}
    </div>
  );
}

/** Starting the page again did not help; whoever mended the cause may try once more. */
function DrawingLost(): ReactNode {
  const words = useWords(hallWords);
  const again = (): void => {
    forgetRestarts();
    location.reload();
  };
  return (
    <div className="hall-restore" role="alert">
      <span>{words.drawingLost}</span>
      <button type="button" className="plain-button" onClick={again}>
        {words.reload}
      </button>
    </div>
  );
}
