/**
 * How likely the letters of an encoding are, in bits: the bits that an ideal code would need for one. Common letters
 * need few, seldom ones many, so that the right encoding of a file is the one in which its text needs the fewest.
 * The figures follow the sizes of the sets of letters; only their order of magnitude matters.
 */
export const BITS = {
  ascii: 6,
  /** Two bytes of UTF-8: accented Latin, Greek, Cyrillic, signs. */
  accented: 8,
  /** Full-width forms and Chinese punctuation. */
  mark: 12,
  /** One of the 3755 letters of GB 2312 level 1. */
  commonSimplified: 12,
  /** One of the 5401 letters of Big5 level 1. */
  commonTraditional: 13,
  /** Unicode orders Chinese letters by radical: common and seldom ones stand mixed. */
  chinese: 14,
  secondLevel: 17,
  control: 18,
  seldom: 22,
  fourBytes: 30,
  /** A byte that belongs to no letter. */
  broken: 20,
} as const;

/** A letter of any encoding has at most so many bytes. */
export const MAX_LETTER_BYTES = 4;

/** Reads the letters of one encoding. */
export type Letters = {
  /** Bytes of the letter that begins at `at`; 0 where no complete letter begins. */
  lengthAt(bytes: Uint8Array, at: number): number;
  /** Bits of the letter of that length. */
  bitsAt(bytes: Uint8Array, at: number, length: number): number;
};

/** Bits of an ASCII character. Control characters, NUL above all, hardly occur in text. */
export function asciiBits(byte: number): number {
  const isText = (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
  return isText ? BITS.ascii : BITS.control;
}

/** Bits of a letter of Unicode. */
export function codePointBits(code: number): number {
  if (code < 0x80) return asciiBits(code);
  if (code < 0x800) return BITS.accented;
  if (code >= 0x4e00 && code < 0xa000) return BITS.chinese;
  const isMark =
    (code >= 0x2010 && code < 0x2030) ||
    (code >= 0x3000 && code < 0x3020) ||
    (code >= 0xff00 && code < 0xfff0);
  return isMark ? BITS.mark : BITS.seldom;
}
