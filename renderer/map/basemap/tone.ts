import type { Theme } from '../../base/prefs.ts';

export type Toning = { theme: Theme; imagery: boolean; annotation: boolean };

/** Brightness (0 … 1) and share of colour that is left; for every kind of tile. */
type Tone = { bright: (value: number) => number; colour: number };

/**
 * A base map must not compete with the figures on it: colours are taken back, and its range of brightness is narrowed to
 * the end that the theme's surfaces are at. On a dark wall a drawn map is inverted (its paper would dazzle), an image of
 * the ground is dimmed.
 */
function toneOf({ theme, imagery, annotation }: Toning): Tone {
  if (annotation)
    return theme === 'dark' && !imagery
      ? { bright: (value) => 0.15 + 0.65 * (1 - value), colour: 0.3 }
      : { bright: (value) => value * 0.95, colour: 0.5 };
  if (imagery)
    return theme === 'dark'
      ? { bright: (value) => value * 0.42, colour: 0.45 }
      : { bright: (value) => 0.42 + 0.55 * value, colour: 0.45 };
  // Most of a map is nearly white: the root draws its few greys apart.
  return theme === 'dark'
    ? { bright: (value) => 0.055 + 0.5 * (1 - value) ** 0.75, colour: 0.35 }
    : { bright: (value) => 1 - 0.6 * (1 - value), colour: 0.45 };
}

/** Tones RGBA bytes in place. */
export function tonePixels(pixels: Uint8ClampedArray, toning: Toning): void {
  const { bright, colour } = toneOf(toning);
  const table = Float32Array.from({ length: 256 }, (_, value) => bright(value / 255) * 255);
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) continue;
    const [red, green, blue] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
    const grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const toned = table[Math.round(grey)] ?? 0;
    pixels[at] = toned + (red - grey) * colour;
    pixels[at + 1] = toned + (green - grey) * colour;
    pixels[at + 2] = toned + (blue - grey) * colour;
  }
}
