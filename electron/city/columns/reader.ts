import type { ColumnRow } from '../ports.ts';

/** What the worker needs of the store: a read-only connection of its own. */
export type ColumnReader = {
  revision(): number;
  /** Cases in the store, gone ones included. */
  count(): number;
  rows(): Iterable<ColumnRow>;
  /** Cases that changed after a revision, as they are now. */
  rowsSince(revision: number): Iterable<ColumnRow>;
  /** Seqs of the cases whose text holds `q`, ascending. */
  search(q: string): Uint32Array;
  /** Cases that wait to be indexed for the search. */
  searchBehind(): number;
  close(): void;
};
