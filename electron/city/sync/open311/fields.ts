import { textValue } from '../normalise/paths.ts';

/** A row as parsed: values may have any type. */
export type Row = Record<string, unknown>;

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The first of the named fields that has a value, as text; null where none has. Old FixMyStreet wraps every value in a
 * list of one and writes `{}` for empty; NGSI wraps values in `{type, value}`; ids and codes may be numbers.
 */
export function textOf(row: Row, ...names: string[]): string | null {
  for (const name of names) {
    const text = plainText(row[name]);
    if (text !== null) return text;
  }
  return null;
}

/** Removes the wrappers around a value. */
export function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? unwrap(value[0]) : value;
  if (isRow(value)) {
    if ('@value' in value) return unwrap(value['@value']);
    if ('value' in value && 'type' in value) return unwrap(value['value']);
    if ('recipient' in value) return unwrap(value['recipient']);
    if (Object.keys(value).length === 0) return null;
  }
  return value;
}

function plainText(value: unknown): string | null {
  const inner = unwrap(value);
  return textValue(Array.isArray(inner) ? inner.map(unwrap) : inner);
}
