/** Refusals of rows that have the number of another case. They can be read, but would take the place of that one. */
const REPEATED: ReadonlySet<string> = new Set(['repeated-id', 'repeated-id-differs', 'made-id-repeats']);

/** Whether a row was refused (`code`) because its number is that of another case: only a better list helps. */
export function isRepeatedNumber(code: string): boolean {
  return REPEATED.has(code);
}
