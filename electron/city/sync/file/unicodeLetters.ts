import { BITS, codePointBits, type Letters } from './letterCost.ts';

export const utf8: Letters = {
  lengthAt(bytes, at) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) return 1;
    if (lead < 0xc2 || lead > 0xf4) return 0;
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + length > bytes.length) return 0;
    for (let index = 1; index < length; index++) if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
    return isShortestForm(lead, bytes[at + 1] ?? 0) ? length : 0;
  },
  bitsAt(bytes, at, length) {
    const [a = 0, b = 0, c = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]];
    if (length === 1) return codePointBits(a);
    if (length === 2) return BITS.accented;
    return length === 3 ? codePointBits(((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f)) : BITS.seldom;
  },
};

/** UTF-8 forbids letters written longer than needed, halves of surrogate pairs, and codes above U+10FFFF. */
function isShortestForm(lead: number, second: number): boolean {
  switch (lead) {
    case 0xe0:
      return second >= 0xa0;
    case 0xed:
      return second < 0xa0;
    case 0xf0:
      return second >= 0x90;
    case 0xf4:
      return second < 0x90;
    default:
      return true;
  }
}

export const utf16le: Letters = utf16((bytes, at) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
export const utf16be: Letters = utf16((bytes, at) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));

/** A half of a pair that stands alone still takes two bytes: the units after it keep their places. */
function utf16(unitAt: (bytes: Uint8Array, at: number) => number): Letters {
  return {
    lengthAt(bytes, at) {
      if (at + 2 > bytes.length) return 0;
      return isHigh(unitAt(bytes, at)) && at + 4 <= bytes.length && isLow(unitAt(bytes, at + 2)) ? 4 : 2;
    },
    bitsAt(bytes, at, length) {
      if (length === 4) return BITS.seldom;
      const unit = unitAt(bytes, at);
      if (isHigh(unit) || isLow(unit)) return 2 * BITS.broken;
      // A power failure can leave a long tail of NULs: it says nothing for two bytes to a unit.
      return unit === 0 ? 2 * BITS.control : codePointBits(unit);
    },
  };
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
