import { type ReactNode, useEffect } from 'react';
import { useKeys } from '../../base/keys.ts';
import { DisplayNumber } from './DisplayNumber.tsx';
import { desk } from './ownWindowHost.ts';
import { HallNotices } from './WorkspaceNotices.tsx';
import { HallPanel } from './WorkspacePanel.tsx';
import './workspace.css';
import { useScreenAwake } from './useScreenAwake.ts';
import { IDENTIFY, showPanel, useHall } from './useWorkspace.ts';
import { useHallCommands } from './useWorkspaceCommands.ts';
import { watchContexts } from './watchGraphicsContexts.ts';
import { hallKeys } from './workspaceKeys.ts';

/** What every window has of the hall: the keys, the panel, the number of its display, and care for a wall. */
export function HallRoot({ kiosk }: { kiosk: boolean }): ReactNode {
  useKeys(hallKeys);
  useHallCommands();
  useScreenAwake(kiosk);
  useEffect(() => watchContexts(() => void restart()), []);
  const open = useHall((state) => state.panel);
  const view = useHall((state) => state.view);
  const until = useHall((state) => state.numberUntil);
  useEffect(() => {
    if (until === 0) return;
    const timer = setTimeout(() => useHall.setState({ numberUntil: 0 }), IDENTIFY);
    return () => clearTimeout(timer);
  }, [until]);
  const here = until === 0 || view === null ? null : desk.here(view);
  return (
    <>
      {open ? <HallPanel onClose={() => showPanel(false)} /> : null}
      {here === null ? null : <DisplayNumber id={here} />}
      <HallNotices kiosk={kiosk} />
    </>
  );
}

/** Within the budget; beyond it the window says so, and what to do. */
async function restart(): Promise<void> {
  if (!(await desk.restartThis())) useHall.setState({ drawingLost: true });
}
