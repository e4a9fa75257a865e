import { isWellFormed } from '../../parse/xml.ts';
import { cellOf } from './cells.ts';
import { fillMerges, type Merge } from './merges.ts';
import { type Cell, HEAD_ROWS, type SheetHead } from './protocol.ts';
import { partsOf } from './xlsxParts.ts';
import { attributesOf, createXmlReader } from './xmlReader.ts';

/** Unpacked text of all sheets at most. */
const MAX_TEXT_BYTES = 256 << 20;
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Of one sheet, repeated ones counted: as many as an .xlsx may have. */
const MOST_CELLS = 20_000_000;
const MOST_BLANKS = 1000;

/** A time of day is written as a duration. */
const TIME_OF_DAY = /^PT(\d{1,2})H(\d{1,2})M(\d{1,2})(?:\.\d+)?S$/;

type Attributes = ReadonlyMap<string, string>;
type Sheet = { name: string; hidden: boolean; rows: Cell[][]; merges: Merge[]; cells: number; blank: number };
type OpenCell = { attributes: Attributes; lines: string[]; isCovered: boolean };
type OpenRow = { repeated: number; cells: Cell[]; pending: number };

/** The sheets of an OpenDocument spreadsheet, packed (.ods) or plain (.fods). Throws where it is damaged, locked or too large. */
export function openOds(bytes: Uint8Array): Sheet[] {
  const text = textOf(bytes);
  if (!isWellFormed(text)) throw new Error('broken tags');
  const sheets = sheetsOf(text);
  for (const { rows, merges } of sheets) fillMerges(rows, merges);
  return sheets;
}

export function headsOfOds(sheets: readonly Sheet[]): SheetHead[] {
  return sheets.map(({ name, hidden, rows }) => ({ name, hidden, head: rows.slice(0, HEAD_ROWS) }));
}

/** Rows of a sheet, blank ones too; none where there is no such sheet. */
export function rowsOfOds(sheets: readonly Sheet[], name: string): Cell[][] {
  return sheets.find((sheet) => sheet.name === name)?.rows ?? [];
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] !== 0x50) return new TextDecoder().decode(bytes);
  const parts = partsOf(bytes);
  const manifest = parts?.text('META-INF/manifest.xml', MAX_TEXT_BYTES) ?? '';
  if (manifest.includes('encryption-data')) throw new Error('a password is needed');
  const content = parts?.text('content.xml', MAX_TEXT_BYTES) ?? null;
  if (content === null) throw new Error('no content');
  return content;
}

function sheetsOf(text: string): Sheet[] {
  const sheets: Sheet[] = [];
  /** Styles of tables that are not shown. */
  const hidden = new Set<string>();
  let style = '';
  let sheet: Sheet | null = null;
  let row: OpenRow | null = null;
  let cell: OpenCell | null = null;
  /** Remarks (批注) and tables within a cell are not its value. */
  let aside = 0;
  let isLine = false;

  const open = (name: string, attributes: Attributes): void => {
    if (ASIDE.has(name) || (name === 'table:table' && cell !== null)) aside += 1;
    else if (aside > 0) return;
    else if (name === 'style:style') style = attributes.get('style:name') ?? '';
    else if (name === 'style:table-properties' && attributes.get('table:display') === 'false')
      hidden.add(style);
    else if (name === 'table:table') {
      const isHidden = hidden.has(attributes.get('table:style-name') ?? '');
      const called = attributes.get('table:name') ?? `Sheet${sheets.length + 1}`;
      sheet = { name: called, hidden: isHidden, rows: [], merges: [], cells: 0, blank: 0 };
      sheets.push(sheet);
    } else if (name === 'table:table-row' && sheet !== null)
      row = { repeated: countOf(attributes, 'table:number-rows-repeated', MOST_ROWS), cells: [], pending: 0 };
    else if (CELLS.has(name) && row !== null)
      cell = { attributes, lines: [], isCovered: name === 'table:covered-table-cell' };
    else if (cell === null) return;
    else if (name === 'text:p' || name === 'text:h') {
      cell.lines.push('');
      isLine = true;
    } else if (name === 'text:s') add(' '.repeat(countOf(attributes, 'text:c', MOST_BLANKS)));
    else if (name === 'text:tab') add(' ');
    else if (name === 'text:line-break') add('\n');
  };
  const add = (part: string): void => {
    if (cell === null || !isLine || aside > 0) return;
    cell.lines.push(`${cell.lines.pop() ?? ''}${part}`);
  };
  const close = (name: string): void => {
    if (ASIDE.has(name) || (name === 'table:table' && aside > 0)) aside = Math.max(0, aside - 1);
    else if (aside > 0) return;
    else if (name === 'text:p' || name === 'text:h') isLine = false;
    else if (CELLS.has(name) && cell !== null && row !== null && sheet !== null) {
      addCell(sheet, row, cell);
      cell = null;
    } else if (name === 'table:table-row' && row !== null && sheet !== null) {
      addRow(sheet, row);
      row = null;
    } else if (name === 'table:table') sheet = null;
  };

  /** Names with prefixes of the elements that are open. */
  const names: string[] = [];
  const reader = createXmlReader({
    open(_, tag) {
      const name = QUALIFIED.exec(tag)?.[1] ?? '';
      names.push(name);
      open(name, attributesOf(tag));
    },
    text: (part) => add(part.replace(/[\t\n\r ]+/g, ' ')),
    close: () => close(names.pop() ?? ''),
  });
  reader.read(text);
  reader.end();
  return sheets;
}

