/** A cache of the `size` most recently used values. */
export class Lru<V> {
  readonly #size: number;
  readonly #values = new Map<string, V>();

  constructor(size: number) {
    this.#size = size;
  }

  /** The cached value of a key; computed by `make` and cached if there is none. */
  get(key: string, make: () => V): V {
    const kept = this.#values.get(key);
    const value = kept === undefined ? make() : kept;
    // Maps keep the order of insertion: the least recently used key is the first.
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#size) break;
      this.#values.delete(oldest);
    }
    return value;
  }

  clear(): void {
    this.#values.clear();
  }
}
