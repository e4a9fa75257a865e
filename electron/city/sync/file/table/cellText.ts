import type { Cell } from '../workbook/protocol.ts';

/** The text that a person reads in a cell, without blanks around it. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return unmarked(cell).trim();
}

/** Whether a person sees anything in a record: rows without are passed over, above a table and in it. */
export function isFilled(record: readonly Cell[]): boolean {
  return record.some((cell) => cellText(cell) !== '');
}

/**
 * A text without what only spreadsheets put around it: `="00123"` or an apostrophe marks a text of digits, a tab keeps Excel
 * from taking it for a number, an apostrophe from running it as a formula. NUL, which some exports leave inside, and marks of
 * byte order go, too.
 */
export function unmarked(text: string): string {
  const isPlain = !/^[\s='’\ufeff]/.test(text) && !text.includes('\0') && !text.includes('\ufeff');
  // Nearly every cell: the replacements below are the dearest part of an import.
  if (isPlain) return text;
  const clean = text.replaceAll(/[\0\ufeff]/g, '');
  const [, quoted] = /^\s*="([^"]*)"\s*$/.exec(clean) ?? [];
  if (quoted !== undefined) return quoted;
  return clean.replace(/^\s*['’](?=\d)|^'(?=[=+\-@|%＝＋－＠\u200B\u2060])|^\t+/, '');
}

/** In full: JavaScript would write long numbers with an exponent. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
