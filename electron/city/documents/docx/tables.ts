import {
  AlignmentType,
  BorderStyle,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { LINE, SIZE } from '../../../../shared/document/gb9704.ts';
import type { Block, Column, Table as TableBlock } from '../../../../shared/document/model.ts';
import { sentenceText } from '../../../../shared/document/partText.ts';
import { type Look, paragraph, run } from './paragraphs.ts';
import { twips } from './units.ts';

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;
const RULE = { style: BorderStyle.SINGLE, size: 4, space: 0, color: '000000' };
const BORDERS = {
  top: RULE,
  bottom: RULE,
  left: RULE,
  right: RULE,
  insideHorizontal: RULE,
  insideVertical: RULE,
};
const MARGINS = { top: 40, bottom: 40, left: 60, right: 60 };

type Form = Extract<Block, { kind: 'form' }>;
/** Size of type by the number of columns: the register has 23 on a page. In points, with the height of a line. */
type Type = { size: number; line: number };

export function typeOf(columns: number): Type {
  if (columns > 12) return { size: 7.5, line: 10 };
  return columns > 7 ? { size: SIZE.小四, line: 18 } : { size: SIZE.小四, line: 20 };
}

/** Widths that sum up to the whole, in twips. */
export function columnWidths(columns: readonly Column[], millimetres: number): number[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  return columns.map(({ width }) => Math.floor((twips(millimetres) * width) / whole));
}

/** A table with its caption. Its head is repeated on each page, and no row is torn apart. */
export function tableOf(block: TableBlock, millimetres: number): (Paragraph | Table)[] {
  const widths = columnWidths(block.columns, millimetres);
  const type = typeOf(block.columns.length);
  const head: Look = { face: 'level1', size: type.size };
  const text: Look = { face: 'text', size: type.size };
  const row = (cells: string[], look: Look, isHead: boolean) =>
    new TableRow({
      ...{ tableHeader: isHead, cantSplit: true },
      children: cells.map((cell, index) =>
        cellOf(
          cell,
          look,
          type,
          { width: widths[index] ?? 0, columnSpan: 1 },
          isHead ? 'center' : (block.columns[index]?.align ?? 'left'),
        ),
      ),
    });
  const caption = block.caption === null ? [] : [captionLine(sentenceText(block.caption))];
  return [
    ...caption,
    framed(widths, [
      row(
        block.columns.map((column) => column.head),
        head,
        true,
      ),
      ...block.rows.map((cells) => row(cells.map(sentenceText), text, false)),
    ]),
  ];
}

/** Labelled fields, one or two in a row. */
export function formTable({ rows }: Form, millimetres: number): Table {
  const whole = twips(millimetres);
  const label = Math.floor(whole * 0.18);
  const value = Math.floor(whole / 2) - label;
  const widths = [label, value, label, value];
  const type: Type = { size: SIZE.四号, line: 24 };
  return framed(
    widths,
    rows.map(
      (fields) =>
        new TableRow({
          cantSplit: true,
          children: fields.flatMap((field) => {
            const isWhole = fields.length === 1;
            const span = isWhole ? { width: whole - label, columnSpan: 3 } : { width: value, columnSpan: 1 };
            return [
              cellOf(
                field.label,
                { face: 'level1', size: type.size },
                type,
                { width: label, columnSpan: 1 },
                'center',
              ),
              cellOf(sentenceText(field.value), { face: 'text', size: type.size }, type, span, 'left'),
            ];
          }),
        }),
    ),
  );
}

function framed(widths: number[], rows: TableRow[]): Table {
  return new Table({
    ...{ rows, columnWidths: widths, borders: BORDERS, margins: MARGINS, layout: TableLayoutType.FIXED },
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
  });
}

function cellOf(
  text: string,
  look: Look,
  type: Type,
  { width, columnSpan }: { width: number; columnSpan: number },
  align: Column['align'],
): TableCell {
  const lines = text
    .split('\n')
    .map((line) => paragraph([run(line, look)], type.line, { alignment: ALIGN[align] }));
  return new TableCell({
    ...{ children: lines, columnSpan, verticalAlign: VerticalAlignTable.CENTER },
    width: { size: width, type: WidthType.DXA },
  });
}

function captionLine(text: string): Paragraph {
  const look: Look = { face: 'level1', size: SIZE.三号 };
  return paragraph([run(text, look)], LINE, { alignment: AlignmentType.CENTER, keepNext: true });
}
