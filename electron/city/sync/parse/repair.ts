const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** JSON's own grammar of a number, without leading zeros. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WHOLE = /^-?\d+$/;
/** What dumps of other languages write where JSON has null. */
const NOTHING = new Set(['NaN', 'Infinity', '-Infinity', 'undefined', 'None']);
const WORDS = new Map([
  ['True', 'true'],
  ['False', 'false'],
]);

/**
 * Rewrites near-JSON as JSON, leaving what is already right as it is: bare words that are no JSON numbers (`006`, `+1`,
 * `.5`) and whole numbers beyond 2^53 become strings, raw control characters inside strings are escaped, and a
 * backslash before an ordinary letter is kept as a backslash. Structure is never guessed: cut-off text stays cut off.
 * A scan by hand rather than one regular expression, because those overflow their stack on strings of megabytes.
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
      const mended = mendString(inside);
      if (mended !== inside) {
        parts.push(text.slice(copied, at), mended);
        copied = end;
      }
      at = end;
    } else if (isBare(code)) {
      const start = at;
      while (at < text.length && isBare(text.charCodeAt(at))) at++;
      const bare = text.slice(start, at);
      const mended = mendBare(bare);
      if (mended !== bare) {
        parts.push(text.slice(copied, start), mended);
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

function mendString(quoted: string): string {
  return (
    quoted
      // biome-ignore lint/suspicious/noControlCharactersInRegex: raw control characters are what is mended here
      .replace(/[\u0000-\u001f]/g, (raw) => `\\u${raw.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replace(/\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])?/g, (mark) => (mark === '\\' ? '\\\\' : mark))
  );
}

/** Letters, digits and `+ - . _`: all that a bare number or word can be made of. */
function isBare(code: number): boolean {
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

function mendBare(bare: string): string {
  const word = WORDS.get(bare);
  if (word !== undefined) return word;
  if (NOTHING.has(bare)) return 'null';
  if (NUMBER.test(bare)) {
    return WHOLE.test(bare) && !Number.isSafeInteger(Number(bare)) ? `"${bare}"` : bare;
  }
  // Only what looks like a number or a code: any other bare word stays an error.
  return /^[-+.]?\d/.test(bare) ? `"${bare}"` : bare;
}
