import type { ReactNode } from 'react';
import { appWords } from '../../base/appWords.ts';
import { usePunctuation } from '../../base/punctuation.ts';
import { ownSlot } from '../../base/slot.ts';
import { useWords } from '../../base/words.ts';
import { Button } from '../../ui/kit/Button.tsx';
import { windowHost } from './ownWindowHost.ts';
import { resetRestartBudget } from './restartBudget.ts';
import { ServiceNotice } from './ServiceNotice.tsx';
import { dismissLostWindows, useWorkspace } from './useWorkspace.ts';
import { windowName } from './windowName.ts';
import styles from './workspace.module.css';
import { PROFILE_KEYS } from './workspaceKeys.ts';
import { workspaceWords } from './workspaceWords.ts';

/**
 * Notices about the windows of this workstation, one below the other at the foot of the window, each with what to do. A
 * kiosk wall shows only those about itself: nobody sits in front of it.
 */
export function WorkspaceNotices({ kiosk }: { kiosk: boolean }): ReactNode {
  const words = useWords(workspaceWords);
  const activationNeeded = useWorkspace((state) => state.activationNeeded);
  const drawingLost = useWorkspace((state) => state.drawingLost);
  return (
    <div className={styles['notices']}>
      {kiosk ? null : <RestoreNotice />}
      {kiosk ? null : <LostWindowsNotice />}
      {kiosk ? null : <UnresponsiveNotice />}
      <ServiceNotice />
      {activationNeeded ? (
        <div className={styles['notice']} data-part="workspace-notice" role="status">
          {words.activationNeeded}
        </div>
      ) : null}
      {drawingLost ? <DrawingLostNotice /> : null}
    </div>
  );
}

/** Browsers open windows only after a user action, so the last profile is offered where it was not restored. */
function RestoreNotice(): ReactNode {
  const words = useWords(workspaceWords);
  const view = useWorkspace((state) => state.view);
  const active = view?.active ?? null;
  if (view === null || active === null || ownSlot() !== null) return null;
  if (view.windows.length === 0 || view.windows.some(({ open }) => open)) return null;
  return (
    <div className={styles['notice']} data-part="workspace-notice" role="status">
      <span>{words.restore(words[active])}</span>
      <Button onPress={() => void windowHost.switchTo(active)} kbd={PROFILE_KEYS[active]}>
        {words.restoreNow}
      </Button>
    </div>
  );
}

/** In a browser, a window that crashed or was closed does not come back by itself. */
function LostWindowsNotice(): ReactNode {
  const words = useWords(workspaceWords);
  const roles = useWords(appWords);
  const active = useWorkspace((state) => state.view?.active ?? null);
  const marks = usePunctuation();
  const lost = useWorkspace((state) => state.lost);
  if (active === null || lost.length === 0) return null;
  const names = lost.map((id) => windowName(roles, id)).join(marks.comma);
  return (
    <div className={styles['notice']} data-part="workspace-notice" role="status">
      <span>{words.lost(names, PROFILE_KEYS[active])}</span>
      <Button onPress={() => void windowHost.switchTo(active)} kbd={PROFILE_KEYS[active]}>
        {words.restoreNow}
      </Button>
      <Button onPress={dismissLostWindows}>{words.notNeeded}</Button>
    </div>
  );
}

function UnresponsiveNotice(): ReactNode {
  const words = useWords(workspaceWords);
  const roles = useWords(appWords);
  const active = useWorkspace((state) => state.view?.active ?? null);
  const marks = usePunctuation();
  const unresponsive = useWorkspace((state) => state.unresponsive);
  if (active === null || unresponsive.length === 0) return null;
  const names = unresponsive.map((id) => windowName(roles, id)).join(marks.comma);
  return (
    <div className={styles['notice']} data-part="workspace-notice" role="status">
      {words.unresponsive(names, PROFILE_KEYS[active])}
    </div>
  );
}

/** Reloading did not help; after the cause is mended, the operator may try once more. */
function DrawingLostNotice(): ReactNode {
  const words = useWords(workspaceWords);
  const retry = (): void => {
    resetRestartBudget();
    location.reload();
  };
  return (
    <div className={styles['notice']} data-part="workspace-notice" role="alert">
      <span>{words.drawingLost}</span>
      <Button onPress={retry}>{words.reload}</Button>
    </div>
  );
}
