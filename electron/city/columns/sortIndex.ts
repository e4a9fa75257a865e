import { countMask, type Mask } from './mask.ts';
import { sortByKey } from './radixSort.ts';
import type { SortKey, Table } from './table.ts';

/** Above this share of changed rows, sorting everything again is cheaper than merging. */
const MERGE_LIMIT = 1 / 16;

/**
 * All seqs sorted by one time, ascending; cases without that time last; equal times by seq. The index survives changes:
 * changed rows are recorded, and merged in with one linear pass when the order is next used.
 */
export class SortIndex {
  readonly #key: SortKey;
  #seqs: Uint32Array | null = null;
  /** How many of the seqs have the time. */
  #dated = 0;
  #changed: number[] = [];

  constructor(key: SortKey) {
    this.#key = key;
  }

  /** Call it for every row whose key changed, and for every new row. */
  markChanged(seq: number): void {
    if (this.#seqs === null) return;
    this.#changed.push(seq);
    if (this.#changed.length > this.#seqs.length * MERGE_LIMIT) {
      this.#seqs = null;
      this.#changed = [];
    }
  }

  /** The seqs selected by a mask, in order. Descending reverses it, except that cases without the time stay last. */
  filtered(table: Table, mask: Mask, descending: boolean): Uint32Array {
    const result = new Uint32Array(countMask(mask));
    let length = 0;
    const seqs = this.#current(table);
    if (descending) {
      for (let i = this.#dated - 1; i >= 0; i--) if (mask[seqs[i]!] !== 0) result[length++] = seqs[i]!;
      for (let i = seqs.length - 1; i >= this.#dated; i--)
        if (mask[seqs[i]!] !== 0) result[length++] = seqs[i]!;
    } else {
      for (let i = 0; i < seqs.length; i++) if (mask[seqs[i]!] !== 0) result[length++] = seqs[i]!;
    }
    return result;
  }

  /** The `limit` latest seqs that have the time and pass `keep`, latest first. */
  latest(table: Table, keep: (seq: number) => boolean, limit: number): number[] {
    const seqs = this.#current(table);
    const result: number[] = [];
    for (let i = this.#dated - 1; i >= 0 && result.length < limit; i--) {
      if (keep(seqs[i]!)) result.push(seqs[i]!);
    }
    return result;
  }

  #current(table: Table): Uint32Array {
    if (this.#seqs === null) this.#seqs = this.#sortAll(table);
    else if (this.#changed.length > 0) this.#seqs = this.#merge(table, this.#seqs);
    this.#changed = [];
    return this.#seqs;
  }

  #sortAll(table: Table): Uint32Array {
    const keys = table.times[this.#key];
    const dated = new Uint32Array(table.rows);
    const undated = new Uint32Array(table.rows);
    let datedRows = 0;
    let undatedRows = 0;
    for (let seq = 1; seq < table.length; seq++) {
      if (table.flags[seq] === 0) continue;
      if (Number.isFinite(keys[seq])) dated[datedRows++] = seq;
      else undated[undatedRows++] = seq;
    }
    const seqs = new Uint32Array(table.rows);
    seqs.set(sortByKey(dated.subarray(0, datedRows), keys));
    seqs.set(undated.subarray(0, undatedRows), datedRows);
    this.#dated = datedRows;
    return seqs;
  }

  #merge(table: Table, seqs: Uint32Array): Uint32Array {
    const keys = table.times[this.#key];
    const rank = (seq: number) => {
      const key = keys[seq]!;
      return Number.isFinite(key) ? key : Number.POSITIVE_INFINITY;
    };
    const isChanged = new Uint8Array(table.length);
    for (const seq of this.#changed) isChanged[seq] = 1;
    const moving = [...new Set(this.#changed)].sort((a, b) => {
      const left = rank(a);
      const right = rank(b);
      return left === right ? a - b : left - right;
    });

    const staying = new Uint32Array(seqs.length);
    let stayed = 0;
    for (let i = 0; i < seqs.length; i++) {
      staying[stayed] = seqs[i]!;
      // Arithmetic instead of a branch that would be mispredicted.
      stayed += 1 - isChanged[seqs[i]!]!;
    }

    const merged = new Uint32Array(stayed + moving.length);
    let copied = 0;
    moving.forEach((seq, before) => {
      const key = rank(seq);
      let low = copied;
      let high = stayed;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const other = staying[middle]!;
        const otherKey = rank(other);
        if (otherKey < key || (otherKey === key && other < seq)) low = middle + 1;
        else high = middle;
      }
      merged.set(staying.subarray(copied, low), copied + before);
      merged[low + before] = seq;
      copied = low;
    });
    merged.set(staying.subarray(copied, stayed), copied + moving.length);
    this.#dated = this.#countDated(merged, keys);
    return merged;
  }

  /** Seqs with the time come first, so a binary search finds how many there are. */
  #countDated(seqs: Uint32Array, keys: Float64Array): number {
    let low = 0;
    let high = seqs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (Number.isFinite(keys[seqs[middle]!])) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
