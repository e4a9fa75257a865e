import type { WindowRole } from '../../../shared/contract/windowRole.ts';
import type { Adjustment } from '../../../shared/layout/editLayout.ts';
import type { ProfileId } from '../../../shared/layout/layout.ts';
import type { WorkspaceView, WorkspaceWindow } from '../../../shared/layout/workspaceView.ts';

/**
 * What only the program around a page can do with windows and displays. Windows call this and never ask which host they
 * run in: Electron answers in the shell; in a browser the Window Management API does where the operator allowed it, and
 * tabs stand in for windows elsewhere.
 */
export type WindowHost = {
  view(): Promise<WorkspaceView>;
  onEvent(listener: (event: WindowHostEvent) => void): void;
  switchTo(profile: ProfileId): Promise<void>;
  /** Saves the windows as they are now as that profile. */
  save(profile: ProfileId): Promise<void>;
  /** Forgets what was saved of a profile; it is made for the displays again. */
  reset(profile: ProfileId): Promise<void>;
  /** Opens one more window; `display` is an id of the view, null: where there is room. False when there is none. */
  openRole(role: WindowRole, display: string | null): Promise<boolean>;
  adjust(id: string, change: Adjustment): Promise<void>;
  /** Only after the operator confirmed it. */
  leaveKiosk(id: string): Promise<void>;
  /** Shows the number of every display on it. */
  identify(): Promise<void>;
  /**
   * A notice of the desktop, for an operator who works in another program. It stands on a screen that anybody passes:
   * numbers only, nothing about a citizen. `key` names the event, so that several windows tell of it once.
   */
  notify(key: string, title: string, body: string): Promise<void>;
  /** Asks the operator for the permission that placing windows needs; does nothing where none is needed. */
  allowPlacing(): Promise<void>;
  /** Reloads this window's page; false when it was reloaded too often already. */
  restartPage(): Promise<boolean>;
  /** Ids of windows that are open but do not respond; none where the host restarts those itself. */
  unresponsive(): readonly string[];
  /** Id of the display that this window lies on, as in the view; null when unknown. */
  ownDisplay(view: WorkspaceView): string | null;
  /** Moves this window to its place, where the host does not do so by itself. */
  moveToPlace(place: WorkspaceWindow): Promise<void>;
  /** Closes this window, which the layout no longer has. */
  closeWindow(): void;
};

/**
 * `changed`: the view is to be read again. `identify`: this window shows the number of its display. `activation-needed`:
 * the browser requires a key or a click in this window before it may fill its display; `activation-done`: no longer.
 */
export type WindowHostEvent = 'changed' | 'identify' | 'activation-needed' | 'activation-done';
