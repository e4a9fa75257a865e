/** Derives a source id from a name: a-z, 0-9 and -, at most 40 characters, not in `taken`. */
export function freeSourceId(name: string, fallback: string, taken: readonly string[]): string {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 34)
    .replace(/-$/, '');
  const base = plain === '' ? fallback : plain;
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number++) {
    const candidate = `${base}-${number}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
