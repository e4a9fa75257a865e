import type { Rectangle } from 'electron';

/** Thickest title bar or border that a desktop draws around a window; px. */
const THICKEST_FRAME = 64;
/** Rounding between device pixels and DIP; px. */
const ROUNDING = 2;

/**
 * Where a window came to rest after it was asked to go somewhere. On X11 `setBounds` places the frame while `getBounds`
 * tells what is inside of it, so the two differ although nobody touched the window.
 */
export type RestingPlace = { asked: Rectangle; at: Rectangle };

/** The bounds to ask for so that the frame ends where the window was to end; null when it does so already. */
export function cutToFrame({ asked, at }: RestingPlace): Rectangle | null {
  const { left, top } = frameOf({ asked, at });
  const right = at.x + at.width - asked.x - asked.width;
  const bottom = at.y + at.height - asked.y - asked.height;
  if ((left <= 0 && top <= 0) || (right <= ROUNDING && bottom <= ROUNDING)) return null;
  // The border on the right and below is as thick as the one on the left.
  return {
    ...asked,
    width: asked.width - Math.max(0, right) - left,
    height: asked.height - Math.max(0, bottom) - left,
  };
}

/** Where a person moved the window to, frame included; null when it still rests where it came to lie. */
export function movedTo(rest: RestingPlace, now: Rectangle): Rectangle | null {
  const sides = ['x', 'y', 'width', 'height'] as const;
  if (sides.every((side) => Math.abs(now[side] - rest.at[side]) <= ROUNDING)) return null;
  const { left, top } = frameOf(rest);
  return {
    x: now.x - left,
    y: now.y - top,
    width: now.width + rest.asked.width - rest.at.width,
    height: now.height + rest.asked.height - rest.at.height,
  };
}

/** What is known of a maximised window's frame once the window is free: its title bar, while borders come anew. */
export function freed(rest: RestingPlace): RestingPlace {
  const { x, y, width, height } = rest.at;
  const { top } = frameOf(rest);
  return { asked: { x, y: y - top, width, height: height + top }, at: rest.at };
}

/** None when the difference is no frame: a tiling window manager put the window somewhere else altogether. */
function frameOf({ asked, at }: RestingPlace): { left: number; top: number } {
  const [left, top] = [at.x - asked.x, at.y - asked.y];
  const isFrame = [left, top].every((side) => side >= 0 && side <= THICKEST_FRAME);
  return isFrame ? { left, top } : { left: 0, top: 0 };
}
