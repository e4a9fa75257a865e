/** Half width and lower case: what Caps Lock or an input method in full width (全角) types means the same. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** What was typed, as folded words. */
export function foldedWords(typed: string): string[] {
  return folded(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** A number that was typed, also in full width; NaN if it is none. */
export function typedNumber(text: string): number {
  const plain = text.normalize('NFKC').trim();
  return plain === '' ? Number.NaN : Number(plain);
}
