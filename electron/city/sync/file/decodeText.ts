import { isUtf8 } from 'node:buffer';
import { isSound, lastBoundary, likeliestReading, runEnd } from './damagedRun.ts';
import { decoderLabel, type Encoding, fromByteOrderMark, lettersOf } from './encoding.ts';
import type { Letters } from './letterCost.ts';

const LOST = '\ufffd';

/** Decodes a file piece by piece; broken letters become U+FFFD and are counted. */
export type TextReader = {
  /** The text of the next bytes; what may go on in the bytes after them is kept back. */
  read(bytes: Uint8Array): string;
  /** The text of what was kept back. */
  end(): string;
  /** Letters lost so far. A U+FFFD that stands in the file itself is none. */
  readonly lettersLost: number;
};

/** A reader from the beginning of a file; a byte order mark is dropped. */
export function createTextReader(encoding: Encoding): TextReader {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return new Utf16Reader(encoding === 'utf-16be');
  return new ByteReader(encoding);
}

/**
 * UTF-8, GB18030 and Big5. In the latter two a letter that lost one of its bytes would take a byte of its neighbour, that
 * one of the next, and so on: a run of letters with a broken byte is therefore read in the likeliest way.
 */
class ByteReader implements TextReader {
  lettersLost = 0;
  private readonly letters: Letters;
  private readonly isUnicode: boolean;
  private readonly decoder: TextDecoder;
  private rest = Buffer.alloc(0);
  private isStart = true;

  constructor(encoding: Encoding) {
    this.letters = lettersOf(encoding);
    this.isUnicode = decoderLabel(encoding) === 'utf-8';
    // Every call decodes complete letters, and only at the start of the file is a mark no letter.
    this.decoder = new TextDecoder(decoderLabel(encoding), { ignoreBOM: true });
  }

  read(piece: Uint8Array): string {
    let bytes = Buffer.concat([this.rest, piece]);
    const end = lastBoundary(bytes, this.letters);
    this.rest = bytes.subarray(end);
    bytes = bytes.subarray(0, end);
    if (this.isStart && end > 0) {
      this.isStart = false;
      if (fromByteOrderMark(bytes) === 'utf-8-bom' && this.isUnicode) bytes = bytes.subarray(3);
    }
    return this.decode(bytes);
  }

  end(): string {
    const bytes = this.rest;
    this.rest = Buffer.alloc(0);
    const isMarked = this.isStart && this.isUnicode && fromByteOrderMark(bytes) === 'utf-8-bom';
    return this.decode(isMarked ? bytes.subarray(3) : bytes);
  }

  private decode(bytes: Buffer): string {
    if (this.isUnicode && isUtf8(bytes)) return this.decoder.decode(bytes);
    let text = '';
    let sound = 0;
    for (let from = 0; from < bytes.length; ) {
      const to = runEnd(bytes, from, this.letters);
      if (!isSound(bytes.subarray(from, to), this.letters)) {
        text += this.decoder.decode(bytes.subarray(sound, from)) + this.decodeDamaged(bytes, from, to);
        sound = to;
      }
      from = to;
    }
    return text + this.decoder.decode(bytes.subarray(sound));
  }

  /**
   * Broken bytes that stand side by side count two to a letter: mostly they are a letter in another encoding, pasted in.
   */
  private decodeDamaged(bytes: Buffer, from: number, to: number): string {
    let text = '';
    let broken = 0;
    const endBroken = (): void => {
      const lost = Math.ceil(broken / 2);
      this.lettersLost += lost;
      text += LOST.repeat(lost);
      broken = 0;
    };
    let at = from;
    for (const step of likeliestReading(bytes, from, to, this.letters)) {
      if (step.isBroken) broken += step.length;
      else {
        endBroken();
        text += this.decoder.decode(bytes.subarray(at, at + step.length));
      }
      at += step.length;
    }
    endBroken();
    return text;
  }
}

/** Halves of pairs that stand alone are lost letters. */
class Utf16Reader implements TextReader {
  lettersLost = 0;
  private readonly isBigEndian: boolean;
  private rest = Buffer.alloc(0);
  /** First half of a pair whose second half is in the next bytes. */
  private half = '';
  private isStart = true;

  constructor(isBigEndian: boolean) {
    this.isBigEndian = isBigEndian;
  }

  read(piece: Uint8Array): string {
    const bytes = Buffer.concat([this.rest, piece]);
    const end = bytes.length - (bytes.length % 2);
    this.rest = bytes.subarray(end);
    const units = bytes.subarray(0, end);
    let text = this.half + (this.isBigEndian ? units.swap16() : units).toString('utf16le');
    if (this.isStart && text !== '') {
      this.isStart = false;
      if (text.startsWith('\ufeff')) text = text.slice(1);
    }
    this.half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
    return this.replaceHalves(text.slice(0, text.length - this.half.length));
  }

  end(): string {
    const text = this.replaceHalves(this.half);
    if (this.rest.length === 0) return text;
    this.lettersLost++;
    return text + LOST;
  }

  private replaceHalves(text: string): string {
    return text.replace(/\p{Surrogate}/gu, () => {
      this.lettersLost++;
      return LOST;
    });
  }
}
