import { AlignmentType, type Paragraph, type Table } from 'docx';
import { dateText } from '../../../../shared/document/dates.ts';
import { type Face, LINE, SIZE, textWidth } from '../../../../shared/document/gb9704.ts';
import type { Block, DocumentModel, Signature } from '../../../../shared/document/model.ts';
import { sentenceText } from '../../../../shared/document/partText.ts';
import { headingLabels } from '../../../../shared/document/sentences.ts';
import { CHARACTER, emptyLines, type Look, paragraph, run, TEXT, textParagraph } from './paragraphs.ts';
import { formTable, tableOf } from './tables.ts';

/** 一、 in 黑体, （一） in 楷体, 1. and （1） in the type of the text. */
const FACES: Readonly<Record<1 | 2 | 3 | 4, Face>> = { 1: 'level1', 2: 'level2', 3: 'text', 4: 'text' };

const NOTE_LINE = 18;

/** @param millimetres width of the text area */
export function bodyOf(blocks: readonly Block[], millimetres: number): (Paragraph | Table)[] {
  const labels = headingLabels(blocks);
  return blocks.flatMap((block): (Paragraph | Table)[] => {
    switch (block.kind) {
      case 'heading': {
        const look: Look = { face: FACES[block.level], size: SIZE.三号 };
        const rest = sentenceText(block.rest);
        return [
          textParagraph(
            [
              run(`${labels.get(block) ?? ''}${sentenceText(block.title)}`, look),
              ...(rest === '' ? [] : [run(rest, TEXT)]),
            ],
            { outlineLevel: block.level - 1, keepNext: rest === '' },
          ),
        ];
      }
      case 'paragraph':
        return [textParagraph([run(sentenceText(block.text), TEXT)], {})];
      case 'note':
        return [paragraph([run(sentenceText(block.text), { face: 'text', size: SIZE.小四 })], NOTE_LINE, {})];
      case 'table':
        return [...tableOf(block, millimetres), ...emptyLines(1)];
      default:
        return [formTable(block, millimetres), ...emptyLines(1)];
    }
  });
}

/** What follows the text on its last page: 附件说明, 署名 and 成文日期, 附注, and the lists of who was there. */
export function endOf({ annexes, signature, note, attendance }: DocumentModel): Paragraph[] {
  return [
    ...annexNames(annexes.map(({ title }) => sentenceText(title))),
    ...attendanceOf(attendance),
    ...(signature === null ? [] : signatureOf(signature)),
    ...(note === null ? [] : [textParagraph([run(`（${note}）`, TEXT)], {})]),
  ];
}

/** One annex without a number, several with: `附件：1.…`; the names below each other, without a sign at their ends. */
function annexNames(names: readonly string[]): Paragraph[] {
  if (names.length === 0) return [];
  const lines = names.map((name, index) => {
    const number = names.length === 1 ? '' : `${index + 1}.`;
    const before = index === 0 ? '附件：' : '';
    const [left, hanging] = index === 0 ? [5, 3] : [5, 0];
    return paragraph([run(before + number + name, TEXT)], LINE, {
      indent: { left: left * CHARACTER, hanging: hanging * CHARACTER },
    });
  });
  return [...emptyLines(1), ...lines];
}

function attendanceOf(attendance: DocumentModel['attendance']): Paragraph[] {
  if (attendance.length === 0) return [];
  const lines = attendance.map(({ label, names }) =>
    paragraph(
      [run(`${label}：`, { face: 'level1', size: SIZE.三号 }), run(sentenceText(names), TEXT)],
      LINE,
      // Lines after the first begin below the first name.
      { alignment: AlignmentType.BOTH, indent: { left: 5 * CHARACTER, hanging: 3 * CHARACTER } },
    ),
  );
  return [...emptyLines(1), ...lines];
}

/**
 * With a seal: the date four characters from the right, the name centred over it. Without: the name two from the right, the
 * date beginning two characters to the right of the name's beginning (GB/T 9704 §7.3.5).
 */
function signatureOf({ office, date, isSealed }: Signature): Paragraph[] {
  const day = dateText(date);
  const [nameWidth, dayWidth] = [textWidth(office), textWidth(day)];
  const dayIndent = isSealed ? 4 : Math.max(0, nameWidth + 2 - 2 - dayWidth);
  const nameIndent = isSealed ? Math.max(0, dayIndent + (dayWidth - nameWidth) / 2) : 2;
  const line = (text: string, indent: number) =>
    paragraph([run(text, TEXT)], LINE, {
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(indent * CHARACTER) },
      keepNext: text === office,
    });
  return [...emptyLines(2), line(office, nameIndent), line(day, dayIndent)];
}
