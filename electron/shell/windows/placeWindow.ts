import type { Rectangle } from 'electron';
import type { Display } from '../../../shared/layout/display.ts';
import type { Placed } from '../../../shared/layout/placeWindows.ts';
import { displayUnder } from '../../../shared/layout/rememberLayout.ts';
import type { ShellWindow } from './openWindow.ts';

/**
 * The place of a window, in DIP, and its state there. A window over the whole work area is maximised, so that the window
 * manager fits the frame in: on X11 `setBounds` positions the frame, which then extends below the work area.
 */
export type Place = { bounds: Rectangle; shape: 'full' | 'maximised' | 'free' };

export function placeOf({ bounds, full, display }: Placed, displays: readonly Display[]): Place {
  if (full) return { bounds, shape: 'full' };
  const area = displays.find(({ id }) => id === display)?.workArea;
  return { bounds, shape: area !== undefined && isSame(bounds, area) ? 'maximised' : 'free' };
}

/**
 * Moves a window to its place. Windows computes bounds with the scale factor of the display that the window comes from,
 * so that between displays of different scale factors the size is wrong after the first move and right after the second.
 * There is no «full screen on display X»: the window is moved there first. Outside of macOS a kiosk is the same as full
 * screen to Electron, so `setKiosk` is not used. A hidden window is only moved: filling a display would show it.
 */
export function placeWindow(window: ShellWindow, { bounds, shape }: Place): void {
  if (window.isMinimized()) window.restore();
  if (window.isFullScreen()) window.setFullScreen(false);
  if (window.isMaximized()) window.unmaximize();
  window.setBounds(bounds);
  if (!isAt(window, bounds)) window.setBounds(bounds);
  if (!window.isVisible()) return;
  if (shape === 'full') window.setFullScreen(true);
  else if (shape === 'maximised') window.maximize();
}

/** Whether the window is full screen, maximised or free as its place requires, and on the right display. */
export function fillsPlace(
  window: ShellWindow,
  { bounds, shape }: Place,
  displays: readonly Display[],
): boolean {
  if (window.isMinimized() || window.isFullScreen() !== (shape === 'full')) return false;
  if (window.isMaximized() !== (shape === 'maximised')) return false;
  if (shape === 'free') return true;
  return displayUnder(window.getBounds(), displays)?.id === displayUnder(bounds, displays)?.id;
}

export function isSamePlace(a: Place, b: Place): boolean {
  return a.shape === b.shape && isSame(a.bounds, b.bounds);
}

/** Compares with a tolerance, since window managers may deviate by a pixel. */
function isAt(window: Pick<ShellWindow, 'getBounds'>, bounds: Rectangle): boolean {
  return isSame(window.getBounds(), bounds);
}

function isSame(a: Rectangle, b: Rectangle): boolean {
  return (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(a[side] - b[side]) <= 2);
}
