import type { Letters } from './letterCost.ts';
import { big5, gb18030 } from './pairLetters.ts';
import { utf8, utf16be, utf16le } from './unicodeLetters.ts';

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

/** Of two encodings that fit a file equally well, the one that stands first here is taken. */
export const LETTERS = { 'utf-8': utf8, gb18030, big5, 'utf-16le': utf16le, 'utf-16be': utf16be } as const;
export type UnmarkedEncoding = keyof typeof LETTERS;

/** Label for `TextDecoder`. */
export function decoderLabel(encoding: Encoding): UnmarkedEncoding {
  return encoding === 'utf-8-bom' ? 'utf-8' : encoding;
}

/** How the letters of an encoding are read. */
export function lettersOf(encoding: Encoding): Letters {
  return LETTERS[decoderLabel(encoding)];
}

/** The encoding that a byte order mark at the beginning declares; null without one. */
export function fromByteOrderMark(head: Uint8Array): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8-bom';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}
