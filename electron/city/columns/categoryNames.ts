import type { Table } from './table.ts';

/**
 * What the upstream calls every category, by code, as of its newest case: many codes that come are not in the pack's
 * catalogue, and a bare code means nothing to an operator. One pass from the end, which stops when all codes were met.
 * @param nameOf the category's name in a case, by seq; null for a case that is not stored
 */
export function categoryNames(table: Table, nameOf: (seq: number) => string | null): Map<string, string> {
  const { codes, values } = table.codes.category;
  const names = new Map<string, string>();
  const met = new Uint8Array(values.length);
  // Code 0 stands for none.
  met[0] = 1;
  let left = values.length - 1;
  for (let seq = table.length - 1; seq > 0 && left > 0; seq--) {
    const code = codes[seq]!;
    if (met[code] === 1) continue;
    met[code] = 1;
    left--;
    const name = nameOf(seq);
    if (name !== null) names.set(values[code]!, name);
  }
  return names;
}
