import type { Rectangle } from 'electron';

/** Maximum thickness of a title bar or border; px. */
const MAX_FRAME = 64;
/** Rounding between device pixels and DIP; px. */
const ROUNDING = 2;

/**
 * The requested and the actual bounds of a window after it was moved. On X11 `setBounds` positions the frame while
 * `getBounds` returns the content, so the two differ although nobody moved the window.
 */
export type RestingPlace = { requested: Rectangle; actual: Rectangle };

/** The bounds to request so that the window with its frame fits the requested ones; null if it fits already. */
export function boundsForFrame({ requested, actual }: RestingPlace): Rectangle | null {
  const { left, top } = frameOf({ requested, actual });
  const right = actual.x + actual.width - requested.x - requested.width;
  const bottom = actual.y + actual.height - requested.y - requested.height;
  if ((left <= 0 && top <= 0) || (right <= ROUNDING && bottom <= ROUNDING)) return null;
  // The right and bottom borders are as thick as the left one.
  return {
    ...requested,
    width: requested.width - Math.max(0, right) - left,
    height: requested.height - Math.max(0, bottom) - left,
  };
}

/** The bounds to which the operator moved the window, including the frame; null if it was not moved. */
export function movedTo(rest: RestingPlace, now: Rectangle): Rectangle | null {
  const sides = ['x', 'y', 'width', 'height'] as const;
  if (sides.every((side) => Math.abs(now[side] - rest.actual[side]) <= ROUNDING)) return null;
  const { left, top } = frameOf(rest);
  return {
    x: now.x - left,
    y: now.y - top,
    width: now.width + rest.requested.width - rest.actual.width,
    height: now.height + rest.requested.height - rest.actual.height,
  };
}

/** The resting place to assume once a maximised window is free: it keeps its title bar and gets borders again. */
export function afterUnmaximise(rest: RestingPlace): RestingPlace {
  const { x, y, width, height } = rest.actual;
  const { top } = frameOf(rest);
  return { requested: { x, y: y - top, width, height: height + top }, actual: rest.actual };
}

/** Thickness of the frame. 0 if the difference is too large for a frame: then a tiling window manager moved the window. */
function frameOf({ requested, actual }: RestingPlace): { left: number; top: number } {
  const [left, top] = [actual.x - requested.x, actual.y - requested.y];
  const isFrame = [left, top].every((side) => side >= 0 && side <= MAX_FRAME);
  return isFrame ? { left, top } : { left: 0, top: 0 };
}
