/** Byte order mark: without it Excel and WPS read UTF-8 as GBK. */
export const BOM = '\uFEFF';

/**
 * The start of a text that a spreadsheet would take for a formula, also after spaces and in full width. A free text
 * such as =HYPERLINK…, which anybody can send to a hotline, would run on the machine of whoever opens the file.
 */
const FORMULA = /^[\s\u200B\u2060\uFEFF]*[=+\-@|%＝＋－＠]/u;
/** Digit strings that a spreadsheet would read as a number, losing digits or leading zeros. */
const DIGITS = /^(?:\d{12,}|0\d+)$/;

/** A cell of free text: one line, quoted, never a formula. Null is an empty cell. */
export function textCell(text: string | null): string {
  if (text === null || text === '') return '';
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  // Spreadsheets mark a text with an apostrophe. A tab makes digits a text and is not visible.
  const safe = FORMULA.test(line) ? `'${line}` : DIGITS.test(line) ? `\t${line}` : line;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A cell with a number that this program computed; it may be negative. */
export function numberCell(value: number | null): string {
  return value === null ? '' : String(value);
}

/** One line of the file, ended by CRLF (RFC 4180, and what Excel writes). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}
