import { AlignmentType, type IParagraphOptions, LineRuleType, Paragraph, TextRun } from 'docx';
import { CHARACTER_SPACING, FACE, type Face, LINE, SIZE } from '../../../../shared/document/gb9704.ts';
import { twipsOfPoints } from './units.ts';

/** One character of the text with its spacing, in twips: 28 of them are a line. */
export const CHARACTER = twipsOfPoints(SIZE.三号 + CHARACTER_SPACING);

/** A face for Chinese, and the one for letters and digits; the hint keeps quotation marks and dashes Chinese. */
export function fontOf(face: Face) {
  const latin = FACE.latin;
  return { ascii: latin, hAnsi: latin, cs: latin, eastAsia: FACE[face], hint: 'eastAsia' };
}

export type Look = { face: Face; size: number; color?: string; isBold?: boolean };
export const TEXT: Look = { face: 'text', size: SIZE.三号 };

/** A run. Only 16-point text is set closer, by which 28 characters fill a line. */
export function run(text: string, { face, size, color, isBold = false }: Look): TextRun {
  return new TextRun({
    ...{ text, font: fontOf(face), size: size * 2, bold: isBold },
    ...(size === SIZE.三号 ? { characterSpacing: twipsOfPoints(CHARACTER_SPACING) } : {}),
    ...(color === undefined ? {} : { color }),
  });
}

/**
 * A paragraph on the grid: exact height, no space around it, and no widow control, which would leave pages of 21 lines.
 * @param line exact height in points
 */
export function paragraph(children: TextRun[], line: number, options: IParagraphOptions): Paragraph {
  return new Paragraph({
    widowControl: false,
    spacing: { before: 0, after: 0, line: twipsOfPoints(line), lineRule: LineRuleType.EXACT },
    ...options,
    children,
  });
}

/** A paragraph of the text: justified, its first line two characters in. */
export function textParagraph(children: TextRun[], options: IParagraphOptions): Paragraph {
  return paragraph(children, LINE, {
    alignment: AlignmentType.BOTH,
    indent: { firstLine: 2 * CHARACTER, firstLineChars: 200 },
    ...options,
  });
}

export function emptyLines(count: number): Paragraph[] {
  return Array.from({ length: count }, () => paragraph([run('', TEXT)], LINE, {}));
}
