import { z } from 'zod';
import type { Bounds } from '../../../../shared/layout/geometry.ts';
import type { WindowPosition } from './presence.ts';
import { type Frame, NO_FRAME, outset } from './windowFrame.ts';

/** This window with the browser's own frame, without the desktop's title bar and borders. CSS px of the desktop. */
export function ownBounds(): Bounds {
  return {
    x: Math.round(screenX),
    y: Math.round(screenY),
    width: Math.max(1, Math.round(outerWidth)),
    height: Math.max(1, Math.round(outerHeight)),
  };
}

/** This window with the desktop's title bar and borders, as far as they are known. CSS px of the desktop. */
export function ownOuterBounds(): Bounds {
  return outset(ownBounds(), loadFrame());
}

/** A window opened with `noopener` looks like a tab to its own page, so its address says that it is a popup. */
export function ownPosition(): WindowPosition {
  const movable = new URLSearchParams(location.search).get('popup') === '1' || !menubar.visible;
  return { bounds: ownOuterBounds(), movable };
}

const KEY = 'citywhistle.frame';
const StoredFrame = z.object({ left: z.int().min(0), top: z.int().min(0) });

/** The desktop's frame as this window measured it; stored by the tab, over its reloads. */
export function loadFrame(): Frame {
  try {
    return StoredFrame.parse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
  } catch {
    return NO_FRAME;
  }
}

export function saveFrame(frame: Frame): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(frame));
  } catch {
    // It is measured again.
  }
}
