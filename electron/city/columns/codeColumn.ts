/** Code 0: the case has no value in this column. */
export const NO_CODE = 0;

/**
 * A text column with few distinct values, stored as a dictionary: each value gets a code when first seen, and a case
 * holds its code. A code takes two bytes, or four once there are more than 65,535 values (a source that sends free
 * text where a code is expected).
 */
export class CodeColumn {
  codes: Uint16Array | Uint32Array;
  /** By code; '' at {@link NO_CODE}. */
  readonly values: string[] = [''];
  readonly #byValue = new Map<string, number>();

  constructor(capacity: number) {
    this.codes = new Uint16Array(capacity);
  }

  set(row: number, value: string | null): void {
    const code = value === null ? NO_CODE : this.#intern(value);
    if (code > 0xffff && this.codes.BYTES_PER_ELEMENT === 2) this.codes = Uint32Array.from(this.codes);
    this.codes[row] = code;
  }

  grow(capacity: number): void {
    const wider = this.codes.BYTES_PER_ELEMENT === 2 ? new Uint16Array(capacity) : new Uint32Array(capacity);
    wider.set(this.codes);
    this.codes = wider;
  }

  /**
   * Replaces the content by that of a cache file: the values in order of their codes ('' first), and a code per case.
   */
  restore(values: readonly string[], codes: Uint16Array | Uint32Array): void {
    this.values.length = 1;
    this.#byValue.clear();
    for (const value of values.slice(1)) this.#intern(value);
    this.codes = codes;
  }

  #intern(value: string): number {
    const known = this.#byValue.get(value);
    if (known !== undefined) return known;
    const code = this.values.length;
    this.values.push(value);
    this.#byValue.set(value, code);
    return code;
  }
}
