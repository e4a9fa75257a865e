import { maskNumbers } from '../../../shared/privacy/contactNumbers.ts';
import { HIDDEN } from '../../../shared/privacy/identityNumbers.ts';

/**
 * A flat within a building (3 单元 502 室, 5 幢 1203, 3-2-502), also in full width and in Chinese numerals. The building is a
 * place; the flat identifies a household.
 * Runs of spaces are shortened first: an unbounded `\s*` would rescan them from every position.
 */
const FLATS = [
  /[0-9０-９一二三四五六七八九十]{1,3}\s{0,4}单元\s{0,4}(?:[0-9０-９〇零一二三四五六七八九]{2,5}\s{0,4}[室房号]?)?/g,
  /[A-Za-z]?[0-9０-９〇零一二三四五六七八九]{2,5}\s{0,4}(?:号房|[室房])(?![内外])/g,
  /(?<=[幢栋座楼]\s{0,4})[A-Za-z]?[0-9０-９]{3,5}(?![0-9０-９]|\s{0,4}[号米元])/g,
];
const DASHED_FLAT = /(?<![\d-])(\d{1,3})(?:-\d{1,4}){2}(?![\d-])/g;

/**
 * Masks free text of a case for a screen that everybody in the hall can read, and for exports (domain.md §8.2). A
 * name that is not in the contact data (a neighbour named in a sentence) cannot be recognised.
 * @param persons the case's own contact data, hidden wherever the text repeats it literally
 */
export function maskPersons(text: string, persons: readonly string[]): string {
  let plain = text;
  // The longest first, since one name may be the beginning of another.
  for (const word of [...persons].sort((a, b) => b.length - a.length))
    if (word.length > 1) plain = plain.replaceAll(word, HIDDEN);
  const collapsed = maskNumbers(plain).replace(/\s{5,}/g, (blanks) => blanks.slice(0, 4));
  const masked = FLATS.reduce((rest, flat) => rest.replace(flat, '**'), collapsed);
  return masked.replace(DASHED_FLAT, '$1-**');
}
