import type { Table } from './table.ts';

/**
 * The upstream's name of every category, by code, taken from the newest case of each. Many codes are not in the
 * pack's catalogue, and a bare code means nothing to an operator. One pass from the newest case, which stops once
 * every code has been seen.
 * @param nameOf the category's name in a case, by seq; null for a case that is not stored
 */
export function categoryNames(table: Table, nameOf: (seq: number) => string | null): Map<string, string> {
  const { codes, values } = table.codes.category;
  const names = new Map<string, string>();
  const seen = new Uint8Array(values.length);
  // Code 0 stands for none.
  seen[0] = 1;
  let remaining = values.length - 1;
  for (let seq = table.length - 1; seq > 0 && remaining > 0; seq--) {
    const code = codes[seq]!;
    if (seen[code] === 1) continue;
    seen[code] = 1;
    remaining--;
    const name = nameOf(seq);
    if (name !== null) names.set(values[code]!, name);
  }
  return names;
}
