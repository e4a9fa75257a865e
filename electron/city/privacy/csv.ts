/** Without it Excel and WPS read UTF-8 as GBK. */
export const BOM = '\uFEFF';

/**
 * What a spreadsheet would take for a formula, also behind blanks and in full width. A free text that begins so
 * (=HYPERLINK…, sent to a hotline by anybody) would run on the machine of whoever opens the file.
 */
const FORMULA = /^[\s\u200B\u2060\uFEFF]*[=+\-@|%＝＋－＠]/u;
/** Read as a number these would lose digits, or a zero in front. */
const DIGITS = /^(?:\d{12,}|0\d+)$/;

/** A cell of free text: one line, quoted, never a formula. Null is an empty cell. */
export function textCell(text: string | null): string {
  if (text === null || text === '') return '';
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  // An apostrophe is what spreadsheets themselves write before a text; a tab keeps digits a text and is not seen.
  const safe = FORMULA.test(line) ? `'${line}` : DIGITS.test(line) ? `\t${line}` : line;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A number of our own making, negative ones included. */
export function numberCell(value: number | null): string {
  return value === null ? '' : String(value);
}

/** CRLF: RFC 4180, and what Excel writes. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}
