import {
  BorderStyle,
  OverlapType,
  type Paragraph,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  WidthType,
} from 'docx';
import { dateText } from '../../../../shared/document/dates.ts';
import { IMPRINT_RULES, points, SIZE } from '../../../../shared/document/gb9704.ts';
import type { DocumentModel } from '../../../../shared/document/model.ts';
import { type Look, paragraph, run } from './paragraphs.ts';
import { twips, twipsOfPoints } from './units.ts';

const SMALL: Look = { face: 'text', size: SIZE.四号 };
const CHARACTER = twipsOfPoints(SIZE.四号);
const LINE = 24;
const NONE = { style: BorderStyle.NONE, size: 0, space: 0 };

/**
 * 版记: a table that hangs at the foot of the last page's text area, its last rule on the lower edge (GB/T 9704 §7.4). Word
 * lets it stand on the paragraph behind it.
 * @param area left margin and width of the text area, millimetres
 */
export function imprintOf(
  { imprint, kind }: DocumentModel,
  area: { left: number; width: number },
): (Paragraph | Table)[] {
  if (imprint === null) return [];
  const width = twips(area.width);
  const label = kind === 'minutes' ? '分送' : '抄送';
  const copies = paragraph([run(`${label}：${imprint.copies.join('，')}。`, SMALL)], LINE, {
    indent: { left: 4 * CHARACTER, hanging: 3 * CHARACTER, right: CHARACTER },
  });
  const printed = paragraph(
    [run(imprint.office, SMALL), run(`\t${dateText(imprint.date)}印发`, SMALL)],
    LINE,
    {
      indent: { left: CHARACTER, right: CHARACTER },
      tabStops: [{ type: TabStopType.RIGHT, position: width - CHARACTER }],
    },
  );
  const lines = imprint.copies.length === 0 ? [printed] : [copies, printed];
  const table = new Table({
    rows: lines.map(
      (line) =>
        new TableRow({
          cantSplit: true,
          children: [new TableCell({ children: [line], width: { size: width, type: WidthType.DXA } })],
        }),
    ),
    columnWidths: [width],
    width: { size: width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    borders: {
      ...{ top: rule(IMPRINT_RULES.outer), bottom: rule(IMPRINT_RULES.outer) },
      ...{ insideHorizontal: rule(IMPRINT_RULES.inner), left: NONE, right: NONE, insideVertical: NONE },
    },
    float: {
      // From the paper's edge: LibreOffice lets no table hang from the margin that is as wide as the text.
      ...{ horizontalAnchor: TableAnchorType.PAGE, absoluteHorizontalPosition: twips(area.left) },
      verticalAnchor: TableAnchorType.MARGIN,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      overlap: OverlapType.NEVER,
    },
  });
  return [table, paragraph([run('', { face: 'text', size: 1 })], 1, {})];
}

/** Thickness in millimetres; Word measures it in eighths of a point. */
function rule(thickness: number) {
  return { style: BorderStyle.SINGLE, size: Math.round(points(thickness) * 8), space: 0, color: '000000' };
}
