import { AlignmentType, Footer, PageNumber, TextRun } from 'docx';
import { MARGINS, PAGE_NUMBER_BELOW, points, SIZE } from '../../../../shared/document/gb9704.ts';
import { fontOf, paragraph, run } from './paragraphs.ts';
import { twipsOfPoints } from './units.ts';

/** Heights of the two lines of a footer, in points: the page number, and the document's id and hash. */
const NUMBER_LINE = 18;
const ID_LINE = 11;

/** From the paper's lower edge to the footer's, in twips: the middle of the page number is 7 mm below the text area. */
export function footerDistance(bottomMargin: number): number {
  return twipsOfPoints(points(bottomMargin - PAGE_NUMBER_BELOW) - NUMBER_LINE / 2 - ID_LINE);
}

/** `— 1 —`, on odd pages one character from the right, on even pages from the left; below it what identifies the document. */
export function footersOf(identity: string): { default: Footer; even: Footer } {
  const number = () =>
    new TextRun({
      ...{ font: fontOf('page'), size: SIZE.四号 * 2 },
      children: ['— ', PageNumber.CURRENT, ' —'],
    });
  const side = twipsOfPoints(SIZE.四号);
  const footer = (isOdd: boolean) =>
    new Footer({
      children: [
        paragraph([number()], NUMBER_LINE, {
          alignment: isOdd ? AlignmentType.RIGHT : AlignmentType.LEFT,
          indent: isOdd ? { right: side } : { left: side },
        }),
        paragraph([run(identity, { face: 'page', size: 7 })], ID_LINE, { alignment: AlignmentType.CENTER }),
      ],
    });
  return { default: footer(true), even: footer(false) };
}

/** Margins of a landscape page: the portrait page, turned a quarter to the right, its head at the binding edge. */
export const LANDSCAPE_MARGINS = {
  top: MARGINS.left,
  right: MARGINS.top,
  bottom: MARGINS.right,
  left: MARGINS.bottom,
} as const;
