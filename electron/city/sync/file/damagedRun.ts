import { BITS, type Letters, MAX_LETTER_BYTES } from './letterCost.ts';

/** Memory for one damaged run is some twenty times this; a longer one is read in parts. */
const MAX_RUN_BYTES = 1 << 16;
/** Two broken bytes side by side are one fault, and hardly less likely than one. */
const BROKEN_PAIR_BITS = BITS.broken + 4;
/** A byte is broken more likely where its neighbour is no part of a letter, but is no separator either. */
const BROKEN_BESIDE_BITS = BITS.broken - 2;

/** A byte that is never part of a longer letter, in none of the encodings: separators, line ends, spaces, most signs. */
function isBoundary(byte: number): boolean {
  return byte < 0x30 || (byte > 0x39 && byte < 0x40);
}

/** The place after the last separator: what stands before it is read alike whatever comes after. */
export function lastBoundary(bytes: Uint8Array, letters: Letters): number {
  let end = bytes.length;
  while (end > 0 && !(isBoundary(bytes[end - 1] ?? 0) && !isMisplaced(bytes[end - 1]))) end--;
  return end === 0 && bytes.length > MAX_RUN_BYTES ? endOfLetters(bytes, 0, bytes.length, letters) : end;
}

/** The end of the run that begins at `from`: it goes up to the next boundary and contains it. */
export function runEnd(bytes: Uint8Array, from: number, letters: Letters): number {
  const limit = Math.min(bytes.length, from + MAX_RUN_BYTES);
  let at = from;
  while (at < limit && !isBoundary(bytes[at] ?? 0)) at++;
  if (at < limit) return at + 1;
  return limit === bytes.length ? limit : endOfLetters(bytes, from, limit, letters);
}

/** A place shortly before `limit` at which no letter is cut. */
function endOfLetters(bytes: Uint8Array, from: number, limit: number, letters: Letters): number {
  let at = from;
  while (at <= limit - MAX_LETTER_BYTES) at += letters.lengthAt(bytes, at) || 1;
  return at;
}

export function isSound(run: Uint8Array, letters: Letters): boolean {
  for (let at = 0; at < run.length; ) {
    const length = letters.lengthAt(run, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** A letter of `length` bytes, or so many broken bytes. */
export type Step = { length: number; isBroken: boolean };

/** The likeliest reading of the bytes from `from` to `to`: of all ways to cut them, the one that needs the fewest bits. */
export function likeliestReading(bytes: Uint8Array, from: number, to: number, letters: Letters): Step[] {
  const run = bytes.subarray(0, to);
  const best: (Step & { bits: number })[] = [];
  const bitsFrom = (at: number): number => best[at - from]?.bits ?? 0;
  for (let at = to - 1; at >= from; at--) {
    const length = letters.lengthAt(run, at);
    const broken = { length: 1, isBroken: true, bits: brokenBits(bytes, at) + bitsFrom(at + 1) };
    let step = broken;
    if (length > 0) {
      step = { length, isBroken: false, bits: letters.bitsAt(run, at, length) + bitsFrom(at + length) };
    } else if (at + 1 < to && !isAscii(bytes[at + 1])) {
      step = { length: 2, isBroken: true, bits: BROKEN_PAIR_BITS + bitsFrom(at + 2) };
    }
    best[at - from] = step.bits <= broken.bits ? step : broken;
  }
  const steps: Step[] = [];
  for (let at = from; at < to; at += steps.at(-1)?.length ?? 1) {
    const { length, isBroken } = best[at - from] ?? { length: 1, isBroken: true };
    steps.push({ length, isBroken });
  }
  return steps;
}

function brokenBits(bytes: Uint8Array, at: number): number {
  const isBeside = isMisplaced(bytes[at - 1]) || isMisplaced(bytes[at + 1]);
  return isBeside ? BROKEN_BESIDE_BITS : BITS.broken;
}

/** Whether a byte may have taken the place of another: programs put «?» or NUL there, a flipped bit a letter or digit. */
function isMisplaced(byte: number | undefined): boolean {
  return isAscii(byte) && !/[\t\n\r ",;|:.()\-/]/.test(String.fromCharCode(byte ?? 0));
}

function isAscii(byte: number | undefined): boolean {
  return byte !== undefined && byte < 0x80;
}
