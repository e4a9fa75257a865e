import { readWords } from './mappingFields.ts';

/** Typed values as they come in JSON: a number or truth value matches itself and its text. */
export function readValues(text: string): (string | number | boolean)[] {
  return readWords(text).flatMap((word): (string | number | boolean)[] => {
    if (word === 'true') return [true, 'true'];
    if (word === 'false') return [false, 'false'];
    return /^-?\d{1,15}$/.test(word) ? [Number(word), word] : [word];
  });
}
