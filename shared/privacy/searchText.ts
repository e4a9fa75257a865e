import { containsContactNumber } from './contactNumbers.ts';
import { containsIdentity, endsInIncompleteIdentity } from './identityNumbers.ts';

/** Separators between groups of digits. */
const BETWEEN_DIGITS = /(?<=\d)[\s\-—–().·]+(?=\d)/g;

/**
 * A mobile number without its last one or two digits, or the beginning of an e-mail address. Shorter numbers may be
 * case numbers.
 */
const INCOMPLETE_CONTACT = /(?<!\d)(?:\+?86)?1[3-9]\d{7,8}$|[\w.+-]@/;

/**
 * Whether a search text bears a citizen's contact data (domain.md §8.2): it then belongs to the desk where it was typed
 * and goes to no other window, no address and nothing that is kept. Also numbers in groups, in full-width digits, and
 * those that are all but typed: a field is sent while the hand rests. Case numbers of other lengths, of 12 to 20 digits
 * among them, do not. What nobody can tell from a part of a case number does not either: a subscriber's number without its
 * area code, a name.
 */
export function containsContact(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  const joined = plain.replaceAll(BETWEEN_DIGITS, '');
  // The original text is tested too, since normalising digits of other scripts could make another number of it.
  const held = [text, plain, joined].some((each) => containsContactNumber(each) || containsIdentity(each));
  return held || INCOMPLETE_CONTACT.test(joined) || endsInIncompleteIdentity(joined);
}

/** The search text as it may be shared with other windows, put into addresses or stored: unchanged, or empty. */
export function linkableText(text: string): string {
  return containsContact(text) ? '' : text;
}
