/** Ink of a tile: a pale fill and a dark edge, so that it can be read on any ground under it; CSS colours. */
export type Ink = { fill: string; edge: string };

/**
 * Chosen by eye on 1080p and 4K pictures of every window: to be found when one looks for it, and in a photo of the
 * screen, but not to stand between an operator and a figure. Much fainter, and a telephone's picture loses it.
 */
export const INKS = {
  dark: { fill: 'rgb(255 255 255 / 0.12)', edge: 'rgb(0 0 0 / 0.18)' },
  light: { fill: 'rgb(0 0 0 / 0.085)', edge: 'rgb(255 255 255 / 0.12)' },
  /** Paper is white whatever the theme, and printers drop what is too pale. */
  paper: { fill: 'rgb(0 0 0 / 0.16)', edge: 'rgb(255 255 255 / 0.3)' },
} as const satisfies Record<string, Ink>;

/** Size of a tile in rem: any quarter of a 1080p screen holds at least two whole marks. */
export const TILE = { width: 34, height: 18 } as const;
const FONT_REM = 1.0625;
const LINE_REM = 1.5;
/** Slanted, so that it does not run along lines of text and cannot be cut out with one. */
const SLANT = (-20 * Math.PI) / 180;

/**
 * Draws one tile: the lines twice, as in a brick wall. A picture rather than a layer of text: screen readers and checks of
 * small text do not meet it, and the screen repeats it without any work of ours.
 * `rem` in CSS px, `density` in device px per CSS px. @returns PNG; null where the browser cannot draw.
 */
export async function drawTile(
  lines: readonly string[],
  ink: Ink,
  family: string,
  rem: number,
  density: number,
): Promise<Blob | null> {
  const font = `500 ${FONT_REM * rem}px ${family}`;
  // The bundled font comes in pieces, and a canvas does not ask for them by itself.
  await document.fonts.load(font, lines.join('')).catch(() => undefined);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(TILE.width * rem * density);
  canvas.height = Math.round(TILE.height * rem * density);
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.scale(canvas.width / TILE.width, canvas.height / TILE.height);
  pen.scale(1 / rem, 1 / rem);
  pen.font = font;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineWidth = 0.125 * rem;
  pen.lineJoin = 'round';
  for (const [x, y] of [
    [0.25, 0.27],
    [0.75, 0.77],
  ] as const) {
    pen.save();
    pen.translate(x * TILE.width * rem, y * TILE.height * rem);
    pen.rotate(SLANT);
    for (const [index, line] of lines.entries()) {
      const down = (index - (lines.length - 1) / 2) * LINE_REM * rem;
      const most = TILE.width * 0.5 * rem;
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
    pen.restore();
  }
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
