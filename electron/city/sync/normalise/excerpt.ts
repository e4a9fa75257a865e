import { maskPhones } from '../../../../shared/privacy/contactNumbers.ts';
import { textValue } from './paths.ts';

const MAX_CHARS = 40;

/** The beginning of a value for a message, with phone numbers masked. */
export function excerpt(value: unknown): string {
  const text = maskPhones(textValue(value) ?? typeof value);
  return text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text;
}
