import { isRow, textOf } from './fields.ts';

/**
 * The server's message in an error response of any known shape: a list of `{code, description}`, `{errors:{error}}`,
 * `{error:{code, message}}`, `{error:"…"}`, `{code, detail}` with text, list or object, `<error>text</error>`.
 * At most 200 characters. Null when the value is no error response.
 */
export function readServerMessage(value: unknown): string | null {
  if (Array.isArray(value)) {
    const texts = value.map(errorTextOfEntry).filter((text) => text !== null);
    return texts.length > 0 && texts.length === value.length ? texts.join('；') : null;
  }
  return errorTextOfEntry(value);
}

function errorTextOfEntry(value: unknown): string | null {
  if (!isRow(value)) return null;
  // A case may have fields called code or description too; its id distinguishes it.
  if (textOf(value, 'service_request_id', 'id', 'token') !== null) return null;
  if ('errors' in value) return errorTextIn(value['errors']);
  if ('error' in value) return errorTextIn(value['error']);
  if ('code' in value && ('description' in value || 'detail' in value || 'message' in value))
    return errorTextIn(value);
  if ('detail' in value) return errorTextIn(value['detail']);
  return null;
}

function errorTextIn(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return cut(String(value));
  if (Array.isArray(value)) {
    const parts = value.map(errorTextIn).filter((part) => part !== null);
    return parts.length === 0 ? null : cut(parts.join('；'));
  }
  if (!isRow(value)) return null;
  if ('error' in value) return errorTextIn(value['error']);
  const code = textOf(value, 'code', 'status');
  const words =
    textOf(value, 'description', 'message', 'detail') ??
    (isRow(value['detail']) ? flat(value['detail']) : flat(value));
  return cut(code === null || words.startsWith(code) ? words : `${code} ${words}`);
}

/** `{service_code: ["This field is required."]}` → `service_code: This field is required.` */
function flat(row: Record<string, unknown>): string {
  return Object.entries(row)
    .filter(([name]) => name !== 'code')
    .map(([name, inner]) => `${name}: ${Array.isArray(inner) ? inner.join(' ') : String(inner)}`)
    .join('；');
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
