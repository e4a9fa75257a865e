import type { Rectangle } from 'electron';
import type { Placed } from '../../../shared/layout/placeWindows.ts';
import type { ShellWindow } from './openWindow.ts';

/**
 * Brings a window to its place. Windows reckons bounds with the scale factor of the display that the window comes from,
 * so that between displays of different scale factors the size is wrong after the first move and right after the second.
 * There is no «full screen on display X»: the window is moved there first. A kiosk is left before anything else moves.
 */
export function placeWindow(
  window: ShellWindow,
  { bounds, kiosk, full }: Pick<Placed, 'bounds' | 'kiosk' | 'full'>,
): void {
  if (window.isMinimized()) window.restore();
  const fills = kiosk || full;
  if (isAt(window, bounds) && window.isFullScreen() === fills && window.isKiosk() === kiosk) return;
  if (window.isKiosk()) window.setKiosk(false);
  if (window.isFullScreen()) window.setFullScreen(false);
  if (window.isMaximized()) window.unmaximize();
  window.setBounds(bounds);
  if (!isAt(window, bounds)) window.setBounds(bounds);
  if (kiosk) window.setKiosk(true);
  else if (full) window.setFullScreen(true);
}

/** Window managers may give a pixel more or less. */
export function isAt(window: Pick<ShellWindow, 'getBounds'>, bounds: Rectangle): boolean {
  const now = window.getBounds();
  return (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(now[side] - bounds[side]) <= 2);
}
