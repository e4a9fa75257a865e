import type { Bounds } from '../../../shared/layout/geometry.ts';
import type { HallWindow } from '../../../shared/layout/hallView.ts';
import { cutToFit, isAt } from './framed.ts';
import type { WebPlace } from './webPresence.ts';
import { screenOf } from './webScreens.ts';

/** This window with its frame, in CSS px of the desktop. */
export function ownBounds(): Bounds {
  return {
    x: Math.round(screenX),
    y: Math.round(screenY),
    width: Math.max(1, Math.round(outerWidth)),
    height: Math.max(1, Math.round(outerHeight)),
  };
}

/** Windows that are cut off from their opener look like tabs to their own page, so the address tells what they are. */
export function ownPlace(): WebPlace {
  const movable = new URLSearchParams(location.search).get('popup') === '1' || !menubar.visible;
  return { bounds: ownBounds(), movable };
}

/**
 * Brings this window to its place. Browsers move only windows that a page opened; in a tab nothing happens. Where it was
 * opened at is not yet its place: that is reckoned with the scale factor of the opener's display, and without the frame. A
 * window that is larger than the next display is held back at its edge, so it takes its size before and after the move.
 */
export async function settleOwn(place: HallWindow, wantsAct: (wanted: boolean) => void): Promise<void> {
  const isThere = isAt(ownBounds(), place.bounds);
  if (place.full && document.fullscreenElement !== null && isThere) return;
  if (document.fullscreenElement !== null) await document.exitFullscreen().catch(() => undefined);
  if (!isThere) {
    const { x, y, width, height } = place.bounds;
    resizeTo(width, height);
    moveTo(x, y);
    resizeTo(width, height);
    // A desktop that puts a frame around windows shoves the page aside by it: then the window is as much too large.
    const fitting = cutToFit(await rested(), place.bounds);
    if (fitting !== null) resizeTo(fitting.width, fitting.height);
  }
  if (place.full) await fill(place, wantsAct);
  else stopWaiting();
}

/** The desktop moves windows when it finds the time, and does not say when it is done: it is once nothing moves. */
async function rested(): Promise<Bounds> {
  let last = ownBounds();
  for (let still = 0, looks = 0; still < 3 && looks < 20; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = ownBounds();
    still = JSON.stringify(now) === JSON.stringify(last) ? still + 1 : 0;
    last = now;
  }
  return last;
}

let waiting: (() => void) | null = null;

function stopWaiting(): void {
  waiting?.();
  waiting = null;
}

/**
 * Full screen on the display of the place. A browser may want a person's act in this very window for it: the first key
 * or click that comes is taken for that.
 */
async function fill(place: HallWindow, wantsAct: (wanted: boolean) => void): Promise<void> {
  stopWaiting();
  const options = Object.assign({ navigationUI: 'hide' as const }, { screen: screenOf(place) ?? undefined });
  const now = async (): Promise<boolean> => {
    try {
      await document.documentElement.requestFullscreen(options);
      return true;
    } catch {
      return false;
    }
  };
  if (await now()) return;
  wantsAct(true);
  const act = (): void => {
    stopWaiting();
    void now();
  };
  addEventListener('keydown', act, { once: true });
  addEventListener('pointerdown', act, { once: true });
  waiting = () => {
    wantsAct(false);
    removeEventListener('keydown', act);
    removeEventListener('pointerdown', act);
  };
}
