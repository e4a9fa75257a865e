import { isDocumentNumber } from '../../../../shared/document/documentNumber.ts';
import {
  CHARACTER_SPACING,
  FACE,
  IMPRINT_RULES,
  LINE,
  MARGINS,
  PAPER,
  points,
  RED,
  SIZE,
} from '../../../../shared/document/gb9704.ts';
import type { DocumentModel } from '../../../../shared/document/model.ts';
import { sentenceText } from '../../../../shared/document/partText.ts';
import { LANDSCAPE_MARGINS } from '../docx/footers.ts';
import { twips, twipsOfPoints } from '../docx/units.ts';
import { all, type Element, first, number, readParts, textOf } from './readParts.ts';

/** A clause of GB/T 9704-2012 that a file does not keep. `found` is what stands in it. */
export type ClauseProblem = { clause: string; what: string; found: string };

/** Whether lengths in twips agree to a tenth of a millimetre. */
const near = (found: number, expected: number) => Math.abs(found - expected) <= 6;

/**
 * Reads a DOCX back and compares it with GB/T 9704-2012: paper, margins, grid, lines, faces and sizes, levels, title, mark, number,
 * 版记, page numbers. It reads the file and not what wrote it. What needs a screen (how many lines a page really has) or paper
 * (ink, seal) it cannot know. Empty: nothing is wrong.
 */
export function checkClauses(docx: Uint8Array, document: DocumentModel): ClauseProblem[] {
  const parts = readParts(docx);
  const body = parts.get('word/document.xml');
  const problems: ClauseProblem[] = [];
  const demand = (isKept: boolean, clause: string, what: string, found: unknown) => {
    if (!isKept) problems.push({ clause, what, found: String(found) });
  };
  for (const section of all(body, 'w:sectPr')) checkPage(section, demand);
  checkText(body, demand);
  checkLevels(body, demand);
  checkTitle(body, document, demand);
  checkHead(body, document, demand);
  if (document.imprint !== null) checkImprint(body, demand);
  checkPageNumbers(parts, demand);
  demand(all(body, 'w:hyperlink').length === 0, '–', '没有超链接，其编号每次不同', 'w:hyperlink');
  return problems;
}

type Demand = (isKept: boolean, clause: string, what: string, found: unknown) => void;

function checkPage(section: Element, demand: Demand): void {
  const size = first(section, 'w:pgSz');
  const isWide = size?.attributes['w:orient'] === 'landscape';
  const [width, height] = isWide ? [PAPER.height, PAPER.width] : [PAPER.width, PAPER.height];
  demand(near(number(size, 'w:w'), twips(width)), '5.1', 'A4 纸', number(size, 'w:w'));
  demand(near(number(size, 'w:h'), twips(height)), '5.1', 'A4 纸', number(size, 'w:h'));
  const margin = first(section, 'w:pgMar');
  for (const [side, millimetres] of Object.entries(isWide ? LANDSCAPE_MARGINS : MARGINS))
    demand(
      near(number(margin, `w:${side}`), twips(millimetres)),
      '5.2.1',
      `页边 ${side} ${millimetres} mm`,
      number(margin, `w:${side}`),
    );
  const grid = first(section, 'w:docGrid');
  demand(grid?.attributes['w:type'] === 'lines', '5.2.3', '文档网格按行', grid?.attributes['w:type']);
  demand(
    number(grid, 'w:linePitch') === twipsOfPoints(LINE),
    '5.2.3',
    `每面二十二行，行距 ${LINE} 磅`,
    number(grid, 'w:linePitch'),
  );
}

/** Every paragraph has an exact height and no widow control; text of 16 points is set so that 28 fill a line. */
function checkText(body: Element | undefined, demand: Demand): void {
  for (const paragraph of all(body, 'w:p')) {
    const spacing = first(first(paragraph, 'w:pPr'), 'w:spacing');
    demand(spacing?.attributes['w:lineRule'] === 'exact', '5.2.3', '固定行距', textOf(paragraph));
    const around = [number(spacing, 'w:before'), number(spacing, 'w:after')];
    demand(
      around.every((one) => one === 0),
      '5.2.3',
      '段前段后为零',
      textOf(paragraph),
    );
    const widows = first(paragraph, 'w:widowControl')?.attributes['w:val'];
    demand(widows === 'false' || widows === '0', '5.2.3', '关闭孤行控制', textOf(paragraph));
    for (const run of all(paragraph, 'w:r')) {
      if (sizeOf(run) !== SIZE.三号) continue;
      const closer = number(first(first(run, 'w:rPr'), 'w:spacing'), 'w:val');
      demand(closer === twipsOfPoints(CHARACTER_SPACING), '5.2.3', '每行二十八字', textOf(run));
    }
  }
}

/** 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋, all 3号. */
function checkLevels(body: Element | undefined, demand: Demand): void {
  const faces = [FACE.level1, FACE.level2, FACE.text, FACE.text];
  const shapes = [
    /^[一二三四五六七八九十]+、/,
    /^（[一二三四五六七八九十]+）/,
    /^[1-9]\d*\./,
    /^（[1-9]\d*）/,
  ];
  for (const paragraph of all(body, 'w:p')) {
    const level = number(first(paragraph, 'w:outlineLvl'), 'w:val');
    if (Number.isNaN(level)) continue;
    const run = first(paragraph, 'w:r');
    demand(faceOf(run) === faces[level], '7.3.3', `第${level + 1}层用${faces[level]}`, faceOf(run));
    demand(sizeOf(run) === SIZE.三号, '7.3.3', '层次用三号字', sizeOf(run));
    demand(
      shapes[level]?.test(textOf(paragraph)) === true,
      '7.3.3',
      `第${level + 1}层序数`,
      textOf(paragraph),
    );
  }
}

