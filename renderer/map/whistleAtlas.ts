import { themeToken } from '../base/theme.ts';
import { WHISTLE_GROUPS, WHISTLE_TONES, type WhistleMark, type WhistleTone } from './whistleMarks.ts';
import { INNER, SHAPE_BOX, SHAPES } from './whistleShapes.ts';

const LEVELS = 5;
/** Cells of the atlas: a column for each group and level, a row for each tone. */
export const ATLAS_COLUMNS = WHISTLE_GROUPS.length * LEVELS;
export const ATLAS_ROWS = WHISTLE_TONES.length;
/** The picture of a mark is larger than its shape: a halo around it and the level at its corner. */
const CELL_SCALE = 1.45;

/** Colours that cases have too: past as overdue, soon as late, running as open, standing still as closed. */
export const TONE_TOKENS: Record<WhistleTone, string> = {
  past: 'overdue',
  soon: 'late',
  left: 'open',
  still: 'closed',
};

/** Number of the cell of a mark, row by row. */
export function cellOf({ group, tone, level }: Pick<WhistleMark, 'group' | 'tone' | 'level'>): number {
  const column = WHISTLE_GROUPS.indexOf(group) * LEVELS + level;
  return WHISTLE_TONES.indexOf(tone) * ATLAS_COLUMNS + column;
}

export type Atlas = { pixels: Uint8ClampedArray; cell: number; width: number; height: number };

/**
 * All marks as one picture, painted in the colours of the theme in force. `size` is that of a shape in device px; a cell
 * is larger by its halo.
 */
export function paintAtlas(size: number): Atlas | null {
  const cell = Math.ceil(size * CELL_SCALE);
  const width = cell * ATLAS_COLUMNS;
  const height = cell * ATLAS_ROWS;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  const halo = themeToken('map-halo');
  for (const [row, tone] of WHISTLE_TONES.entries())
    for (const [g, group] of WHISTLE_GROUPS.entries())
      for (let level = 0; level < LEVELS; level++) {
        context.save();
        context.translate((g * LEVELS + level) * cell, row * cell);
        context.scale(cell / (SHAPE_BOX * CELL_SCALE), cell / (SHAPE_BOX * CELL_SCALE));
        const margin = (SHAPE_BOX * (CELL_SCALE - 1)) / 2;
        context.translate(margin, margin);
        context.lineJoin = 'round';
        const shape = new Path2D(SHAPES[group]);
        context.strokeStyle = halo;
        context.lineWidth = 5;
        context.stroke(shape);
        context.fillStyle = themeToken(TONE_TOKENS[tone]);
        context.fill(shape, 'evenodd');
        const inner = INNER[group];
        if (inner !== null) {
          context.lineWidth = 3.4;
          context.stroke(new Path2D(inner));
        }
        if (level > 0) drawLevel(context, level, halo);
        context.restore();
      }
  return { pixels: context.getImageData(0, 0, width, height).data, cell, width, height };
}

/** The escalation level as a digit on a disc at the corner. */
function drawLevel(context: CanvasRenderingContext2D, level: number, halo: string): void {
  context.beginPath();
  context.arc(28, 27, 9, 0, 2 * Math.PI);
  context.fillStyle = themeToken('ink');
  context.fill();
  context.lineWidth = 1.6;
  context.stroke();
  context.fillStyle = halo;
  context.font = '700 14px sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(String(level), 28, 27.8);
}
