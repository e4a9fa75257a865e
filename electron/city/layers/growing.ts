/** A list of unsigned 32-bit numbers that grows: a plain array of ten million takes several times the memory. */
export class Growing {
  length = 0;
  #values = new Uint32Array(1024);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  /** What was pushed; shares its memory. */
  values(): Uint32Array {
    return this.#values.subarray(0, this.length);
  }
}
