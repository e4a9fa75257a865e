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
  return quotedCell(text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim());
}

/** The same with its line breaks kept, as line feeds. */
export function linesCell(text: string | null): string {
  return text === null || text === '' ? '' : quotedCell(plainLines(text));
}

/** Lines that end with a line feed, without other control characters. */
export function plainLines(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .trim();
}

function quotedCell(text: string): string {
  // Spreadsheets mark a text with an apostrophe. A tab makes digits a text and is not visible.
  const safe = FORMULA.test(text) ? `'${text}` : DIGITS.test(text) ? `\t${text}` : text;
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
