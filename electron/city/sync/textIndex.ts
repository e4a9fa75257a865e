import { hash, randomBytes } from 'node:crypto';
import { createNumberColumn } from './numberColumn.ts';

/**
 * Distinct texts in the order in which they came, for lists of millions of numbers of cases. Takes some 16 bytes beside the
 * letters of a text, none of them an object that the engine must look after. Texts are compared letter by letter: two that share
 * a hash are two.
 */
export type TextIndex = {
  size(): number;
  has(text: string): boolean;
  /**
   * Adds a text that is not there yet.
   * @returns its place, counted from 0; of a text that was there, the place that it had
   * @throws RangeError for a text of more than 32,767 UTF-16 units, and beyond 4 GiB of texts
   */
  add(text: string): number;
};

/** Texts lie one behind the other in pieces of this size, so that more of them need no copy. */
const PIECE_BYTES = 1 << 18;
const MOST_BYTES = 2 ** 32;
const MOST_UNITS = 0x7fff;
/** Units and width of a text stand before it. */
const HEAD_BYTES = 2;
const FIRST_SLOTS = 1 << 8;
/** So much of the slots is taken at most. */
const MOST_TAKEN = 0.75;
/** Nobody can make a list whose numbers all fall into one slot. */
const SALT = randomBytes(8).toString('hex');
/** The text that is looked for, as it is kept. */
const written = new Uint8Array(HEAD_BYTES + MOST_UNITS * 2);

/** `hashOf`: 32 bits of a text. */
export function createTextIndex(hashOf: (text: string) => number = saltedHash): TextIndex {
  /** Place of a text plus 1, at its hash or behind it; 0: none. */
  let slots = new Uint32Array(FIRST_SLOTS);
  let size = 0;
  let end = 0;
  const hashes = createNumberColumn(Uint32Array, 0);
  const starts = createNumberColumn(Uint32Array, 0);
  const pieces: Uint8Array[] = [];

  function isAt(place: number, length: number): boolean {
    const start = starts.get(place);
    const piece = pieces[Math.floor(start / PIECE_BYTES)];
    if (piece === undefined) return false;
    const from = start % PIECE_BYTES;
    // The head tells the length, so that a longer text differs in it.
    for (let at = 0; at < length; at++) if (piece[from + at] !== written[at]) return false;
    return true;
  }

  /** The slot of the text that is in `written`, or the free one that is to be its. */
  function slotOf(hashed: number, length: number): number {
    const mask = slots.length - 1;
    for (let slot = hashed & mask; ; slot = (slot + 1) & mask) {
      const place = (slots[slot] ?? 0) - 1;
      if (place < 0 || (hashes.get(place) === hashed && isAt(place, length))) return slot;
    }
  }

  function keep(hashed: number, length: number): void {
    let from = end % PIECE_BYTES;
    if (from + length > PIECE_BYTES) {
      end += PIECE_BYTES - from;
      from = 0;
    }
    if (end + length > MOST_BYTES) throw new RangeError('too many texts');
    if (from === 0) pieces.push(new Uint8Array(PIECE_BYTES));
    pieces.at(-1)?.set(written.subarray(0, length), from);
    starts.set(size, end);
    hashes.set(size, hashed);
    end += length;
    size += 1;
  }

  function grow(): void {
    const larger = new Uint32Array(slots.length * 2);
    const mask = larger.length - 1;
    for (let place = 0; place < size; place++) {
      let slot = hashes.get(place) & mask;
      while (larger[slot] !== 0) slot = (slot + 1) & mask;
      larger[slot] = place + 1;
    }
    slots = larger;
  }

  return {
    size: () => size,
    has: (text) => slots[slotOf(hashOf(text) >>> 0, write(text))] !== 0,
    add(text) {
      const length = write(text);
      const hashed = hashOf(text) >>> 0;
      const slot = slotOf(hashed, length);
      const known = (slots[slot] ?? 0) - 1;
      if (known >= 0) return known;
      keep(hashed, length);
      slots[slot] = size;
      if (size > slots.length * MOST_TAKEN) grow();
      return size - 1;
    },
  };
}

/** Writes the text with its head: a byte for each unit where all fit, else two. Returns the bytes written. */
function write(text: string): number {
  const units = text.length;
  if (units > MOST_UNITS) throw new RangeError('the text is too long');
  let isWide = false;
  for (let at = 0; at < units && !isWide; at++) {
    const unit = text.charCodeAt(at);
    written[HEAD_BYTES + at] = unit;
    isWide = unit > 0xff;
  }
  written[0] = units & 0xff;
  written[1] = (units >> 8) | (isWide ? 0x80 : 0);
  if (!isWide) return HEAD_BYTES + units;
  for (let at = 0; at < units; at++) {
    const unit = text.charCodeAt(at);
    written[HEAD_BYTES + at * 2] = unit & 0xff;
    written[HEAD_BYTES + at * 2 + 1] = unit >> 8;
  }
  return HEAD_BYTES + units * 2;
}

function saltedHash(text: string): number {
  return hash('sha1', SALT + text, 'buffer').readUInt32LE(0);
}
