import type { Placed } from '../../../shared/layout/placeWindows.ts';
import type { ShellWindow } from './openWindow.ts';
import { placeWindow } from './placeWindow.ts';

/** A cable that is pulled, or a window that is dragged, makes a burst of events; what counts is the end. ms */
export const QUIET = 400;

/** What a window's care has to know of the hall, and tells it. */
export type WatchedWindow = {
  /** Its place as the layout has it now; undefined when it has none any more. */
  place(): Placed | undefined;
  /** It is being taken away, or the program ends. */
  leaving(): boolean;
  /** Somebody moved it, or changed its size, and is done. */
  moved(): void;
  closed(): void;
  later(ms: number, act: () => void): () => void;
};

/** Shows a window once it has something to show, keeps it in its place, and tells of what people do to it. */
export function watchWindow(window: ShellWindow, hall: WatchedWindow): void {
  window.once('ready-to-show', () => {
    const place = hall.place();
    if (place === undefined || window.isDestroyed()) return;
    window.showInactive();
    placeWindow(window, place);
  });
  window.on('leave-full-screen', () => {
    const place = hall.place();
    // Some window managers keep a key of their own for this; a wall does not heed it.
    if (place === undefined || hall.leaving()) return;
    if (!(place.kiosk && window.isFullScreen())) placeWindow(window, place);
  });
  let touched: (() => void) | null = null;
  const touch = () => {
    touched?.();
    touched = hall.later(QUIET, hall.moved);
  };
  window.on('move', touch);
  window.on('resize', touch);
  window.on('closed', () => {
    touched?.();
    hall.closed();
  });
}
