import { contactKindOfColumn, guessMapping } from '../guessMapping.ts';
import type { Cell } from '../workbook/protocol.ts';
import { cellText } from './cellText.ts';

/** Where the table of a list begins. Lists of halls have titles above the header, and headers of several rows. */
export type TableLayout = {
  /** Records above the header: titles, units, who made the list. */
  titles: string[][];
  /** Rows of the header, 1 to 3, as texts. */
  header: string[][];
  /** Names of the columns: trimmed, unique, never blank. */
  columns: string[];
  /** How much of the header is understood; 0: nothing. */
  score: number;
};

/** The header stands among the first rows, or there is none. */
export const ROWS_SEARCHED = 60;
const MAX_HEADER_ROWS = 3;
/** A header is told by its first columns; a sheet can have 16,384. */
const COLUMNS_READ = 200;
/** A name is short; a longer text is a value or a remark. */
const MAX_NAME_CHARS = 40;

/**
 * Finds the header among the first records of a table: the rows whose names mean most to a mapping. Where none means
 * anything, the first row with several cells is taken, as spreadsheets do. `records`: without blank ones; null if all are blank.
 */
export function findLayout(records: readonly (readonly Cell[])[]): TableLayout | null {
  const rows = records.slice(0, ROWS_SEARCHED).map((record) => record.map(cellText));
  let best: { at: number; depth: number; score: number } | null = null;
  for (let at = 0; at < rows.length; at++) {
    for (let depth = 1; depth <= MAX_HEADER_ROWS && at + depth <= rows.length; depth++) {
      const header = rows.slice(at, at + depth);
      if (depth > 1 && !continues(header)) break;
      const score = scoreOf(header);
      if (score > (best?.score ?? 1)) best = { at, depth, score };
    }
  }
  const at =
    best?.at ??
    Math.max(
      0,
      rows.findIndex((row) => new Set(row.filter((text) => text !== '')).size > 1),
    );
  const header = rows.slice(at, at + (best?.depth ?? 1));
  if (header.length === 0) return null;
  return { titles: rows.slice(0, at), header, columns: columnNames(header), score: best?.score ?? 0 };
}

/** So much of a row in the middle of a list must be understood, before it is taken for the header of another table. */
const ANOTHER_HEADER = 3;

/**
 * The columns of another table that begins with this record: halls put several below each other. Null for a case. A row with
 * a digit in it is a case, or is said to be unreadable.
 */
export function headerAmongRows(record: readonly Cell[]): string[] | null {
  if (record.some((cell) => /\d/.test(cellText(cell)))) return null;
  const texts = record.map(cellText);
  return scoreOf([texts]) >= ANOTHER_HEADER ? columnNames([texts]) : null;
}

/** How many fields and contact columns the names stand for. Times, numbers and long texts are values, not names. */
function scoreOf(header: readonly string[][]): number {
  if (header.some((row) => row.some(isValue))) return 0;
  const names = columnNames(header.map((row) => row.slice(0, COLUMNS_READ)));
  const { mapping } = guessMapping(names.map((name) => ({ name, samples: [] })));
  const fields = Object.values(mapping.fields).filter((path) => path !== '').length;
  const contacts = names.filter((name) => contactKindOfColumn(name) !== null).length;
  // Of two that mean the same the upper, smaller one; a name that stands twice was merged across and needs the row below.
  return fields + contacts - (header.length - 1) * 0.1 - repeatedIn(names) * 0.5;
}

/** A lower row of a header: names below merged cells, and blanks below names that were merged down. */
function continues(header: readonly string[][]): boolean {
  const [above = [], below = []] = header.slice(-2);
  const width = Math.max(above.length, below.length);
  let gained = 0;
  for (let index = 0; index < width; index++) {
    const [upper, lower] = [above[index] ?? '', below[index] ?? ''];
    if (isValue(lower)) return false;
    if (lower !== '' && lower !== upper) gained += 1;
  }
  const isNewName = (text: string, index: number): boolean => text !== '' && above.indexOf(text) !== index;
  return (
    gained >= 2 &&
    above.some((text, index) => text === '' || isMergedAcross(above, index)) &&
    below.some(isNewName)
  );
}

/** Merged cells were filled with one value, or a plain list leaves all but the first blank. */
function isMergedAcross(row: readonly string[], index: number): boolean {
  return row[index] !== '' && (row[index] === row[index + 1] || row[index] === row[index - 1]);
}

function isValue(text: string): boolean {
  return (
    text.length > MAX_NAME_CHARS ||
    (/^[-+]?[\d.,:/\s-]+$/.test(text) && /\d/.test(text)) ||
    /\d{4}[-/年.]\d{1,2}/.test(text)
  );
}

function repeatedIn(names: readonly string[]): number {
  return names.filter((name) => /_\d+$/.test(name) && names.includes(name.replace(/_\d+$/, ''))).length;
}

/**
 * The lowest name of each column; where that stands twice (起 and 止 below two groups), with the group above it.
 */
export function columnNames(header: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...header.map((row) => row.length));
  const parts = Array.from({ length: width }, (_, index) => partsOf(header, index));
  const times = new Map<string, number>();
  for (const names of parts) times.set(names.at(-1) ?? '', (times.get(names.at(-1) ?? '') ?? 0) + 1);
  const used = new Set<string>();
  return parts.map((names, index) => {
    const own = names.at(-1) ?? '';
    const isShared = (times.get(own) ?? 0) > 1;
    const base = (isShared ? names.join(' ') : own) || `column_${index + 1}`;
    let name = base === '__proto__' ? 'column_proto' : base;
    for (let again = 2; used.has(name); again++) name = `${base}_${again}`;
    used.add(name);
    return name;
  });
}

/** The names above a column from the top, a group's name for all columns that it spans; each once. */
function partsOf(header: readonly (readonly string[])[], column: number): string[] {
  const names = header.map((row, depth) => {
    const own = row[column] ?? '';
    if (own !== '' || depth === header.length - 1) return own;
    // Blank below a name that was merged across, unless a name of its own was merged down beside it.
    const below = header[depth + 1]?.[column] ?? '';
    const before = row.slice(0, column).findLast((text) => text !== '') ?? '';
    return below === '' ? '' : before;
  });
  return names.filter((name, index) => name !== '' && names.indexOf(name) === index);
}
