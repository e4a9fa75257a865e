/**
 * Parses a row as received, for display: JSON if it is JSON, otherwise the text itself. A number that a double would round
 * (an 18-digit order id) is returned as a string of its digits, so that displaying evidence does not alter it.
 */
export function readEvidence(text: string): unknown {
  try {
    return JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' && context?.source !== undefined && losesDigits(value, context.source)
        ? context.source
        : value,
    );
  } catch {
    return text;
  }
}

/** Only long integers lose digits; 1.0 or 1e3 keep their value. */
function losesDigits(value: number, source: string): boolean {
  return source.length > 15 && /^-?\d+$/.test(source) && !Number.isSafeInteger(value);
}
