import type { Adjustment } from '../../../shared/layout/edit.ts';
import type { HallView, HallWindow } from '../../../shared/layout/hallView.ts';
import type { ProfileId, WindowRole } from '../../../shared/layout/layout.ts';

/**
 * What only the program around a page can do with windows and displays. Windows call this and never ask which host they
 * run in: Electron answers in the shell, the Window Management API in a browser that the operator allowed it, and tabs
 * stand in for windows elsewhere.
 */
export type WindowHost = {
  view(): Promise<HallView>;
  /** `changed`: look at the view again; `identify`: show the number of this window's display. */
  onEvent(listener: (event: WindowHostEvent) => void): void;
  switchTo(profile: ProfileId): Promise<void>;
  /** Keeps the windows as they are now as that profile. */
  save(profile: ProfileId): Promise<void>;
  /** Forgets what was kept of a profile; it is made for the displays again. */
  reset(profile: ProfileId): Promise<void>;
  /** One more window; `display` is an id of the view, null: where there is room. False when there is none. */
  openRole(role: WindowRole, display: string | null): Promise<boolean>;
  adjust(id: string, change: Adjustment): Promise<void>;
  /** Only after the operator confirmed it. */
  leaveKiosk(id: string): Promise<void>;
  identify(): Promise<void>;
  /** Asks the operator for what placing windows needs; nothing where it is not needed. */
  allowPlacing(): Promise<void>;
  /** Starts this window's page again in its place; false when it did so too often already. */
  restartThis(): Promise<boolean>;
  /** Windows that are open but hang; none where the host mends that itself. */
  silent(): readonly string[];
  /** Number of the display that this window lies on, as in the view; null when unknown. */
  here(view: HallView): string | null;
  /** Brings this window to its place, where the host does not do so by itself. */
  settleThis(place: HallWindow): Promise<void>;
  /** The layout has no such window any more. */
  closeThis(): void;
};
/** `act-wanted`: the browser lets this window fill its display only after a key or a click in it; `act-done`: it came. */
export type WindowHostEvent = 'changed' | 'identify' | 'act-wanted' | 'act-done';
