import { PITCH } from './markPlaces.ts';

/** Ink of a tile: a pale fill and a dark edge, so that it can be read on any ground under it; CSS colours. */
export type Ink = { fill: string; edge: string };

/**
 * Chosen by eye on 1080p and 4K pictures of every window: to be found when one looks for it, and in a photo of the
 * screen, but not to stand between an operator and a figure. Much fainter, and a telephone's picture loses it.
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
/** Slanted, so that it does not run along lines of text and cannot be cut out with one; see watermark.css. */
const SLANT = (-20 * Math.PI) / 180;

type Paper = { rem: number; density: number; family: string };

/**
 * Draws one mark: a picture rather than a layer of text, so that screen readers and checks of small text do not meet it.
 * `rem` in CSS px, `density` in device px per CSS px. @returns PNG; null where the browser cannot draw.
 */
export function drawMark(lines: readonly string[], ink: Ink, paper: Paper): Promise<Blob | null> {
  return drawn(MARK.width, MARK.height, lines, paper, (pen) => {
    pen.translate((MARK.width / 2) * paper.rem, (MARK.height / 2) * paper.rem);
    write(pen, lines, ink, paper.rem);
  });
}

/** Two rows of marks to be repeated, as dialogs and paper have them: one picture, dearer to put over what moves. */
export function drawTile(lines: readonly string[], ink: Ink, paper: Paper): Promise<Blob | null> {
  const [width, height] = [PITCH.x, PITCH.y * 2];
  return drawn(width, height, lines, paper, (pen) => {
    for (const [x, y] of [
      [0.25, 0.25],
      [0.75, 0.75],
    ] as const) {
      pen.save();
      pen.translate(x * width * paper.rem, y * height * paper.rem);
      pen.rotate(SLANT);
      write(pen, lines, ink, paper.rem);
      pen.restore();
    }
  });
}

async function drawn(
  width: number,
  height: number,
  lines: readonly string[],
  { rem, density, family }: Paper,
  draw: (pen: CanvasRenderingContext2D) => void,
): Promise<Blob | null> {
  const font = `500 ${FONT_REM * rem}px ${family}`;
  // The bundled font comes in pieces, and a canvas does not ask for them by itself.
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
function write(pen: CanvasRenderingContext2D, lines: readonly string[], ink: Ink, rem: number): void {
  const most = (MARK.width - 0.5) * rem;
  pen.lineWidth = 0.125 * rem;
  for (const [index, line] of lines.entries()) {
    const down = (index - (lines.length - 1) / 2) * LINE_REM * rem;
    pen.strokeStyle = ink.edge;
    pen.strokeText(line, 0, down, most);
    // The edge lies around the letters, not under them: there it would take away what the fill adds.
    pen.globalCompositeOperation = 'destination-out';
    pen.fillStyle = '#000';
    pen.fillText(line, 0, down, most);
    pen.globalCompositeOperation = 'source-over';
    pen.fillStyle = ink.fill;
    pen.fillText(line, 0, down, most);
  }
}
