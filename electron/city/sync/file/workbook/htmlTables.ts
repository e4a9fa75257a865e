import { htmlTokens, withoutEntities } from './htmlTokens.ts';
import type { Merge } from './merges.ts';

/** As many columns as a sheet has. */
const MOST_COLUMNS = 16_384;
const MOST_ROWS_SPANNED = 65_534;
const MOST_COLUMNS_SPANNED = 1000;
/** Tags between whose texts a person sees a new line. */
const LINES = new Set(['br', 'p', 'div', 'li', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'pre']);
const CELLS = new Set(['td', 'th', 'caption']);
const ROWS = new Set(['tr', 'thead', 'tbody', 'tfoot']);
/** Pages nest their tables no deeper; what does is an attack. */
const MOST_NESTED = 50;
const SPANS = {
  colspan: /\bcolspan\s*=\s*(?:["']\s*)?(\d{1,6})/i,
  rowspan: /\browspan\s*=\s*(?:["']\s*)?(\d{1,6})/i,
};

type Table = { rows: Cell[][] };
type Cell = { parts: (string | Table)[]; columns: number; rows: number };
/** A table that is open, with its row and its cell; `within`: the cell that holds it. */
type Open = { table: Table; row: Cell[] | null; cell: Cell | null; within: Cell | null };

/** Texts of a sheet, null for an empty cell, and its merged cells. */
export type HtmlSheet = { rows: (string | null)[][]; merges: Merge[] };

/**
 * The tables of a page as one sheet, a blank row between two. End tags may be left out where pages may (WHATWG HTML,
 * §13.1.2.4 «Optional tags»). A table within a cell is its text; one that is alone in its row, and has columns, only lays out
 * the page: its rows are rows. Throws where tags are damaged so that cells would be lost, and where there is no table.
 */
export function readHtmlTables(html: string): HtmlSheet {
  const tables = tablesOf(html);
  if (tables.length === 0) throw new Error('no table');
  const sheet: HtmlSheet = { rows: [], merges: [] };
  for (const [index, table] of tables.entries()) {
    if (index > 0) sheet.rows.push([]);
    addTable(sheet, table);
  }
  return sheet;
}

function tablesOf(html: string): Table[] {
  const tables: Table[] = [];
  const open: Open[] = [];
  let isNested = false;
  const lost = (): never => {
    throw new Error('broken tags');
  };
  const startTable = (): void => {
    // A table within a table, but in no cell, ends the one before.
    while (open.length > 0 && open.at(-1)?.cell === null) open.pop();
    const within = open.at(-1)?.cell ?? null;
    const table: Table = { rows: [] };
    if (within === null) tables.push(table);
    else within.parts.push(table);
    isNested ||= within !== null;
    if (open.length >= MOST_NESTED) throw new Error('too many tables within each other');
    open.push({ table, row: null, cell: null, within });
  };
  const startRow = (top: Open): Cell[] => {
    const row: Cell[] = [];
    top.table.rows.push(row);
    top.row = row;
    return row;
  };
  const startCell = (top: Open, attributes: string): void => {
    top.cell = { parts: [], columns: span(attributes, 'colspan'), rows: span(attributes, 'rowspan') };
    (top.row ?? startRow(top)).push(top.cell);
  };
  const addText = (top: Open, text: string): void => {
    if (top.cell !== null) top.cell.parts.push(text.replace(/[\t\n\r ]+/g, ' '));
    else if (withoutEntities(text).trim() === '') return;
    // A cell without its beginning: what follows would stand in its place.
    else if (top.row !== null) lost();
    else top.table.rows.push([{ parts: [text], columns: 1, rows: 1 }]);
  };

  for (const token of htmlTokens(html)) {
    const top = open.at(-1);
    if (token.kind === 'text') {
      if (top !== undefined) addText(top, token.text);
      continue;
    }
    const { name, attributes } = token;
    const isOpening = token.kind === 'open';
    if (name === 'table') {
      if (isOpening) startTable();
      else open.pop();
    } else if (CELLS.has(name) || ROWS.has(name)) {
      // A table ended too early.
      if (top === undefined && isOpening && tables.length > 0) lost();
      if (top === undefined) continue;
      top.cell = null;
      if (ROWS.has(name) || name === 'caption') top.row = null;
      if (isOpening && name === 'tr') startRow(top);
      if (isOpening && CELLS.has(name)) startCell(top, attributes);
    } else if (LINES.has(name)) top?.cell?.parts.push('\n');
  }
  // The rows behind a table that does not end within its cell would be a part of that cell.
  if (isNested && open.length > 0) lost();
  return tables;
}

function span(attributes: string, name: keyof typeof SPANS): number {
  const most = name === 'colspan' ? MOST_COLUMNS_SPANNED : MOST_ROWS_SPANNED;
  return Math.min(most, Math.max(1, Number(SPANS[name].exec(attributes)?.[1] ?? 1)));
}

function addTable(sheet: HtmlSheet, table: Table): void {
  /** Of each column, the row before which a cell of an earlier row goes on. */
  const takenUntil: number[] = [];
  for (const cells of table.rows) {
    const [inner] = layoutTables(cells);
    if (inner !== undefined) {
      for (const part of cells.flatMap((cell) => cell.parts))
        if (typeof part !== 'string') addTable(sheet, part);
        else if (part.trim() !== '') sheet.rows.push([textOf([part])]);
      continue;
    }
    const row = sheet.rows.length;
    const texts: (string | null)[] = [];
    for (const cell of cells) {
      while ((takenUntil[texts.length] ?? 0) > row) texts.push(null);
      const start = texts.length;
      if (start + cell.columns > MOST_COLUMNS) throw new Error('too many columns');
      texts.push(textOf(cell.parts), ...Array.from({ length: cell.columns - 1 }, () => null));
      if (cell.rows > 1) for (let at = start; at < texts.length; at++) takenUntil[at] = row + cell.rows;
      if (cell.rows === 1 && cell.columns === 1) continue;
      const end = { endRow: row + cell.rows - 1, endCol: texts.length - 1 };
      sheet.merges.push({ startRow: row, startCol: start, ...end });
    }
    sheet.rows.push(texts);
  }
}

/** The tables of a row that only lays them out: no other cell of it holds anything, and one of them has columns and rows. */
function layoutTables(cells: Cell[]): Table[] {
  const filled = cells.filter(({ parts }) =>
    parts.some((part) => typeof part !== 'string' || part.trim() !== ''),
  );
  const [only] = filled;
  if (only === undefined || filled.length > 1) return [];
  const tables = only.parts.filter((part) => typeof part !== 'string');
  return tables.some(
    ({ rows }) => rows.length > 1 && rows.some((row) => row.length > 1 || layoutTables(row).length > 0),
  )
    ? tables
    : [];
}

/** What a person reads in a cell; null for nothing. */
function textOf(parts: readonly (string | Table)[]): string | null {
  const written: string[] = [];
  writeParts(parts, written);
  const lines = withoutEntities(written.join(''))
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, ' ').trim())
    .filter((line) => line !== '');
  return lines.length === 0 ? null : lines.join('\n');
}

/** Cells of a table within a cell stand beside each other, its rows below. */
function writeParts(parts: readonly (string | Table)[], written: string[]): void {
  for (const part of parts) {
    if (typeof part === 'string') {
      written.push(part);
      continue;
    }
    for (const row of part.rows) {
      written.push('\n');
      for (const cell of row) {
        writeParts(cell.parts, written);
        written.push(' ');
      }
    }
    written.push('\n');
  }
}
