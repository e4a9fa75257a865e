import { holdsContactNumber } from './contactNumbers.ts';
import { beginsIdentity } from './identityNumbers.ts';

/** Between the groups of a number that was typed or pasted. */
const BETWEEN_DIGITS = /(?<=\d)[\s\-—–().·]+(?=\d)/g;

/** A mobile without its last digit or two, or a mail address without its end. Cases of some sources have eight digits. */
const BEGUN = /(?<!\d)(?:\+?86)?1[3-9]\d{7,8}$|[\w.+-]@/;

/**
 * Whether a search text bears a citizen's contact data (domain.md §8.2): it then belongs to the desk where it was typed
 * and goes to no other window, no address and nothing that is kept. Also numbers in groups, in full-width digits, and
 * those that are all but typed: a field is sent while the hand rests. Case numbers of other lengths, of 12 to 20 digits
 * among them, do not. What nobody can tell from a part of a case number does not either: a subscriber's number without its
 * area code, a name.
 */
export function bearsContact(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  const joined = plain.replaceAll(BETWEEN_DIGITS, '');
  // As it stands too: digits of other scripts become digits of ours, and make another number of it.
  const held = [text, plain, joined].some(holdsContactNumber);
  return held || BEGUN.test(joined) || beginsIdentity(joined);
}

/** What other windows, addresses and anything kept may know of a search text: all of it, or nothing. */
export function linkableText(text: string): string {
  return bearsContact(text) ? '' : text;
}
