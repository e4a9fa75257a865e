import type { Adjustment } from '../../../shared/layout/edit.ts';
import type { HallView, HallWindow } from '../../../shared/layout/hallView.ts';
import type { ProfileId, WindowRole } from '../../../shared/layout/layout.ts';
import { electronDesk } from './electronDesk.ts';
import { webDesk } from './webDesk.ts';

/**
 * What only a desktop can do (design.md §3). Windows ask this and never which host they are in: in the shell it is
 * answered by Electron, in a browser by the Window Management API where the operator allowed it, else by tabs.
 */
export type Desk = {
  view(): Promise<HallView>;
  /** `changed`: look at the view again; `identify`: show the number of this window's display. */
  onEvent(listener: (event: DeskEvent) => void): void;
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
export type DeskEvent = 'changed' | 'identify' | 'act-wanted' | 'act-done';

/** The desk of this window. */
export const desk: Desk = electronDesk() ?? webDesk();