const QUALIFIED = /^<([^\s/>]+)/;
const CELLS = new Set(['table:table-cell', 'table:covered-table-cell']);
const ASIDE = new Set(['office:annotation', 'table:tracked-changes', 'draw:frame', 'table:shapes']);

function countOf(attributes: Attributes, name: string, most: number): number {
  const count = Number(attributes.get(name) ?? 1);
  return Number.isInteger(count) && count > 0 ? Math.min(count, most) : 1;
}

/** Empty cells count only where another one follows: a sheet ends in a million of them. */
function addCell(sheet: Sheet, row: OpenRow, { attributes, lines, isCovered }: OpenCell): void {
  const repeated = countOf(attributes, 'table:number-columns-repeated', MOST_COLUMNS);
  const value = isCovered ? null : cellValue(attributes, lines.join('\n').trim());
  if (value === null) {
    row.pending = Math.min(MOST_COLUMNS, row.pending + repeated);
    return;
  }
  if (row.cells.length + row.pending + repeated > MOST_COLUMNS) throw new Error('too many columns');
  for (; row.pending > 0; row.pending--) row.cells.push(null);
  const span = {
    columns: countOf(attributes, 'table:number-columns-spanned', MOST_COLUMNS),
    rows: countOf(attributes, 'table:number-rows-spanned', MOST_ROWS),
  };
  if (span.columns > 1 || span.rows > 1) {
    const [startRow, startCol] = [sheet.rows.length + sheet.blank, row.cells.length];
    sheet.merges.push({
      ...{ startRow, startCol, endRow: startRow + span.rows - 1, endCol: startCol + span.columns - 1 },
    });
  }
  for (let i = 0; i < repeated; i++) row.cells.push(value);
}

/** Blank rows likewise. */
function addRow(sheet: Sheet, { repeated, cells }: OpenRow): void {
  if (cells.length === 0) {
    sheet.blank = Math.min(MOST_ROWS, sheet.blank + repeated);
    return;
  }
  sheet.cells += repeated * cells.length;
  if (sheet.rows.length + sheet.blank + repeated > MOST_ROWS) throw new Error('too many rows');
  if (sheet.cells > MOST_CELLS) throw new Error('too many cells');
  for (; sheet.blank > 0; sheet.blank--) sheet.rows.push([]);
  for (let i = 0; i < repeated; i++) sheet.rows.push([...cells]);
}

/** A cell as a person sees it: a day without a time, and a number that its format fills up with zeros, as shown. */
function cellValue(attributes: Attributes, shown: string): Cell {
  switch (attributes.get('office:value-type')) {
    case 'float':
    case 'currency':
    case 'percentage': {
      const value = Number(attributes.get('office:value') ?? Number.NaN);
      if (!Number.isFinite(value)) return shown === '' ? null : shown;
      return /^0\d{1,30}$/.test(shown) && Number(shown) === value ? shown : value;
    }
    case 'boolean':
      return attributes.get('office:boolean-value') === 'true';
    case 'date': {
      const written = attributes.get('office:date-value') ?? '';
      return cellOf(new Date(/T/.test(written) ? `${written}Z` : written), null) ?? textOrNull(shown);
    }
    case 'time': {
      const [, ...parts] = TIME_OF_DAY.exec(attributes.get('office:time-value') ?? '') ?? [];
      return parts.length === 3 ? parts.map((part) => part.padStart(2, '0')).join(':') : textOrNull(shown);
    }
    default:
      return textOrNull(shown) ?? textOrNull(attributes.get('office:string-value') ?? '');
  }
}

function textOrNull(text: string): string | null {
  return text === '' ? null : text;
}
