import { z } from 'zod';
import type { Bounds } from '../../../../shared/layout/geometry.ts';
import type { HallWindow } from '../../../../shared/layout/hallView.ts';
import type { WebPlace } from './presence.ts';
import { screenOf } from './screens.ts';
import { cutToFit, type Frame, inset, isAt, learned, NO_FRAME, outset } from './windowFrame.ts';

/** This window as it knows itself: with the browser's frame, without the desktop's. CSS px of the desktop. */
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
  return { bounds: ownOuter(), movable };
}

/** This window with all that the desktop put around it, as far as it is known. */
export function ownOuter(): Bounds {
  return outset(ownBounds(), keptFrame());
}

/**
 * Brings this window to its place. Browsers move only windows that a page opened; in a tab nothing happens. Where it was
 * opened at is not yet its place: that is reckoned with the scale factor of the opener's display, and without the frame. A
 * window that is larger than the next display is held back at its edge, so it takes its size before and after the move.
 */
export async function settleOwn(place: HallWindow, wantsAct: (wanted: boolean) => void): Promise<void> {
  // While displays come and go a desktop may lose an order, or carry out an older one after a newer.
  for (let times = 0; times < 3 && !(await settledOnce(place, wantsAct)); times += 1);
}

/** False when it has to be tried again. */
async function settledOnce(place: HallWindow, wantsAct: (wanted: boolean) => void): Promise<boolean> {
  const frame = keptFrame();
  const target = place.full ? place.bounds : inset(place.bounds, frame);
  const isThere = isAt(ownBounds(), target);
  if (place.full && document.fullscreenElement !== null && isThere) return true;
  if (document.fullscreenElement !== null)
    await Promise.race([document.exitFullscreen().catch(() => undefined), after(EXIT)]);
  const { movable } = ownPlace();
  if (!isThere) {
    resizeTo(target.width, target.height);
    moveTo(target.x, target.y);
    resizeTo(target.width, target.height);
    // A desktop that puts a frame around windows shoves the page aside by it: then the window is as much too large.
    const now = await rested();
    if (movable) keepFrame(learned(frame, target, now));
    const fitting = cutToFit(now, target);
    if (fitting !== null) resizeTo(fitting.width, fitting.height);
  }
  if (place.full) {
    await fill(place, wantsAct);
    return true;
  }
  stopWaiting();
  return !movable || (document.fullscreenElement === null && isAt(await rested(), target));
}

/** Longest that leaving full screen takes; one that is cut off by a change of the displays may never be told of. ms */
const EXIT = 2000;

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const FRAME = 'citywhistle.frame';
const KeptFrame = z.object({ left: z.int().min(0), top: z.int().min(0) });

/** As this window learned it; kept by the tab, over its reloads. */
function keptFrame(): Frame {
  try {
    return KeptFrame.parse(JSON.parse(sessionStorage.getItem(FRAME) ?? 'null'));
  } catch {
    return NO_FRAME;
  }
}

function keepFrame(frame: Frame): void {
  try {
    sessionStorage.setItem(FRAME, JSON.stringify(frame));
  } catch {
    // It is learned again.
  }
}

/** The desktop moves windows when it finds the time, and does not say when it is done: it is once nothing moves. */
async function rested(): Promise<Bounds> {
  let last = ownBounds();
  for (let still = 0, looks = 0; still < 3 && looks < 20; looks += 1) {
    await after(50);
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
