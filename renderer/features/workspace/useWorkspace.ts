import { create } from 'zustand';
import type { WorkspaceView } from '../../../shared/layout/workspaceView.ts';
import { ownSlot } from '../../base/slot.ts';
import { useLink } from '../../live/link/filters.ts';
import { LostWindows } from './lostWindows.ts';
import { applyOwnPlace } from './ownPlace.ts';
import { windowHost } from './ownWindowHost.ts';

type State = {
  view: WorkspaceView | null;
  /** Ids of windows that were open and are no longer, and of windows that do not respond. */
  lost: readonly string[];
  unresponsive: readonly string[];
  /** This window lost its graphics context more often than it is reloaded by itself. */
  drawingLost: boolean;
  /** The panel 「窗口布局」 is shown. */
  panel: boolean;
  /** Until when the number of this display is shown, UTC ms of this machine; 0: it is not. */
  numberUntil: number;
  /** The browser waits for a key or a click before this window may fill its display. */
  activationNeeded: boolean;
};
export const useWorkspace = create<State>()(() => ({
  view: null,
  lost: [],
  unresponsive: [],
  drawingLost: false,
  panel: false,
  numberUntil: 0,
  activationNeeded: false,
}));

/** How long the number of a display is shown, ms. */
export const IDENTIFY_MS = 5000;

const lostWindows = new LostWindows();
let reading: Promise<void> | null = null;
let readAgain = false;

/** Reads the view again and moves this window to its place in it; calls during a reading lead to one more. */
export function refreshWorkspace(): Promise<void> {
  if (reading !== null) {
    readAgain = true;
    return reading;
  }
  reading = read().finally(() => {
    reading = null;
    if (readAgain) {
      readAgain = false;
      void refreshWorkspace();
    }
  });
  return reading;
}

async function read(): Promise<void> {
  const view = await windowHost.view();
  useWorkspace.setState({ view, lost: lostWindows.update(view), unresponsive: windowHost.unresponsive() });
  applyOwnPlace(view);
  const own = view.windows.find(({ id }) => id === ownSlot());
  if (own !== undefined) await windowHost.moveToPlace(own);
}

/** The operator does not want the lost windows back. */
export function dismissLostWindows(): void {
  lostWindows.dismiss(useWorkspace.getState().lost);
  useWorkspace.setState({ lost: [] });
}

export function showWorkspacePanel(panel: boolean): void {
  useWorkspace.setState({ panel });
  if (panel) void refreshWorkspace();
}

windowHost.onEvent((event) => {
  if (event === 'changed') void refreshWorkspace();
  else if (event === 'identify') useWorkspace.setState({ numberUntil: Date.now() + IDENTIFY_MS });
  else useWorkspace.setState({ activationNeeded: event === 'activation-needed' });
});
// Pinning or linking the window itself changes the layout as well, and so outlives a restart.
useLink.subscribe(({ pinned }, before) => {
  const own = useWorkspace.getState().view?.windows.find(({ id }) => id === ownSlot());
  if (pinned === before.pinned || own === undefined || own.linked !== pinned) return;
  void windowHost.adjust(own.id, { zoom: own.zoom, linked: !pinned });
});
void refreshWorkspace();
