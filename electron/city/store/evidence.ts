/**
 * A row as received, for showing: JSON where it is JSON, the text itself where it is not. A number that a double would
 * round (an 18-digit order id) comes back as its digits, since evidence must not be altered by looking at it.
 */
export function readEvidence(text: string): unknown {
  try {
    return JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' && context?.source !== undefined && rounds(value, context.source)
        ? context.source
        : value,
    );
  } catch {
    return text;
  }
}

/** Only long digit strings can lose something that matters; 1.0 or 1e3 merely look different. */
function rounds(value: number, source: string): boolean {
  return source.length > 15 && /^-?\d+$/.test(source) && !Number.isSafeInteger(value);
}
