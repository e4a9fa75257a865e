import { LETTERS, type UnmarkedEncoding } from './encoding.ts';
import { BITS, type Letters, MAX_LETTER_BYTES } from './letterCost.ts';

/**
 * Tells the encoding of a file without a byte order mark: the one in which its bytes are the likeliest text. Each broken
 * byte and each seldom letter speaks against an encoding, so that one fault does not outweigh the rest of the file.
 * Memory does not grow with the file.
 */
export class EncodingJudge {
  private readonly costs = Object.entries(LETTERS).map(([encoding, letters]) => ({
    encoding: encoding as UnmarkedEncoding,
    cost: new TextCost(letters),
  }));

  /** Takes the next bytes of the file. */
  add(bytes: Uint8Array): void {
    for (const { cost } of this.costs) cost.add(bytes);
  }

  /** The likeliest encoding of all bytes so far, which must be all: it ends the count. */
  likeliest(): UnmarkedEncoding {
    for (const { cost } of this.costs) cost.end();
    return this.costs.reduce((best, one) => (one.cost.bits < best.cost.bits ? one : best)).encoding;
  }
}

/** Counts the bits that the bytes of a file need as text of one encoding. */
class TextCost {
  bits = 0;
  private readonly letters: Letters;
  /** The last bytes, in which a letter may begin that goes on in the next ones. */
  private rest = Buffer.alloc(0);

  constructor(letters: Letters) {
    this.letters = letters;
  }

  add(piece: Uint8Array): void {
    const bytes = Buffer.concat([this.rest, piece]);
    this.rest = bytes.subarray(this.count(bytes, bytes.length - MAX_LETTER_BYTES + 1));
  }

  end(): void {
    this.count(this.rest, this.rest.length);
    this.rest = Buffer.alloc(0);
  }

  /** Counts the letters that begin before `end`, and gives the place after the last one. */
  private count(bytes: Uint8Array, end: number): number {
    let at = 0;
    while (at < end) {
      const length = this.letters.lengthAt(bytes, at);
      this.bits += length === 0 ? BITS.broken : this.letters.bitsAt(bytes, at, length);
      at += length === 0 ? 1 : length;
    }
    return at;
  }
}