function checkTitle(body: Element | undefined, { title }: DocumentModel, demand: Demand): void {
  for (const line of title.map(sentenceText)) {
    const paragraph = all(body, 'w:p').find(
      (one) => textOf(one) === line && sizeOf(first(one, 'w:r')) === SIZE.二号,
    );
    demand(paragraph !== undefined, '7.3.1', '标题用二号字', line);
    demand(faceOf(first(paragraph, 'w:r')) === FACE.title, '7.3.1', '标题用小标宋体', line);
    demand(first(paragraph, 'w:jc')?.attributes['w:val'] === 'center', '7.3.1', '标题居中', line);
  }
}

function checkHead(body: Element | undefined, { head }: DocumentModel, demand: Demand): void {
  if (head.kind === 'none') return;
  const clause = head.kind === 'issuer' ? '7.2.4' : '10.3';
  const mark = all(body, 'w:p').find((one) => textOf(one) === head.mark);
  const run = first(mark, 'w:r');
  demand(first(run, 'w:color')?.attributes['w:val'] === RED, clause, '标志用红色', head.mark);
  demand(faceOf(run) === FACE.title, clause, '标志用小标宋体', faceOf(run));
  demand(first(mark, 'w:jc')?.attributes['w:val'] === 'center', clause, '标志居中', head.mark);
  const rules = all(body, 'w:pBdr').flatMap((border) => all(border, 'w:bottom'));
  const hasRule = rules.some((rule) => rule.attributes['w:color'] === RED);
  demand(
    hasRule === (head.kind === 'issuer'),
    clause,
    head.kind === 'issuer' ? '有红色分隔线' : '纪要无红色分隔线',
    hasRule,
  );
  if (head.kind !== 'issuer') return;
  demand(isDocumentNumber(head.number), '7.2.5', '发文字号', head.number);
  demand(
    all(body, 'w:p').some((one) => textOf(one).includes(head.number)),
    '7.2.5',
    '发文字号',
    head.number,
  );
}

/** The table that hangs at the foot of the text area: outer rules 0.35 mm, inner 0.25 mm. */
function checkImprint(body: Element | undefined, demand: Demand): void {
  const table = all(body, 'w:tbl').find((one) => first(one, 'w:tblpPr') !== undefined);
  const place = first(table, 'w:tblpPr')?.attributes;
  demand(
    place?.['w:tblpYSpec'] === 'bottom' && place?.['w:vertAnchor'] === 'margin',
    '7.4',
    '版记置于版心末端',
    JSON.stringify(place),
  );
  const borders = first(first(table, 'w:tblPr'), 'w:tblBorders');
  const eighths = (millimetres: number) => Math.round(points(millimetres) * 8);
  const expected = { top: IMPRINT_RULES.outer, bottom: IMPRINT_RULES.outer, insideH: IMPRINT_RULES.inner };
  for (const [side, millimetres] of Object.entries(expected))
    demand(
      number(first(borders, `w:${side}`), 'w:sz') === eighths(millimetres),
      '7.4.1',
      `分隔线 ${millimetres} mm`,
      side,
    );
  for (const run of all(table, 'w:r')) demand(sizeOf(run) === SIZE.四号, '7.4', '版记用四号字', textOf(run));
}

/** 4号 半角宋体 with dashes; on odd pages on the right, on even ones on the left. */
function checkPageNumbers(parts: ReadonlyMap<string, Element>, demand: Demand): void {
  const isBoth = first(parts.get('word/settings.xml'), 'w:evenAndOddHeaders') !== undefined;
  demand(isBoth, '7.5', '单双页页码分列', 'settings.xml');
  const footers = [...parts]
    .filter(([name]) => /^word\/footer\d+\.xml$/.test(name))
    .map(([, footer]) => first(footer, 'w:p'));
  const sides = new Set(footers.map((line) => first(line, 'w:jc')?.attributes['w:val']));
  demand(sides.has('left') && sides.has('right') && sides.size === 2, '7.5', '单页码居右、双页码居左', [
    ...sides,
  ]);
  for (const line of footers) {
    demand(
      /^— *—$/.test(line === undefined ? '' : textOf(line)),
      '7.5',
      '页码左右各一条一字线',
      line === undefined ? '' : textOf(line),
    );
    demand(faceOf(first(line, 'w:r')) === FACE.page, '7.5', '页码用宋体', faceOf(first(line, 'w:r')));
    demand(sizeOf(first(line, 'w:r')) === SIZE.四号, '7.5', '页码用四号字', sizeOf(first(line, 'w:r')));
  }
}

function faceOf(run: Element | undefined): string | undefined {
  return first(run, 'w:rFonts')?.attributes['w:eastAsia'];
}

/** In points. */
function sizeOf(run: Element | undefined): number {
  return number(first(run, 'w:sz'), 'w:val') / 2;
}
