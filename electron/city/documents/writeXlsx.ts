import { type CellStyle, type CellValue, type WriteSheet, writeXlsx as write } from 'hucre';
import type { Block, DocumentModel, Table } from '../../../shared/document/model.ts';
import type { Sentence } from '../../../shared/document/part.ts';
import { sentenceText } from '../../../shared/document/partText.ts';
import { CodedError } from '../../../shared/errors/codedError.ts';
import { canonicalZip } from './canonicalZip.ts';

/** Of the file's properties: the same content gives the same bytes. */
const FIXED = new Date(Date.UTC(2000, 0, 1));
const LINE = { style: 'thin', color: { rgb: '000000' } } as const;
const BORDER = { top: LINE, bottom: LINE, left: LINE, right: LINE };
const HEAD: CellStyle = {
  font: { name: '黑体', size: 11 },
  ...{ border: BORDER, numFmt: '@' },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const TITLE: CellStyle = {
  ...{ font: { name: '方正小标宋简体', size: 18 }, numFmt: '@' },
  alignment: { horizontal: 'center', vertical: 'center' },
};
/** Letters of a column for each unit of its width on paper. */
const LETTERS = 0.55;

type Written = { value: CellValue; style: CellStyle };

/**
 * The tables of a document as a workbook, a sheet each: title and head on every printed page and in view, numbers as they are
 * printed on paper, everything else as text. @throws CodedError `document-format` where there is no table
 */
export async function writeXlsx(document: DocumentModel, identity: string): Promise<Uint8Array> {
  const tables = [...document.body, ...document.annexes.flatMap(({ blocks }) => blocks)].flatMap(tableOf);
  if (tables.length === 0) throw new CodedError('document-format', { format: 'XLSX', kind: document.kind });
  const title = document.title.map(sentenceText).join('');
  const names = sheetNames(tables.map(({ caption }) => (caption === null ? title : sentenceText(caption))));
  const bytes = await write({
    sheets: tables.map((table, index) => sheetOf(table, names[index] ?? '', title, document, identity)),
    properties: { title, creator: '城哨', description: identity, created: FIXED, modified: FIXED },
  });
  return canonicalZip(new Uint8Array(bytes), (_name, xml) => xml);
}

/** A form is a table of two columns. */
function tableOf(block: Block): Table[] {
  if (block.kind === 'table') return [block];
  if (block.kind !== 'form') return [];
  return [
    {
      ...{ kind: 'table', caption: null },
      columns: [
        { head: '项目', width: 40, align: 'center' },
        { head: '内容', width: 120, align: 'left' },
      ],
      rows: block.rows.flat().map(({ label, value }) => [[label], value]),
    },
  ];
}

function sheetOf(
  { columns, rows }: Table,
  name: string,
  title: string,
  { isLandscape }: DocumentModel,
  identity: string,
): WriteSheet {
  const written: Written[][] = [
    columns.map((_, index) => ({ value: index === 0 ? title : null, style: TITLE })),
    columns.map(({ head }) => ({ value: head, style: HEAD })),
    ...rows.map((row) => row.map((cell, index) => cellOf(cell, columns[index]?.align ?? 'left'))),
  ];
  const cells = new Map(
    written.flatMap((row, at) => row.map((cell, column) => [`${at},${column}`, cell] as const)),
  );
  return {
    ...{ name, cells, rows: written.map((row) => row.map(({ value }) => value)) },
    columns: columns.map(({ width }) => ({ width: Math.max(6, Math.round(width * LETTERS)) })),
    merges: columns.length < 2 ? [] : [{ startRow: 0, startCol: 0, endRow: 0, endCol: columns.length - 1 }],
    freezePane: { rows: 2 },
    rowDefs: new Map([[0, { height: 32 }]]),
    pageSetup: {
      ...{ paperSize: 'a4', orientation: isLandscape || columns.length > 8 ? 'landscape' : 'portrait' },
      ...{ fitToPage: true, fitToWidth: 1, fitToHeight: 0, horizontalCentered: true },
      printTitlesRow: '$1:$2',
    },
    // An ampersand begins a code in a footer.
    headerFooter: { oddFooter: `&L&8${identity.replaceAll('&', '&&')}&R&9— &P —` },
  };
}

/** A number or rate is a number, rounded as on paper, so that both papers agree; all else is a text and no formula. */
function cellOf(cell: Sentence, align: 'left' | 'center' | 'right'): Written {
  const style = (numFmt: string): CellStyle => ({
    ...{ font: { name: '仿宋_GB2312', size: 11 }, border: BORDER, numFmt },
    alignment: { horizontal: align, vertical: 'center', wrapText: true },
  });
  const [part, ...others] = cell;
  if (others.length === 0 && typeof part === 'object' && part.kind === 'figure') {
    const { rule, printed } = part;
    const number = Number(printed.replace('%', ''));
    if ((rule.form === 'number' || rule.form === 'percent') && Number.isFinite(number)) {
      const zeros = rule.digits === 0 ? '0' : `0.${'0'.repeat(rule.digits)}`;
      return rule.form === 'number'
        ? { value: number, style: style(zeros) }
        : { value: Number((number / 100).toFixed(rule.digits + 2)), style: style(`${zeros}%`) };
    }
  }
  return { value: sentenceText(cell), style: style('@') };
}

/** Names that Excel takes: at most 31 letters, none of `[]:*?/\`, each once. */
function sheetNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const plain = name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 27);
    let unique = plain;
    for (let number = 2; used.has(unique); number++) unique = `${plain} ${number}`;
    used.add(unique);
    return unique;
  });
}
