/** What of a KeyboardEvent says which key it was. */
export type KeyPress = { key: string; code: string; shiftKey: boolean };

/** Characters of the keys that Chinese punctuation takes over, without and with Shift. */
const SIGNS: Record<string, readonly [plain: string, shifted: string]> = {
  Slash: ['/', '?'],
  Backslash: ['\\', '|'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Semicolon: [';', ':'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Space: [' ', ' '],
};
const ASCII = /^[\x20-\x7e]$/;

/**
 * The key of a press as commands name it. Letters and digits go by their place on the keyboard, so that Caps Lock, another
 * layout, full width (全角) and an input method that waits for text change nothing; Shift makes the letter a capital. Other
 * characters go by what is printed on the key, in half width; keys without a character by their name.
 */
export function pressedKey({ key, code, shiftKey }: KeyPress): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const plain = key.normalize('NFKC');
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined && (!shiftKey || !ASCII.test(plain))) return digit;
  if (ASCII.test(plain)) return plain;
  // A name such as Enter; «Process» is one that an input method has taken.
  if (key.length > 1 && key !== 'Process' && key !== 'Unidentified') return key;
  return SIGNS[code]?.[shiftKey ? 1 : 0] ?? key;
}

/** The same for commands that no Shift tells apart: letters are small. */
export function plainKey(press: KeyPress): string {
  const key = pressedKey(press);
  return key.length === 1 ? key.toLowerCase() : key;
}
