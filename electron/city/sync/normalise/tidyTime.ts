import { simplified } from '../../../../shared/text/simplified.ts';

/**
 * Removes what people, spreadsheets and web pages put into a time without changing it: full-width letters, special
 * colons and dashes, traditional characters (時), invisible marks, repeated blanks, blanks beside Chinese letters, the apostrophe by which a
 * spreadsheet keeps text, and brackets around the whole.
 */
export function tidyTime(text: string): string {
  if (PLAIN.test(text)) return text;
  const tidied = simplified(text)
    .replace(INVISIBLE, '')
    // Not Unicode's NFKC, which would make a digit of a footnote: 2025-3-1¹ is not the eleventh.
    .replace(/[！-～]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - FULL_WIDTH))
    .replace(/[∶﹕︰]/g, ':')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?(\p{Script=Han}) ?/gu, '$1')
    .trim()
    .replace(/^['‘’]/, '')
    .trim();
  return (/^(?:\[([^[\]]*)\]|【([^】]*)】)$/.exec(tidied)?.slice(1).join('') ?? tidied).trim();
}

/** Most times need no tidying: nothing but common signs, with single blanks. */
const PLAIN = /^[\w:./+,-]+(?: [\w:./+,-]+)*$/;
/** Zero-width letters, marks of writing direction and the byte order mark. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const FULL_WIDTH = 0xfee0;
