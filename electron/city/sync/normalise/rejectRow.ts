import type { FieldMapping } from '../../../../shared/contract/sources.ts';
import { upstreamReason } from '../../../../shared/errors/upstream/message.ts';
import type { RowReasonCode, UpstreamParameters } from '../../../../shared/errors/upstream/table.ts';
import { containsPhone } from '../../../../shared/privacy/contactNumbers.ts';
import type { RowReading } from '../adapter.ts';
import { maskDeep, splitContact } from './contact.ts';
import { isObject, textValue } from './paths.ts';

/** Longest payload that is kept of a quarantined row, in characters. */
const MAX_PAYLOAD_CHARS = 20_000;

/**
 * A reading that puts the row into quarantine. The payload is the row as JSON text without contact fields and with phone
 * numbers masked, because windows show the quarantine. `contact`: the contact fields that the mapping names.
 */
export function rejectRow<C extends RowReasonCode>(
  code: C,
  parameters: UpstreamParameters<C>,
  sourceId: string | null,
  row: unknown,
  contact: FieldMapping['contact'],
): RowReading {
  return {
    ok: false,
    refusal: {
      ...upstreamReason(code, parameters),
      sourceId,
      payload: maskedPayload(row, sourceId, contact),
    },
  };
}

/** JSON text of a row without contact fields, which the store keeps as `raw`. Its id is not masked. */
export function rawText(stripped: Record<string, unknown>, id: string | null): string {
  // Nearly all rows have no phone number; one check of the whole text saves serialising them twice.
  const text = JSON.stringify(stripped);
  if (!containsPhone(text)) return text;
  const masked = Object.entries(stripped).map(([key, value]) => [
    key,
    id !== null && textValue(value) === id ? value : maskDeep(value),
  ]);
  return JSON.stringify(Object.fromEntries(masked));
}

function maskedPayload(row: unknown, id: string | null, contact: FieldMapping['contact']): string {
  let text: string | undefined;
  try {
    text = isObject(row) ? rawText(splitContact(row, contact).row, id) : JSON.stringify(maskDeep(row));
  } catch {
    // Cycles, deep nesting, values without a JSON form: only the type is kept.
  }
  text ??= `"(${typeof row})"`;
  return text.length > MAX_PAYLOAD_CHARS
    ? JSON.stringify(`${text.slice(0, MAX_PAYLOAD_CHARS)}…（已截断）`)
    : text;
}
