/**
 * Arithmetic of a virtual list with rows of one height. Written here rather than taken from a virtualiser: with a million
 * rows of equal height everything is a division, while a measuring virtualiser walks its million keys on each change of
 * the count (TanStack Virtual 3.14: about 0.1 s), and still leaves the browser's limit on element heights (about 33M px
 * in Chromium) to the caller.
 */

/** Tallest scroll track in px. Far under the limit of any browser; beyond it positions are scaled. */
export const MAX_TRACK_PX = 10_000_000;

/** Heights in CSS px. `viewport` is the height that shows rows. */
export type Frame = { total: number; rowHeight: number; viewport: number };

/** Height the rows would have, one below the other. */
export function contentHeight(frame: Frame): number {
  return frame.total * frame.rowHeight;
}

/** Height of the element that gives the scroll bar its length. */
export function trackHeight(frame: Frame): number {
  return Math.min(contentHeight(frame), MAX_TRACK_PX);
}

/** True when one px of scroll bar stands for more than one px of rows. */
export function isScaled(frame: Frame): boolean {
  return contentHeight(frame) > MAX_TRACK_PX;
}

/** Largest offset into the rows, px. */
export function maxOffset(frame: Frame): number {
  return Math.max(0, contentHeight(frame) - frame.viewport);
}

export function clampOffset(offset: number, frame: Frame): number {
  return Math.min(Math.max(0, offset), maxOffset(frame));
}

/** Where the scroll bar must stand for an offset into the rows. */
export function scrollTopOf(offset: number, frame: Frame): number {
  const most = maxOffset(frame);
  if (most === 0) return 0;
  return (clampOffset(offset, frame) / most) * (trackHeight(frame) - frame.viewport);
}

/** Which offset into the rows a position of the scroll bar means. */
export function offsetOf(scrollTop: number, frame: Frame): number {
  const room = trackHeight(frame) - frame.viewport;
  if (room <= 0) return 0;
  return clampOffset((scrollTop / room) * maxOffset(frame), frame);
}

/** Rows that touch the viewport: `first` inclusive, `end` exclusive, widened by `margin` rows on both sides. */
export function rowsInView(offset: number, frame: Frame, margin: number): { first: number; end: number } {
  const top = clampOffset(offset, frame);
  const first = Math.max(0, Math.floor(top / frame.rowHeight) - margin);
  const end = Math.min(frame.total, Math.ceil((top + frame.viewport) / frame.rowHeight) + margin);
  return { first: Math.min(first, end), end };
}

/** The offset nearest to `offset` at which row `index` is wholly visible. */
export function offsetToShow(index: number, offset: number, frame: Frame): number {
  const top = index * frame.rowHeight;
  const bottom = top + frame.rowHeight;
  if (top < offset) return clampOffset(top, frame);
  if (bottom > offset + frame.viewport) return clampOffset(bottom - frame.viewport, frame);
  return clampOffset(offset, frame);
}

/** Whole rows that fit: what PageUp and PageDown move by, less one row kept in sight. */
export function pageStep(frame: Frame): number {
  return Math.max(1, Math.floor(frame.viewport / frame.rowHeight) - 1);
}
