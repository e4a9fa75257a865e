import { serialToDate } from 'hucre';
import { cellOf } from './cells.ts';
import { createMerges, type Merge, type Merges } from './merges.ts';
import type { Cell } from './protocol.ts';
import { type SharedTexts, unescaped } from './sharedTexts.ts';
import type { XlsxBook } from './xlsxBook.ts';
import { attribute, createXmlReader } from './xmlReader.ts';

const MAX_ROWS = 1 << 20;
const MAX_COLUMNS = 1 << 14;

/** Where the merges of a sheet are looked for: behind its rows. */
const ROWS_END = [Buffer.from('/sheetData>'), Buffer.from(':sheetData>')];
const MERGE = /<(?:\w+:)?mergeCell\s[^<>]*>/g;
const AREA = /^\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})$/;

/** The merges of a sheet, which stand behind its rows. Throws where the sheet is damaged, before any of its rows is taken. */
export async function readMerges(pieces: AsyncIterable<Uint8Array>): Promise<Merges> {
  const merges = createMerges();
  const decoder = new TextDecoder();
  let isBehind = false;
  let before = Buffer.alloc(0);
  let rest = '';
  for await (const piece of pieces) {
    if (!isBehind) {
      const bytes = Buffer.concat([before, piece]);
      before = Buffer.from(bytes.subarray(-ROWS_END_BYTES));
      isBehind = ROWS_END.some((mark) => bytes.includes(mark));
      if (!isBehind) continue;
      rest = decoder.decode(bytes, { stream: true });
    } else rest += decoder.decode(piece, { stream: true });
    const end = rest.lastIndexOf('>') + 1;
    for (const [tag] of rest.slice(0, end).matchAll(MERGE)) {
      const merge = areaOf(attribute(tag, 'ref') ?? '');
      if (merge !== null) merges.add(merge);
    }
    rest = rest.slice(end);
  }
  return merges;
}

const ROWS_END_BYTES = 16;

function areaOf(text: string): Merge | null {
  const [, startCol, startRow, endCol, endRow] = AREA.exec(text) ?? [];
  if (startCol === undefined || startRow === undefined || endCol === undefined || endRow === undefined)
    return null;
  return {
    ...{ startRow: Number(startRow) - 1, startCol: columnOf(startCol) },
    ...{ endRow: Number(endRow) - 1, endCol: columnOf(endCol) },
  };
}

/**
 * The rows of a sheet of an .xlsx as its XML comes, blank ones too, so that their numbers are those of the sheet. Throws where it
 * is damaged.
 */
export async function* sheetRows(
  pieces: AsyncIterable<Uint8Array>,
  book: Pick<XlsxBook, 'formats' | 'from1904'>,
  texts: SharedTexts,
): AsyncGenerator<Cell[]> {
  const decoder = new TextDecoder();
  let rows: { index: number; cells: Cell[] }[] = [];
  const reader = createXmlReader(rowHandler(book, texts, (index, cells) => rows.push({ index, cells })));
  let next = 0;
  for await (const piece of pieces) {
    reader.read(decoder.decode(piece, { stream: true }));
    const read = rows;
    rows = [];
    for (const { index, cells } of read) {
      for (; next < index; next++) yield [];
      yield cells;
      next = index + 1;
    }
  }
  reader.end();
}

type OpenCell = {
  column: number;
  style: number | null;
  type: string;
  value: string;
  inline: string;
  runs: string[];
};

function rowHandler(
  book: Pick<XlsxBook, 'formats' | 'from1904'>,
  texts: SharedTexts,
  onRow: (index: number, cells: Cell[]) => void,
) {
  let index = -1;
  let column = 0;
  let cells: Cell[] | null = null;
  let cell: OpenCell | null = null;
  let isInRun = false;
  /** What tells how a word is said (拼音) is open. */
  let isSaid = false;
  let into: 'value' | 'inline' | null = null;

  function openRow(tag: string): void {
    const place = attribute(tag, 'r');
    index = place === null ? index + 1 : Number(place) - 1;
    if (!(Number.isInteger(index) && index >= 0 && index < MAX_ROWS)) throw new Error('no such row');
    cells = [];
    column = 0;
  }

  function openCell(tag: string): void {
    const { place, style, type } = cellTag(tag);
    if (place !== null) column = columnOf(place);
    if (!(column >= 0 && column < MAX_COLUMNS)) throw new Error('no such column');
    cell = { column, style, type, value: '', inline: '', runs: [] };
    column += 1;
  }

  function closeCell(row: Cell[], closed: OpenCell): void {
    while (row.length <= closed.column) row.push(null);
    row[closed.column] = valueIn(closed, book, texts);
  }

  return {
    open(name: string, tag: string): void {
      if (name === 'row') openRow(tag);
      else if (name === 'c' && cells !== null) openCell(tag);
      else if (cell === null) return;
      else if (name === 'v') into = 'value';
      else if (name === 'rPh') isSaid = true;
      else if (name === 'r') {
        isInRun = true;
        cell.runs.push('');
      } else if (name === 't' && !isSaid) into = 'inline';
    },
    text(text: string): void {
      if (cell === null || into === null) return;
      if (into === 'value') cell.value += text;
      else if (isInRun) cell.runs[cell.runs.length - 1] += text;
      else cell.inline += text;
    },
    close(name: string): void {
      if (name === 'v' || name === 't') into = null;
      else if (name === 'r') isInRun = false;
      else if (name === 'rPh') isSaid = false;
      else if (name === 'c' && cell !== null && cells !== null) {
        closeCell(cells, cell);
        cell = null;
      } else if (name === 'row' && cells !== null) {
        onRow(index, cells);
        cells = null;
      }
    },
  };
}

/** A cell as nearly all programs write it. */
const PLAIN_CELL = /^<c(?: r="([A-Za-z]{1,3})\d{1,7}")?(?: s="(\d{1,6})")?(?: t="([A-Za-z]{1,9})")?\/?>$/;

function cellTag(tag: string): { place: string | null; style: number | null; type: string } {
  const plain = PLAIN_CELL.exec(tag);
  const [place, style, type] =
    plain === null
      ? [attribute(tag, 'r'), attribute(tag, 's'), attribute(tag, 't')]
      : [plain[1] ?? null, plain[2] ?? null, plain[3] ?? null];
  return { place, style: style === null ? null : Number(style), type: type ?? 'n' };
}

/** `AB12` is 27; −1: no column. */
function columnOf(place: string): number {
  let column = 0;
  for (let at = 0; at < place.length; at++) {
    const letter = place.charCodeAt(at) & ~0x20;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

function valueIn(
  { type, style, value, inline, runs }: OpenCell,
  { formats, from1904 }: Pick<XlsxBook, 'formats' | 'from1904'>,
  texts: SharedTexts,
): Cell {
  switch (type) {
    case 's':
      return value.trim() === '' ? null : cellOf(texts.at(Number(value)), null);
    case 'str':
      return cellOf(unescaped(value), null);
    case 'inlineStr':
      return cellOf(runs.length === 0 ? unescaped(inline) : runs.map(unescaped).join(''), null);
    case 'b':
      return value === '1' || value.toLowerCase() === 'true';
    // An error such as #N/A is kept as the text that a person sees.
    case 'e':
      return cellOf(value, null);
    default: {
      const number = value === '' ? Number.NaN : Number(value);
      if (Number.isNaN(number)) return cellOf(value, null);
      if (style !== null && formats[style]?.isDate === true)
        return cellOf(serialToDate(number, from1904), null);
      return cellOf(number, formats[style ?? 0]?.padding ?? null);
    }
  }
}
