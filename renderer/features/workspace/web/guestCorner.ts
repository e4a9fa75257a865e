import type { Display } from '../../../../shared/layout/display.ts';
import { boundsOf } from '../../../../shared/layout/geometry.ts';
import type { Placed } from '../../../../shared/layout/placeWindows.ts';

/** Bottom right: what the window below has of keys and lists begins at its top left. */
const CORNER = { x: 0.4, y: 0.4, width: 0.6, height: 0.6 };

/**
 * A guest keeps to a corner of its host's display. In the shell it lies behind the windows that are at home there, but a
 * page cannot lower itself, and moved over a whole desk it would hide what the operator is working with.
 */
export function asGuest(window: Placed, displays: readonly Display[]): Placed {
  const display = displays.find(({ id }) => id === window.display);
  if (!window.guest || window.full || display === undefined) return window;
  return { ...window, bounds: boundsOf(CORNER, display.workArea) };
}
