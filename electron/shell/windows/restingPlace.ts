import type { Rectangle } from 'electron';

/** Thickest title bar or border that a desktop draws around a window; px. */
const THICKEST_FRAME = 64;
/** Rounding between device pixels and DIP; px. */
const ROUNDING = 2;

/**
 * Where a window came to rest after it was asked to go somewhere. On X11 `setBounds` places the frame while `getBounds`
 * tells what is inside of it, so the two differ although nobody touched the window.
 */
export type RestingPlace = { requested: Rectangle; actual: Rectangle };

/** The bounds to ask for so that the frame ends where the window was to end; null when it does so already. */
export function cutToFrame({ requested, actual }: RestingPlace): Rectangle | null {
  const { left, top } = frameOf({ requested, actual });
  const right = actual.x + actual.width - requested.x - requested.width;
  const bottom = actual.y + actual.height - requested.y - requested.height;
  if ((left <= 0 && top <= 0) || (right <= ROUNDING && bottom <= ROUNDING)) return null;
  // The border on the right and below is as thick as the one on the left.
  return {
    ...requested,
    width: requested.width - Math.max(0, right) - left,
    height: requested.height - Math.max(0, bottom) - left,
  };
}

/** Where a person moved the window to, frame included; null when it still rests where it came to lie. */
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

/** What is known of a maximised window's frame once the window is free: its title bar, while borders come anew. */
export function freed(rest: RestingPlace): RestingPlace {
  const { x, y, width, height } = rest.actual;
  const { top } = frameOf(rest);
  return { requested: { x, y: y - top, width, height: height + top }, actual: rest.actual };
}

/** None when the difference is no frame: a tiling window manager put the window somewhere else altogether. */
function frameOf({ requested, actual }: RestingPlace): { left: number; top: number } {
  const [left, top] = [actual.x - requested.x, actual.y - requested.y];
  const isFrame = [left, top].every((side) => side >= 0 && side <= THICKEST_FRAME);
  return isFrame ? { left, top } : { left: 0, top: 0 };
}
