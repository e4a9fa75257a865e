import { z } from 'zod';

/** A rectangle of the desktop in DIP (device-independent pixels), origin at the primary display's top left. */
export const Bounds = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Bounds = z.infer<typeof Bounds>;

/** A part of a work area, each side as a share of it: survives another resolution and another scale factor. */
export const Share = z
  .object({
    x: z.number().min(0).max(1),
    y: z.number().min(0).max(1),
    width: z.number().min(0.05).max(1),
    height: z.number().min(0.05).max(1),
  })
  .refine((share) => share.x + share.width <= 1.001 && share.y + share.height <= 1.001, {
    message: 'reaches outside of the work area',
  });
export type Share = z.infer<typeof Share>;

export const WHOLE: Share = { x: 0, y: 0, width: 1, height: 1 };

/** The smallest useful window; a smaller work area is filled instead. DIP. */
const MIN_SIZE = { width: 640, height: 400 };
/** The part of the title bar that must stay within reach, so that a window can be dragged. DIP. */
const TITLE_BAR = { height: 32, width: 160 };

export function overlapArea(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

export function isInside(inner: Bounds, outer: Bounds): boolean {
  return overlapArea(inner, outer) === inner.width * inner.height;
}

/** A share in whole DIP. Edges are rounded instead of sizes, so that neighbours neither overlap nor leave a gap. */
export function boundsOf(share: Share, area: Bounds): Bounds {
  const left = area.x + Math.round(share.x * area.width);
  const top = area.y + Math.round(share.y * area.height);
  const right = area.x + Math.round(Math.min(1, share.x + share.width) * area.width);
  const bottom = area.y + Math.round(Math.min(1, share.y + share.height) * area.height);
  return fitInto(
    { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) },
    area,
  );
}

/** The nearest rectangle that is completely within the area and at least of the minimum size. */
export function fitInto(bounds: Bounds, area: Bounds): Bounds {
  const width = Math.min(area.width, Math.max(bounds.width, MIN_SIZE.width));
  const height = Math.min(area.height, Math.max(bounds.height, MIN_SIZE.height));
  return {
    x: clamp(bounds.x, area.x, area.x + area.width - width),
    y: clamp(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

/** The rectangle as a share of the area; it is first moved into the area. */
export function shareOf(bounds: Bounds, area: Bounds): Share {
  const inside = fitInto(bounds, area);
  const width = inside.width / area.width;
  const height = inside.height / area.height;
  return {
    x: Math.min((inside.x - area.x) / area.width, 1 - width),
    y: Math.min((inside.y - area.y) / area.height, 1 - height),
    width,
    height,
  };
}

/**
 * Ensures that the title bar can be dragged: bounds are unchanged if it is visible on one of the work areas,
 * otherwise moved into the area with the largest overlap (or the first). A window may extend beyond the sides and the
 * bottom.
 */
export function titleBarInside(bounds: Bounds, areas: readonly Bounds[]): Bounds {
  const grasped = areas.some((area) => {
    const from = Math.max(bounds.x, area.x);
    const to = Math.min(bounds.x + bounds.width, area.x + area.width);
    const barInside = bounds.y >= area.y && bounds.y + TITLE_BAR.height <= area.y + area.height;
    return barInside && to - from >= Math.min(TITLE_BAR.width, bounds.width);
  });
  if (grasped) return bounds;
  const [first] = areas;
  if (first === undefined) return bounds;
  const most = areas.reduce((best, area) =>
    overlapArea(bounds, area) > overlapArea(bounds, best) ? area : best,
  );
  return fitInto(bounds, overlapArea(bounds, most) > 0 ? most : first);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
