import { PITCH } from './markPlaces.ts';

/** Fill and outline of the letters, so that they can be read on any background; CSS colours. */
export type Ink = { fill: string; edge: string };

/**
 * Chosen by eye on 1080p and 4K screenshots of every window: visible on a closer look and in a photo of the screen, but
 * no hindrance to reading. Much fainter, and a photo taken with a telephone loses it.
 */
export const INKS = {
  dark: { fill: 'rgb(255 255 255 / 0.12)', edge: 'rgb(0 0 0 / 0.18)' },
  light: { fill: 'rgb(0 0 0 / 0.1)', edge: 'rgb(255 255 255 / 0.12)' },
  /** Paper is white whatever the theme, and printers drop what is too pale. */
  paper: { fill: 'rgb(0 0 0 / 0.16)', edge: 'rgb(255 255 255 / 0.3)' },
} as const satisfies Record<string, Ink>;

/** Size of one mark before it is slanted, rem. */
const MARK = { width: 17, height: 3.25 } as const;
const FONT_REM = 1.0625;
const LINE_REM = 1.5;
/** Slanted, so that it crosses lines of text and cannot be cropped out with one; see watermark.module.css. */
const SLANT = (-20 * Math.PI) / 180;

type Surface = { rem: number; density: number; family: string };

/**
 * Draws one mark as an image, since a layer of text would reach screen readers and checks of small text. `rem` in CSS
 * px, `density` in device px per CSS px. @returns PNG; null where the browser cannot draw.
 */
export function drawMark(lines: readonly string[], ink: Ink, surface: Surface): Promise<Blob | null> {
  return renderImage(MARK.width, MARK.height, lines, surface, (pen) => {
    pen.translate((MARK.width / 2) * surface.rem, (MARK.height / 2) * surface.rem);
    drawLines(pen, lines, ink, surface.rem);
  });
}

/** Two rows of marks as one image to repeat over dialogs and paper; over a moving picture it would cost more than marks. */
export function drawTile(lines: readonly string[], ink: Ink, surface: Surface): Promise<Blob | null> {
  const [width, height] = [PITCH.x, PITCH.y * 2];
  return renderImage(width, height, lines, surface, (pen) => {
    for (const [x, y] of [
      [0.25, 0.25],
      [0.75, 0.75],
    ] as const) {
      pen.save();
      pen.translate(x * width * surface.rem, y * height * surface.rem);
      pen.rotate(SLANT);
      drawLines(pen, lines, ink, surface.rem);
      pen.restore();
    }
  });
}

async function renderImage(
  width: number,
  height: number,
  lines: readonly string[],
  { rem, density, family }: Surface,
  draw: (pen: CanvasRenderingContext2D) => void,
): Promise<Blob | null> {
  const font = `500 ${FONT_REM * rem}px ${family}`;
  // The bundled font is split into parts, and a canvas does not load them by itself.
  await document.fonts.load(font, lines.join('')).catch(() => undefined);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * rem * density);
  canvas.height = Math.round(height * rem * density);
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.scale(canvas.width / (width * rem), canvas.height / (height * rem));
  pen.font = font;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  draw(pen);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** The lines, one under the other, around the origin. */
function drawLines(pen: CanvasRenderingContext2D, lines: readonly string[], ink: Ink, rem: number): void {
  const maxWidth = (MARK.width - 0.5) * rem;
  pen.lineWidth = 0.125 * rem;
  for (const [index, line] of lines.entries()) {
    const offset = (index - (lines.length - 1) / 2) * LINE_REM * rem;
    pen.strokeStyle = ink.edge;
    pen.strokeText(line, 0, offset, maxWidth);
    // The outline must not lie under the letters, where it would darken the fill.
    pen.globalCompositeOperation = 'destination-out';
    pen.fillStyle = '#000';
    pen.fillText(line, 0, offset, maxWidth);
    pen.globalCompositeOperation = 'source-over';
    pen.fillStyle = ink.fill;
    pen.fillText(line, 0, offset, maxWidth);
  }
}
