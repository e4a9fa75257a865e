const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The JSON grammar of a number, which has no leading zeros. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WHOLE = /^-?\d+$/;
/** What other languages write where JSON has null. */
const NULL_WORDS = new Set(['NaN', 'Infinity', '-Infinity', 'undefined', 'None']);
const BOOLEAN_WORDS = new Map([
  ['True', 'true'],
  ['False', 'false'],
]);

/**
 * Rewrites almost-valid JSON as JSON. Number-like words that are no JSON numbers (`006`, `+1`, `.5`) and integers
 * beyond 2^53 become strings; raw control characters inside strings are escaped; a backslash before an ordinary letter
 * is kept as a backslash. The structure is never repaired: truncated text stays invalid. The scanner is written by hand
 * because a regular expression overflows its stack on strings of megabytes.
 */
export function repairJson(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      const inside = text.slice(at, end);
      const repaired = repairString(inside);
      if (repaired !== inside) {
        parts.push(text.slice(copied, at), repaired);
        copied = end;
      }
      at = end;
    } else if (isBareCharacter(code)) {
      const start = at;
      while (at < text.length && isBareCharacter(text.charCodeAt(at))) at++;
      const bare = text.slice(start, at);
      const repaired = repairBareWord(bare);
      if (repaired !== bare) {
        parts.push(text.slice(copied, start), repaired);
        copied = at;
      }
    } else {
      at++;
    }
  }
  parts.push(text.slice(copied));
  return parts.join('');
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 2;
    else if (code === QUOTE) return at + 1;
    else at++;
  }
  return text.length;
}

function repairString(quoted: string): string {
  return (
    quoted
      // biome-ignore lint/suspicious/noControlCharactersInRegex: raw control characters are what is repaired here
      .replace(/[\u0000-\u001f]/g, (raw) => `\\u${raw.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replace(/\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])?/g, (mark) => (mark === '\\' ? '\\\\' : mark))
  );
}

/** Letters, digits and `+ - . _`: the characters of an unquoted number or word. */
function isBareCharacter(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f
  );
}

function repairBareWord(bare: string): string {
  const word = BOOLEAN_WORDS.get(bare);
  if (word !== undefined) return word;
  if (NULL_WORDS.has(bare)) return 'null';
  if (NUMBER.test(bare)) {
    return WHOLE.test(bare) && !Number.isSafeInteger(Number(bare)) ? `"${bare}"` : bare;
  }
  // Only what looks like a number or a code is quoted; any other unquoted word remains an error.
  return /^[-+.]?\d/.test(bare) ? `"${bare}"` : bare;
}
