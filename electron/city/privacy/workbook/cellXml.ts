/** Cell formats of the workbook: their places in `styles.xml`. */
export const FORMAT = { general: 0, text: 1, time: 2, day: 3, head: 4 } as const;

/** A cell as it is written. A text is never a formula or a number; `serial` counts days since 1899-12-30, local time. */
export type SheetCell =
  | { kind: 'text' | 'head'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'time' | 'day'; serial: number }
  | null;

/** Excel's limit for the text of a cell, in UTF-16 units. */
const MAX_CELL_CHARS = 32_767;
const DAY_MS = 86_400_000;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
/** What XML 1.0 cannot hold: control characters, and two code points that are none. */
const NOT_XML = /[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu;
/** Would be read as an escaped character (ECMA-376, ST_Xstring). */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** The number of a local time, whose fields are given as `Date.UTC` gives them, ms. */
export function serialOf(local: number): number {
  return (local - SERIAL_EPOCH) / DAY_MS;
}

/** `A`, `Z`, `AA` for the columns 0, 25, 26. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest < 0 ? '' : columnName(rest)) + String.fromCharCode(65 + (index % 26));
}

/** One row; `number` counts from 1. */
export function rowXml(number: number, cells: readonly SheetCell[]): string {
  let xml = `<row r="${number}">`;
  for (const [index, cell] of cells.entries())
    if (cell !== null) xml += cellXml(`${columnName(index)}${number}`, cell);
  return `${xml}</row>`;
}

function cellXml(place: string, cell: NonNullable<SheetCell>): string {
  switch (cell.kind) {
    case 'number':
      return `<c r="${place}"><v>${cell.value}</v></c>`;
    case 'time':
    case 'day':
      return `<c r="${place}" s="${FORMAT[cell.kind]}"><v>${cell.serial}</v></c>`;
    default: {
      const text = escaped(cut(cell.text));
      return `<c r="${place}" s="${FORMAT[cell.kind]}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
    }
  }
}

/** What is cut off is shown to be. */
function cut(text: string): string {
  return text.length <= MAX_CELL_CHARS
    ? text
    : `${text.slice(0, MAX_CELL_CHARS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Only texts with one of these need any work; nearly every cell has none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NEEDS_WORK = /[\u0000-\u001f&<>"_\u007f-\u009f\ud800-\udfff\ufffe\uffff]/;

/** A text in XML, without control characters. */
export function escaped(text: string): string {
  if (!NEEDS_WORK.test(text)) return text;
  return text
    .toWellFormed()
    .replace(NOT_XML, '')
    .replace(LOOKS_ESCAPED, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
