import type { Display } from '../../../../shared/layout/display.ts';
import { boundsOf } from '../../../../shared/layout/geometry.ts';
import type { Placed } from '../../../../shared/layout/placeWindows.ts';

/** Bottom right: lists and buttons of the window below begin at its top left. */
const CORNER = { x: 0.4, y: 0.4, width: 0.6, height: 0.6 };

/**
 * A guest window (暂放: its own display is missing) takes only a corner of the display that it lies on. The shell puts it
 * behind the other windows, but a page cannot lower itself, and over the whole display it would hide the operator's work.
 */
export function inGuestCorner(window: Placed, displays: readonly Display[]): Placed {
  const display = displays.find(({ id }) => id === window.display);
  if (!window.guest || window.full || display === undefined) return window;
  return { ...window, bounds: boundsOf(CORNER, display.workArea) };
}
