import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { holdsPhone } from '../../../../shared/privacy/contactNumbers.ts';
import type { RowReading } from '../adapter.ts';
import { maskDeep, splitContact } from './contact.ts';
import { isObject, textValue } from './paths.ts';

/** Longest payload that is kept of a refused row, in characters. */
const LONGEST = 20_000;

/**
 * A refused row. `reason` is Chinese and says what to do; the payload is the row as JSON text, without contact fields
 * and with phone numbers masked, because the quarantine is shown on screen. `contact`: the contact fields
 * that the mapping names.
 */
export function refuse(
  code: string,
  reason: string,
  sourceId: string | null,
  row: unknown,
  contact: FieldMapping['contact'],
): RowReading {
  return { ok: false, refusal: { code, reason, sourceId, payload: safeText(row, sourceId, contact) } };
}

/** JSON text of a row without contact fields: what the store keeps as `raw`. Its id is left as it is. */
export function rawText(stripped: Record<string, unknown>, id: string | null): string {
  // One look at the whole text: rows without a phone number, nearly all, are written once.
  const text = JSON.stringify(stripped);
  if (!holdsPhone(text)) return text;
  const masked = Object.entries(stripped).map(([key, value]) => [
    key,
    id !== null && textValue(value) === id ? value : maskDeep(value),
  ]);
  return JSON.stringify(Object.fromEntries(masked));
}

function safeText(row: unknown, id: string | null, contact: FieldMapping['contact']): string {
  let text: string | undefined;
  try {
    text = isObject(row) ? rawText(splitContact(row, contact).row, id) : JSON.stringify(maskDeep(row));
  } catch {
    // Cycles, depth, values without JSON form: the type must do.
  }
  text ??= `"(${typeof row})"`;
  return text.length > LONGEST ? JSON.stringify(`${text.slice(0, LONGEST)}…（已截断）`) : text;
}
