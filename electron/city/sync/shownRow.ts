import type { PlacedCase } from '../../../shared/case/normalised.ts';

/** A case as a window may show it before it is stored: without contact data, the row as received, and pauses. */
export function shownCase({ contact: _, raw: __, pauses: ___, suspension: ____, ...shown }: PlacedCase) {
  return shown;
}

/** What a JSON text says; a text that is no JSON, as it is. */
export function readPayload(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
