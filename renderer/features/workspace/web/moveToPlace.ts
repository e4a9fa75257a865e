import type { Bounds } from '../../../../shared/layout/geometry.ts';
import type { WorkspaceWindow } from '../../../../shared/layout/workspaceView.ts';
import { delay } from './delay.ts';
import { cancelFillDisplay, fillDisplay } from './fillDisplay.ts';
import { loadFrame, ownBounds, ownPosition, saveFrame } from './ownBounds.ts';
import { inset, isAt, learnedFrame, shrunkToFit } from './windowFrame.ts';

/** While displays come and go, a desktop may lose a request, or carry out an older one after a newer. */
const ATTEMPTS = 3;
/** Longest that leaving full screen takes; a change of the displays may cut it off without an event. ms */
const EXIT_FULLSCREEN_MS = 2000;

/**
 * Moves this window to its place. Browsers move only windows that a page opened; in a tab nothing happens. The bounds that
 * a window was opened with are not its place yet: the browser computes them with the scale factor of the opener's display
 * and without the frame. The window is resized before and after the move, because one that is larger than the next display
 * is stopped at its edge. `onActivation`: see `fillDisplay`.
 */
export async function moveToPlace(
  place: WorkspaceWindow,
  onActivation: (needed: boolean) => void,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS && !(await tryToMove(place, onActivation)); attempt += 1);
}

/** False when it has to be tried again. */
async function tryToMove(place: WorkspaceWindow, onActivation: (needed: boolean) => void): Promise<boolean> {
  const frame = loadFrame();
  const target = place.full ? place.bounds : inset(place.bounds, frame);
  const isThere = isAt(ownBounds(), target);
  if (place.full && document.fullscreenElement !== null && isThere) return true;
  cancelFillDisplay();
  if (document.fullscreenElement !== null)
    await Promise.race([document.exitFullscreen().catch(() => undefined), delay(EXIT_FULLSCREEN_MS)]);
  const { movable } = ownPosition();
  if (!isThere) {
    resizeTo(target.width, target.height);
    moveTo(target.x, target.y);
    resizeTo(target.width, target.height);
    // A desktop that puts a frame around the window shifts the page by it, and the window is too large by as much.
    const now = await boundsAtRest();
    if (movable) saveFrame(learnedFrame(frame, target, now));
    const fitting = shrunkToFit(now, target);
    if (fitting !== null) resizeTo(fitting.width, fitting.height);
  }
  if (place.full) {
    await fillDisplay(place, onActivation);
    return true;
  }
  return !movable || (document.fullscreenElement === null && isAt(await boundsAtRest(), target));
}

/** A desktop moves windows when it finds the time and does not report the end: the bounds after nothing moved for a while. */
async function boundsAtRest(): Promise<Bounds> {
  let last = ownBounds();
  for (let unchanged = 0, looks = 0; unchanged < 3 && looks < 20; looks += 1) {
    await delay(50);
    const now = ownBounds();
    unchanged = JSON.stringify(now) === JSON.stringify(last) ? unchanged + 1 : 0;
    last = now;
  }
  return last;
}
