import type { Bounds } from '../../../../shared/layout/geometry.ts';

/** Scale factors such as 150 % round bounds by up to so much; px. */
const ROUNDING = 2;
/** Thickest title bar or border that a desktop puts around a window; px. */
const MAX_FRAME = 64;

/**
 * Whether a window is where it is wanted. The page cannot read the frame that the desktop may put around it: left and
 * top may be off by that frame, right and bottom may not.
 */
export function isAt(now: Bounds, wanted: Bounds): boolean {
  const [left, top, right, bottom] = edges(now, wanted);
  return (
    [left, top].every((edge) => edge >= -ROUNDING && edge <= MAX_FRAME) &&
    [right, bottom].every((edge) => Math.abs(edge) <= ROUNDING)
  );
}

/** The size that lets a window shifted by its frame end where it is wanted; null when it was not shifted, or fits. */
export function shrunkToFit(now: Bounds, wanted: Bounds): Pick<Bounds, 'width' | 'height'> | null {
  const [left, top, right, bottom] = edges(now, wanted);
  const shifted = [left, top].every((edge) => edge >= -ROUNDING && edge <= MAX_FRAME);
  if (!shifted || (right <= ROUNDING && bottom <= ROUNDING)) return null;
  return { width: now.width - Math.max(0, right), height: now.height - Math.max(0, bottom) };
}

/** Thickness of the desktop's frame at the left and the top of a window; px. */
export type Frame = { left: number; top: number };
export const NO_FRAME: Frame = { left: 0, top: 0 };

/** The bounds without the frame: right and bottom stay. */
export function inset({ x, y, width, height }: Bounds, { left, top }: Frame): Bounds {
  return { x: x + left, y: y + top, width: width - left, height: height - top };
}

/** The bounds together with the frame. */
export function outset({ x, y, width, height }: Bounds, { left, top }: Frame): Bounds {
  return { x: x - left, y: y - top, width: width + left, height: height + top };
}

/**
 * The desktop's frame, measured from the bounds that a window got after asking for `asked`. A frame measured once is
 * kept: a window that lands exactly where asked may have its title bar hidden above the edge of the screen. Where the
 * desktop adds a frame to bounds that already left room for one, its frame cannot be known.
 */
export function learnedFrame(before: Frame, asked: Bounds, now: Bounds): Frame {
  const [left, top] = edges(now, asked);
  if ([left, top].some((edge) => edge < -ROUNDING || edge > MAX_FRAME)) return before;
  if (left <= ROUNDING && top <= ROUNDING) return before;
  return before.left === 0 && before.top === 0
    ? { left: Math.max(0, left), top: Math.max(0, top) }
    : NO_FRAME;
}

/** By how much each edge is off, px: left, top, right, bottom. */
function edges(now: Bounds, wanted: Bounds): [number, number, number, number] {
  return [
    now.x - wanted.x,
    now.y - wanted.y,
    now.x + now.width - wanted.x - wanted.width,
    now.y + now.height - wanted.y - wanted.height,
  ];
}
