import {
  CHARACTER_SPACING,
  FACE,
  type Face,
  IMPRINT_RULES,
  LINE,
  MARGINS,
  MARK_BELOW_TOP,
  PAPER,
  RULE_BELOW_NUMBER,
  SIZE,
  TEXT_AREA,
} from '../../../../shared/document/gb9704.ts';
import { LANDSCAPE_MARGINS } from '../docx/footers.ts';

/** The text area of a landscape page, millimetres. */
const WIDE = {
  width: PAPER.height - LANDSCAPE_MARGINS.left - LANDSCAPE_MARGINS.right,
  height: PAPER.width - LANDSCAPE_MARGINS.top - LANDSCAPE_MARGINS.bottom,
} as const;

/** Stand-ins of each face, in the order in which a browser tries them; the last one is on every machine. */
const STAND_INS: Readonly<Record<Face, string>> = {
  title: '"FZXiaoBiaoSong-B05S", "Noto Serif CJK SC", "Noto Serif SC", serif',
  text: '"FangSong_GB2312", "仿宋", FangSong, STFangsong, "Noto Serif CJK SC", serif',
  level1: 'SimHei, "Noto Sans CJK SC", sans-serif',
  level2: '"KaiTi_GB2312", "楷体", KaiTi, STKaiti, "Noto Serif CJK SC", serif',
  page: 'SimSun, "Noto Serif CJK SC", serif',
  latin: 'serif',
};

function family(face: Face): string {
  return `"${FACE.latin}", "${FACE[face]}", ${STAND_INS[face]}`;
}

/** The boxes in the lower margin: page number outside, what identifies the document in the middle. */
function margins(side: 'left' | 'right', identity: string): string {
  const other = side === 'left' ? 'right' : 'left';
  return `@bottom-${side} { content: '— ' counter(page) ' —'; vertical-align: top; padding: 4.4mm ${SIZE.四号}pt 0; font: ${SIZE.四号}pt ${family('page')}; white-space: nowrap; }
@bottom-${other} { content: ''; }
@bottom-center { content: ${cssText(identity)}; vertical-align: top; padding-top: 12mm; font: 7pt ${family('page')}; white-space: nowrap; }`;
}

function cssText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`;
}

const box = (m: { top: number; right: number; bottom: number; left: number }) =>
  `${m.top}mm ${m.right}mm ${m.bottom}mm ${m.left}mm`;

/** The layout of the DOCX as a style sheet for print: same paper, margins, lines, sizes and faces. */
export function styleSheet(identity: string): string {
  return `
@page { size: ${PAPER.width}mm ${PAPER.height}mm; margin: ${box(MARGINS)}; ${margins('right', identity)} }
@page :left { ${margins('left', identity)} }
@page wide { size: ${PAPER.height}mm ${PAPER.width}mm; margin: ${box(LANDSCAPE_MARGINS)}; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { font: ${SIZE.三号}pt/${LINE}pt ${family('text')}; letter-spacing: ${CHARACTER_SPACING}pt; color: #000; text-autospace: no-autospace; line-break: strict; orphans: 1; widows: 1; }
section { width: ${TEXT_AREA.width}mm; }
section + section { break-before: page; }
section.wide { page: wide; width: ${WIDE.width}mm; }
section.columns { columns: ${TEXT_AREA.width}mm auto; column-gap: 0; column-fill: auto; height: ${TEXT_AREA.height}mm; }
section.wide.columns { columns: ${WIDE.width}mm auto; height: ${WIDE.height}mm; }
p { text-align: justify; min-height: ${LINE}pt; }
p.text { text-indent: 2em; }
p.center, h1 { text-align: center; }
.marks { height: ${MARK_BELOW_TOP}mm; }
.mark { font-family: ${family('title')}; color: #f00; text-align: center; letter-spacing: 0; line-height: 1.15; white-space: nowrap; }
.ends { display: flex; justify-content: space-between; padding: 0 1em; }
.rule { border-bottom: 1.5pt solid #f00; height: ${RULE_BELOW_NUMBER - 2.28}mm; }
h1 { font: ${SIZE.二号}pt/34pt ${family('title')}; letter-spacing: 0; break-after: avoid; }
.level1, .label { font-family: ${family('level1')}; }
.level2 { font-family: ${family('level2')}; }
.alone { break-after: avoid; }
.hanging { padding-left: 5em; text-indent: -3em; }
.right { text-align: right; white-space: nowrap; }
.note { font-size: ${SIZE.小四}pt; line-height: 18pt; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; letter-spacing: 0; margin-bottom: ${LINE}pt; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { border: 0.5pt solid #000; padding: 2pt 3pt; font-weight: normal; overflow-wrap: anywhere; }
th { font-family: ${family('level1')}; }
caption { font: ${SIZE.三号}pt/${LINE}pt ${family('level1')}; break-after: avoid; }
.imprint { break-inside: avoid; font-size: ${SIZE.四号}pt; line-height: 24pt; letter-spacing: 0; border: solid #000; border-width: ${IMPRINT_RULES.outer}mm 0; }
.imprint p { padding: 0 1em 0 4em; text-indent: -3em; }
.imprint p + .ends { border-top: ${IMPRINT_RULES.inner}mm solid #000; }
@media screen { body { padding: 10mm; } section { margin: 0 auto 10mm; } }
`;
}
