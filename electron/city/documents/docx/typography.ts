import { LINE } from '../../../../shared/document/gb9704.ts';
import { twipsOfPoints } from './units.ts';

const SPACING = /<w:spacing [^<>]*\/>/g;
/** Of a paragraph; that of a run has a value alone. */
const OF_PARAGRAPH = 'w:lineRule="exact"';
const ON_GRID = `w:line="${twipsOfPoints(LINE)}"`;
/** Elements that `w:pPr` holds directly before `w:spacing`, in the order of the schema. */
const NO_GAPS = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>';
const OFF_GRID = '<w:snapToGrid w:val="0"/>';

/**
 * Two properties of paragraphs that the library cannot write. Digits among Chinese stand without a gap, or a line would not
 * hold 28 characters. What is higher or lower than a line of text (title, tables, page numbers) does not snap to the grid,
 * where a title line would take two lines and each row of a table a whole one.
 */
export function setTypography(xml: string): string {
  return xml.replace(SPACING, (spacing) => {
    if (!spacing.includes(OF_PARAGRAPH)) return spacing;
    return spacing.includes(ON_GRID) ? NO_GAPS + spacing : NO_GAPS + OFF_GRID + spacing;
  });
}
