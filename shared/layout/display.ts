import { z } from 'zod';
import { Bounds } from './geometry.ts';

/**
 * A present display. `id` is valid only until the next change of displays (ids of the system may repeat, and change with a
 * restart), so it must not be stored. Bounds in DIP.
 */
export const Display = z.object({
  id: z.string(),
  label: z.string(),
  primary: z.boolean(),
  scaleFactor: z.number().positive(),
  bounds: Bounds,
  /** Without task bars and docks. */
  workArea: Bounds,
});
export type Display = z.infer<typeof Display>;

/** Stored properties by which a display is recognised. Its position matters only relative to the other displays. */
export const DisplayRef = z.object({
  label: z.string().max(200),
  /** Device pixels: a changed scale factor does not make it another display. */
  pixelWidth: z.int().positive(),
  pixelHeight: z.int().positive(),
  scaleFactor: z.number().positive(),
  /** DIP, as are the next three. */
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  primary: z.boolean(),
});
export type DisplayRef = z.infer<typeof DisplayRef>;

/** The properties to store of the present displays, in their order. */
export function refsOf(displays: readonly Display[]): DisplayRef[] {
  return displays.map(({ label, bounds, scaleFactor, primary }) => ({
    label: label.trim().slice(0, 200),
    pixelWidth: Math.round(bounds.width * scaleFactor),
    pixelHeight: Math.round(bounds.height * scaleFactor),
    scaleFactor,
    x: bounds.x,
    y: bounds.y,
    width: bounds.width,
    height: bounds.height,
    primary,
  }));
}

/** Left to right, then top to bottom: the order of the numbers that 「识别显示器」 shows. */
export function inReadingOrder(displays: readonly Display[]): Display[] {
  return [...displays].sort(
    (a, b) =>
      a.bounds.x - b.bounds.x ||
      a.bounds.y - b.bounds.y ||
      (a.label < b.label ? -1 : a.label > b.label ? 1 : 0),
  );
}

/** The displays from left to right, with their numbers as ids; the system's ids may repeat and change. */
export function numberDisplays(displays: readonly Omit<Display, 'id'>[]): Display[] {
  return inReadingOrder(displays.map((display) => ({ ...display, id: '' }))).map((display, index) => ({
    ...display,
    id: String(index + 1),
  }));
}
