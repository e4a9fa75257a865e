import { type ReactNode, useEffect } from 'react';
import { useKeys } from '../../base/keys.ts';
import { DisplayNumber } from './DisplayNumber.tsx';
import { windowHost } from './ownWindowHost.ts';
import { useScreenAwake } from './useScreenAwake.ts';
import { IDENTIFY_MS, showWorkspacePanel, useWorkspace } from './useWorkspace.ts';
import { useWorkspaceCommands } from './useWorkspaceCommands.ts';
import { WorkspaceNotices } from './WorkspaceNotices.tsx';
import { WorkspacePanel } from './WorkspacePanel.tsx';
import { watchGraphicsContexts } from './watchGraphicsContexts.ts';
import { workspaceKeys } from './workspaceKeys.ts';

/** The window layout in every window: keys, commands, panel, notices, the number of its display, and a screen kept awake. */
export function WorkspaceRoot({ kiosk }: { kiosk: boolean }): ReactNode {
  useKeys(workspaceKeys);
  useWorkspaceCommands();
  useScreenAwake(kiosk);
  useEffect(() => watchGraphicsContexts(() => void restartPage()), []);
  const open = useWorkspace((state) => state.panel);
  const view = useWorkspace((state) => state.view);
  const until = useWorkspace((state) => state.numberUntil);
  useEffect(() => {
    if (until === 0) return;
    const timer = setTimeout(() => useWorkspace.setState({ numberUntil: 0 }), IDENTIFY_MS);
    return () => clearTimeout(timer);
  }, [until]);
  const display = until === 0 || view === null ? null : windowHost.ownDisplay(view);
  return (
    <>
      {open ? <WorkspacePanel onClose={() => showWorkspacePanel(false)} /> : null}
      {display === null ? null : <DisplayNumber id={display} />}
      <WorkspaceNotices kiosk={kiosk} />
    </>
  );
}

/** Within the budget; beyond it a notice says what to do. */
async function restartPage(): Promise<void> {
  if (!(await windowHost.restartPage())) useWorkspace.setState({ drawingLost: true });
}
