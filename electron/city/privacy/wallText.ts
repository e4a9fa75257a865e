import { maskNumbers } from '../../../shared/privacy/contactNumbers.ts';
import { HIDDEN } from '../../../shared/privacy/identityNumbers.ts';

/** A flat within a building (3 单元 502 室, 5 幢 1203, 3-2-502): the building is a place, the flat is a household. */
const DWELLING =
  /\d{1,3}\s*单元\s*(?:\d{2,5}\s*[室房号]?)?|\d{2,5}\s*[室房](?![内外])|(?<=[幢栋座楼]\s*)\d{3,5}(?!\d|\s*[号米元])/g;
const DASHED = /(?<![\d-])(\d{1,3})(?:-\d{1,4}){2}(?![\d-])/g;

/**
 * Free text of a case, fit for a screen that everybody in the hall reads, and for what leaves the house (domain.md §8.2).
 * `persons`: the case's own contact data, hidden wherever it is repeated word for word. What nobody marked as contact
 * data (a neighbour's name in a sentence) cannot be known; that is why a wall gets titles and not whole reports.
 */
export function maskPersons(text: string, persons: readonly string[]): string {
  let plain = text;
  // The longest first: a name may be the beginning of another one.
  for (const word of [...persons].sort((a, b) => b.length - a.length))
    if (word.length > 1) plain = plain.replaceAll(word, HIDDEN);
  return maskNumbers(plain).replace(DWELLING, '**').replace(DASHED, '$1-**');
}
