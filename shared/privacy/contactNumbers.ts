import { containsCard, maskCards } from './cardNumbers.ts';
import { HIDDEN, maskIdentities } from './identityNumbers.ts';

/** A digit, half or full width, which forms filled in by hand mix. */
const D = '[0-9０-９]';

/** Not inside a longer number (order numbers of 18 digits) and not the decimals of a coordinate. */
const NOT_WITHIN_NUMBER = `(?<!${D})(?<!${D}[.．])`;

// +86 and separators after the third and seventh digit are written by people; 1[3-9] are the mainland's mobiles.
const MOBILE = new RegExp(
  `${NOT_WITHIN_NUMBER}((?:[+＋]?86[-\\s]?)?[1１][3-9３-９]${D})[-\\s]?${D}{4}[-\\s]?(${D}{4})(?!${D})`,
  'g',
);

// Area codes: 010 and 02x, 03xx to 09xx; no subscriber's number begins with 0 or 1. Not right behind «digit-», where
// dates and serial numbers go on.
const LANDLINE =
  /(?<![0-9])(?<![0-9][.-])([(（]?(?:\+86[-\s]?[2-9]\d{1,2}|(?:\+?86[-\s]?)?(?:010|02\d|0[3-9]\d{2}))[)）]?[-\s—]{0,2})[2-9]\d{2,3}[-\s]?(\d{4})(?![0-9])/g;

// Bounded, so that a long text without @ is not read again from every position.
const MAIL = /(?<![\w.+-])([\w.+-])[\w.+-]{0,63}@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})/g;

// Broader patterns for texts where a false positive costs little: also after a point («1.138…» is a list), any domain.
// A run of letters is tried from its beginning only: from every position it would take the square of its length.
const ANY_MOBILE = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;
const ANY_MAIL = /(?<![\w.+@-])@*[\w.+-]+@[\w.+@-]*\.[\w+-][\w.+@-]*/g;

/** Whether `maskPhones` would find anything. A quick test, since most texts contain nothing to mask. */
export function containsPhone(text: string): boolean {
  return text.includes('@') || text.search(MOBILE) >= 0 || text.search(LANDLINE) >= 0 || containsCard(text);
}

/**
 * Hides phone numbers, mail addresses, numbers of identity cards and of bank cards in free text (domain.md §8.2): mainland
 * mobiles keep the first three and the last four digits, landlines with area code the area and the last four, addresses
 * their first letter and domain, cards nothing.
 * Everything else stays as it is, letter by letter.
 */
export function maskPhones(text: string): string {
  if (!containsPhone(text)) return text;
  return maskCards(text)
    .replace(MOBILE, (_whole, head: string, tail: string) => `${head}****${tail}`)
    .replace(LANDLINE, (_whole, area: string, tail: string) => `${area}****${tail}`)
    .replace(MAIL, (_whole, first: string, domain: string) => `${first}***@${domain}`);
}

/** Hides mobile numbers, e-mail addresses, cards and anything with the shape of an identity number; prefers false positives. */
export function maskText(text: string): string {
  return maskIdentities(maskCards(text)).replace(ANY_MOBILE, '$1****$2').replace(ANY_MAIL, HIDDEN);
}

/** Both maskings, for readers other than the desk that handles the case. */
export function maskNumbers(text: string): string {
  return maskText(maskPhones(text));
}

/** Whether a text holds a phone number, a mail address or the number of an identity card or a bank card. */
export function containsContactNumber(text: string): boolean {
  return (
    [MOBILE, LANDLINE, MAIL, ANY_MOBILE, ANY_MAIL].some((pattern) => text.search(pattern) >= 0) ||
    containsCard(text)
  );
}
