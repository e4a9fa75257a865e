import type { Bounds } from '../../../shared/layout/geometry.ts';
import type { HallWindow } from '../../../shared/layout/hallView.ts';
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
  const { x, y, width, height } = place.bounds;
  const now = ownBounds();
  // At 150 % a pixel more or less is a matter of rounding.
  const isThere = (['x', 'y', 'width', 'height'] as const).every(
    (side) => Math.abs(now[side] - place.bounds[side]) <= 2,
  );
  if (place.full && document.fullscreenElement !== null && isThere) return;
  if (document.fullscreenElement !== null) await document.exitFullscreen().catch(() => undefined);
  if (!isThere) {
    resizeTo(width, height);
    moveTo(x, y);
    resizeTo(width, height);
  }
  if (place.full) await fill(place, wantsAct);
  else stopWaiting();
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
