/** The names that a category may have: in the pack's catalogue, and as the upstream calls it. Null where there is none. */
type Names = { inPack: string | null; upstream: string | null };

/** Three letters in a row, or a Chinese character: what a code such as `006` or `E0402` has not. */
const WORD = /\p{L}{3}|\p{Script=Han}/u;

/**
 * A category as an operator can read it: by the pack's catalogue, else by the upstream's own name, else as `unknown`.
 * Upstreams that give a code and no name have the code in the name's place too.
 */
export function categoryLabel(code: string, names: Names, unknown: (code: string) => string): string {
  return names.inPack ?? ownName(code, names.upstream) ?? unknown(code);
}

/** The same for one case: what its upstream called it comes first, since codes of two systems may coincide. */
export function caseCategory(code: string, names: Names, unknown: (code: string) => string): string {
  return ownName(code, names.upstream) ?? names.inPack ?? unknown(code);
}

function ownName(code: string, upstream: string | null): string | null {
  const name = upstream?.trim() ?? '';
  return name === '' || (name === code && !WORD.test(name)) ? null : name;
}
