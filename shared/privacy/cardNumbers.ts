import { HIDDEN, isIdentityNumber, isOldIdentityNumber } from './identityNumbers.ts';

/**
 * Fifteen digits or more as people write long numbers: half or full width, in groups with blanks or hyphens. Not the
 * decimals of a coordinate. A run is read once, from its first digit to its last.
 */
const RUN =
  /(?<![0-9０-９])(?<![0-9０-９][.．])[0-9０-９](?:[\s\-－–]{0,2}[0-9０-９]){14,}(?:[\s\-－–]{0,2}[XxＸｘ])?/g;
/** An X is a group of its own: behind 18 digits it belongs to no number. */
const GROUP = /[0-9０-９]+|[XxＸｘ]/g;
/** The longest number that is looked for: a bank card of 19 digits. */
const LONGEST = 19;

/**
 * First digits of the bank cards of 16 to 19 digits that are in use here: JCB, Visa, MasterCard, UnionPay, and those of 19
 * digits that the Agricultural Bank gave out before.
 */
const ISSUER = /^(?:35|4|5[1-5]|6|95599\d{14}$)/;
/** An order of 12345 or of digital city management begins with its region and its day. */
const ORDER = /^[1-6]\d{5}(?:20[0-3]\d|[0-3]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;

/** Whether a text holds the number of an identity card or of a bank card. */
export function containsCard(text: string): boolean {
  for (const [run] of text.matchAll(RUN)) if (maskRun(run) !== run) return true;
  return false;
}

/** Hides the numbers of identity cards and bank cards (domain.md §8.2). Everything else stays, letter by letter. */
export function maskCards(text: string): string {
  return text.replace(RUN, maskRun);
}

/** Hides each number in a run; several may stand one after the other, with a date or a telephone number between. */
function maskRun(run: string): string {
  const groups = [...run.matchAll(GROUP)].map(([group], index, all) => ({ group, ...spanOf(all, index) }));
  let masked = '';
  let kept = 0;
  for (let first = 0; first < groups.length; first++) {
    const last = lastOfNumber(groups, first);
    const [from, to] = [groups[first], last === null ? undefined : groups[last]];
    if (last === null || from === undefined || to === undefined) continue;
    masked += run.slice(kept, from.start) + HIDDEN;
    kept = to.end;
    first = last;
  }
  return masked + run.slice(kept);
}

function spanOf(all: readonly RegExpExecArray[], index: number): { start: number; end: number } {
  const match = all[index];
  const start = match?.index ?? 0;
  return { start, end: start + (match?.[0].length ?? 0) };
}

/** The last group of the longest number that begins with group `first`; null if none does. */
function lastOfNumber(groups: readonly { group: string }[], first: number): number | null {
  let number = '';
  let found: number | null = null;
  for (let last = first; last < groups.length; last++) {
    number += (groups[last]?.group ?? '').normalize('NFKC').toUpperCase();
    if (number.length > LONGEST) break;
    if (isIdentityNumber(number) || isOldIdentityNumber(number) || isBankCard(number)) found = last;
  }
  return found;
}

/** 16 to 19 digits with the check digit of ISO/IEC 7812-1 (Luhn), which one other number in ten has by chance. */
function isBankCard(number: string): boolean {
  if (!/^\d{16,19}$/.test(number) || !ISSUER.test(number) || ORDER.test(number)) return false;
  let sum = 0;
  for (let place = 1; place <= number.length; place++) {
    const digit = Number(number.charAt(number.length - place));
    const counted = place % 2 === 0 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}
