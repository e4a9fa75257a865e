import type { Theme } from '../base/prefs.ts';

export type Rgba = [red: number, green: number, blue: number, alpha: number];

/**
 * Sequential ramps of one hue each, from little to much. Teal belongs to «how many», the overdue hue to «how late»; the
 * colours of warnings (red, orange, yellow, blue levels) are not used for amounts (domain.md §7).
 */
const STOPS: Record<Theme, Record<'amount' | 'late', Rgba[]>> = {
  dark: {
    amount: [
      [20, 66, 78, 150],
      [23, 105, 112, 185],
      [43, 148, 140, 205],
      [122, 199, 172, 220],
      [236, 250, 214, 235],
    ],
    late: [
      [70, 38, 42, 170],
      [117, 48, 48, 195],
      [168, 66, 59, 210],
      [222, 105, 90, 225],
      [255, 190, 170, 240],
    ],
  },
  light: {
    amount: [
      [203, 232, 226, 190],
      [134, 200, 190, 205],
      [64, 155, 152, 215],
      [17, 105, 117, 225],
      [9, 56, 77, 235],
    ],
    late: [
      [250, 219, 210, 200],
      [240, 172, 156, 210],
      [222, 116, 97, 220],
      [179, 56, 46, 230],
      [112, 22, 22, 240],
    ],
  },
};

/** The five colours of a choropleth. */
export function classColours(theme: Theme, kind: 'amount' | 'late'): Rgba[] {
  return STOPS[theme][kind];
}

/** Colour at `t` in 0…1 along a ramp, for the continuous surface. */
export function rampAt(stops: readonly Rgba[], t: number): Rgba {
  const place = Math.min(1, Math.max(0, t)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  const low = stops[index];
  const high = stops[index + 1];
  if (low === undefined || high === undefined) return [0, 0, 0, 0];
  const part = place - index;
  const mix = (a: number, b: number): number => Math.round(a + (b - a) * part);
  return [mix(low[0], high[0]), mix(low[1], high[1]), mix(low[2], high[2]), mix(low[3], high[3])];
}

/** Below this share of the domain the surface is transparent, so that an area without cases does not look busy. */
export const TRANSPARENT_BELOW = 0.02;

/** 256 colours of the surface as RGBA bytes; the first ones fade in. */
export function rampTable(theme: Theme): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256 * 4);
  for (let i = 0; i < 256; i++) {
    const t = i / 255;
    const colour = rampAt(STOPS[theme].amount, t);
    const fade = t < TRANSPARENT_BELOW ? 0 : Math.min(1, (t - TRANSPARENT_BELOW) / 0.08);
    table.set([colour[0], colour[1], colour[2], colour[3] * fade], i * 4);
  }
  return table;
}

/** Densities → RGBA bytes over the domain 0…max; more than max keeps the last colour, never a shifted scale. */
export function paintDensity(
  density: Float32Array,
  max: number,
  table: Uint8ClampedArray,
): Uint8ClampedArray<ArrayBuffer> {
  // A pixel at a time instead of a byte: this runs for each picture of a playback.
  const colours = new Uint32Array(table.buffer, table.byteOffset, 256);
  const pixels = new Uint32Array(density.length);
  const factor = 255 / max;
  for (let i = 0; i < density.length; i++) {
    const value = density[i] ?? 0;
    pixels[i] = colours[value > 0 ? Math.min(255, Math.round(value * factor)) : 0] ?? 0;
  }
  return new Uint8ClampedArray(pixels.buffer);
}

export function css(colour: Rgba): string {
  return `rgba(${colour[0]},${colour[1]},${colour[2]},${(colour[3] / 255).toFixed(3)})`;
}
