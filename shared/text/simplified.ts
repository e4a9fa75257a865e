import { HAN_VARIANTS } from './hanVariants.ts';

const FORMS = new Map<string, string>();
for (const line of HAN_VARIANTS) {
  const letters = [...line];
  for (let i = 0; i + 1 < letters.length; i += 2) FORMS.set(letters[i] ?? '', letters[i + 1] ?? '');
}
const PLAIN = /^[ -~]*$/;

/** A text with traditional and variant characters as their simplified ones (繁简), one by one. Most texts have none and are returned as they are. */
export function simplified(text: string): string {
  if (PLAIN.test(text)) return text;
  let changed = '';
  let from = 0;
  let at = 0;
  for (const letter of text) {
    const form = FORMS.get(letter);
    if (form !== undefined) {
      changed += text.slice(from, at) + form;
      from = at + letter.length;
    }
    at += letter.length;
  }
  return from === 0 ? text : changed + text.slice(from);
}
