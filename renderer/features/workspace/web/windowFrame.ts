import type { Bounds } from '../../../../shared/layout/geometry.ts';

/** At 150 % a pixel more or less is a matter of rounding; px. */
const ROUNDING = 2;
/** Thickest title bar or border that a desktop puts around a window; px. */
const FRAME = 64;

/**
 * Whether a window is where it is to be. Its own page knows nothing of the frame that the desktop may put around it: left
 * and top may be off by that, while right and bottom are not.
 */
export function isAt(now: Bounds, wanted: Bounds): boolean {
  const [left, top, right, bottom] = edges(now, wanted);
  return (
    [left, top].every((edge) => edge >= -ROUNDING && edge <= FRAME) &&
    [right, bottom].every((edge) => Math.abs(edge) <= ROUNDING)
  );
}

/** The size at which a window that was shoved by its frame ends where it is to end; null when it was not, or needs none. */
export function cutToFit(now: Bounds, wanted: Bounds): Pick<Bounds, 'width' | 'height'> | null {
  const [left, top, right, bottom] = edges(now, wanted);
  const shoved = [left, top].every((edge) => edge >= -ROUNDING && edge <= FRAME);
  if (!shoved || (right <= ROUNDING && bottom <= ROUNDING)) return null;
  return { width: now.width - Math.max(0, right), height: now.height - Math.max(0, bottom) };
}

/** What a desktop's frame takes of a window's place at its left and top; px. */
export type Frame = { left: number; top: number };
export const NO_FRAME: Frame = { left: 0, top: 0 };

/** The part of a place that is left for the page: right and bottom stay. */
export function inset({ x, y, width, height }: Bounds, { left, top }: Frame): Bounds {
  return { x: x + left, y: y + top, width: width - left, height: height - top };
}

/** The place of a window together with its frame. */
export function outset({ x, y, width, height }: Bounds, { left, top }: Frame): Bounds {
  return { x: x - left, y: y - top, width: width + left, height: height + top };
}

/**
 * The frame, from where a window came to lie that was asked to `asked`. A desktop that lets a window go exactly there
 * may hide the title bar above the edge the next time, so what was seen once is kept; a frame that is added to what was
 * already made room for is none that can be known.
 */
export function learned(before: Frame, asked: Bounds, now: Bounds): Frame {
  const [left, top] = edges(now, asked);
  if ([left, top].some((edge) => edge < -ROUNDING || edge > FRAME)) return before;
  if (left <= ROUNDING && top <= ROUNDING) return before;
  return before.left === 0 && before.top === 0
    ? { left: Math.max(0, left), top: Math.max(0, top) }
    : NO_FRAME;
}

/** How much further left, down, right and down than wanted: left, top, right, bottom. */
function edges(now: Bounds, wanted: Bounds): [number, number, number, number] {
  return [
    now.x - wanted.x,
    now.y - wanted.y,
    now.x + now.width - wanted.x - wanted.width,
    now.y + now.height - wanted.y - wanted.height,
  ];
}
