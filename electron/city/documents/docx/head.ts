import { AlignmentType, BorderStyle, type Paragraph, TabStopType } from 'docx';
import { dateText } from '../../../../shared/document/dates.ts';
import {
  LINE,
  MARK_BELOW_TOP,
  markSize,
  points,
  RED,
  RULE_BELOW_NUMBER,
  SIZE,
  TEXT_AREA,
} from '../../../../shared/document/gb9704.ts';
import type { DocumentModel } from '../../../../shared/document/model.ts';
import { sentenceText } from '../../../../shared/document/partText.ts';
import { CHARACTER, emptyLines, type Look, paragraph, run, TEXT } from './paragraphs.ts';
import { twips } from './units.ts';

const LEVEL1: Look = { face: 'level1', size: SIZE.三号 };
const TITLE: Look = { face: 'title', size: SIZE.二号 };
/** 份号, 密级, 紧急程度: three lines, whether they are filled or not, so that the mark stands where it must. */
const MARK_LINES = 3;

/** The head of the first page (版头) and the title. */
export function headParagraphs(document: DocumentModel): Paragraph[] {
  const { head } = document;
  if (head.kind === 'none') return titleParagraphs(document);
  return [
    ...markLines(document),
    markParagraph(head.mark),
    ...(head.kind === 'issuer'
      ? [...emptyLines(2), ...numberParagraphs(head.number, head.signer)]
      : minutesParagraphs(head.issue, head.office, head.date)),
    ...emptyLines(2),
    ...titleParagraphs(document),
  ];
}

function markLines({ marks }: DocumentModel): Paragraph[] {
  const filled = [
    ...(marks.copy === null ? [] : [run(marks.copy, TEXT)]),
    ...[marks.secrecy, marks.urgency].flatMap((text) => (text === null ? [] : [run(text, LEVEL1)])),
  ];
  const lines = filled.map((line) => paragraph([line], LINE, {}));
  return [...lines, ...emptyLines(MARK_LINES - lines.length)];
}

/** 35 mm are three lines and the rest, which is left above the letters of the mark within its own line, and below them. */
function markParagraph(mark: string): Paragraph {
  const size = markSize([...mark].length);
  const around = points(MARK_BELOW_TOP) - MARK_LINES * LINE;
  const look: Look = { face: 'title', size, color: RED };
  return paragraph([run(mark, look)], size + 2 * around, { alignment: AlignmentType.CENTER });
}

/** The number centred; on documents to a superior on the left, with who signs on the right. Below it the red rule. */
function numberParagraphs(number: string, signer: string | null): Paragraph[] {
  const line =
    signer === null
      ? paragraph([run(number, TEXT)], LINE, { alignment: AlignmentType.CENTER })
      : paragraph(
          [run(number, TEXT), run('\t签发人：', TEXT), run(signer, { face: 'level2', size: SIZE.三号 })],
          LINE,
          {
            indent: { left: CHARACTER, right: CHARACTER },
            tabStops: [{ type: TabStopType.RIGHT, position: twips(TEXT_AREA.width) - CHARACTER }],
          },
        );
  // The number's own line leaves some of the 4 mm below it.
  const rest = points(RULE_BELOW_NUMBER) - (LINE - SIZE.三号) / 2;
  const rule = { style: BorderStyle.SINGLE, size: 12, space: 0, color: RED };
  return [line, paragraph([run('', { face: 'text', size: 1 })], rest, { border: { bottom: rule } })];
}

/** 期号, and below it the office on the left and the date on the right (GB/T 9704 §10.3). */
function minutesParagraphs(issue: number, office: string, date: string): Paragraph[] {
  return [
    ...emptyLines(1),
    paragraph([run(`第${issue}期`, TEXT)], LINE, { alignment: AlignmentType.CENTER }),
    paragraph([run(office, TEXT), run(`\t${dateText(date)}`, TEXT)], LINE, {
      indent: { left: CHARACTER, right: CHARACTER },
      tabStops: [{ type: TabStopType.RIGHT, position: twips(TEXT_AREA.width) - CHARACTER }],
    }),
  ];
}

function titleParagraphs({ title, addressees }: DocumentModel): Paragraph[] {
  return [
    ...title.map((line) => titleLine(sentenceText(line))),
    ...emptyLines(1),
    ...(addressees === null
      ? []
      : [paragraph([run(`${addressees}：`, TEXT)], LINE, { alignment: AlignmentType.BOTH })]),
  ];
}

/** Lines of the title, a little wider apart than those of the text. */
const TITLE_LINE = 34;

export function titleLine(text: string): Paragraph {
  return paragraph([run(text, TITLE)], TITLE_LINE, { alignment: AlignmentType.CENTER, keepNext: true });
}
