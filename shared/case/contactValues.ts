/** Values of one kind that are kept of a row; a list of telephones longer than this is no list of one caller's. */
const MOST_VALUES = 20;

/**
 * Several values of one kind of contact data (联系信息) as they are stored and sent: a text with one value a line, each once. Null
 * for none.
 */
export function joinContact(values: Iterable<string>): string | null {
  const lines = new Set<string>();
  for (const value of values) {
    const line = value.replace(/\s+/gu, ' ').trim();
    if (line !== '' && lines.size < MOST_VALUES) lines.add(line);
  }
  return lines.size === 0 ? null : [...lines].join('\n');
}

/** The values of a text that `joinContact` made, in their order. */
export function contactValues(text: string | null | undefined): string[] {
  return text === null || text === undefined ? [] : text.split('\n').filter((line) => line !== '');
}
