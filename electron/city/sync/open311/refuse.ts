import type { RowReading } from '../adapter.ts';

/** Beyond this a refused row is kept as its beginning: enough to see what it was. */
const PAYLOAD_CHARS = 100_000;

/** A row that cannot become a case; `row` must be free of contact fields. */
export function refuse(code: string, reason: string, sourceId: string | null, row: unknown): RowReading {
  const text = JSON.stringify(row) ?? 'null';
  const payload =
    text.length <= PAYLOAD_CHARS ? text : JSON.stringify({ unparsed: text.slice(0, PAYLOAD_CHARS) });
  return { ok: false, refusal: { code, reason, sourceId, payload } };
}
